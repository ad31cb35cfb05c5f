// Which questions Recall and Review ask, as helpers/quiz/selection.py chooses them: once a day, so that they stay while one answers.

import { dayOf, due, inBelievableTime, memories, momentOf } from "./spacing.js";

/** The name under which answers of one part of one lesson are kept. */
export const placeOf = (part, lesson) => `${part} ${lesson}`;

/** Whether the first questions of a lesson are its own, to warm up; every other lesson asks those of others. */
export const asksOwn = (bank, lesson) =>
  bank.recall[lesson].every((item) => bank.questions[item].key.lesson === lesson);

/** The ids of three questions for the head of a lesson: due ones of lessons already taken, then the bank's own choice. */
export function forRecall(bank, lesson, answers, now) {
  const usual = bank.recall[lesson];
  if (asksOwn(bank, lesson)) return usual;
  const believed = inBelievableTime(answers, now);
  const here = placeOf("recall", lesson);
  const elsewhere = believed.filter((answer) => answer.lesson !== lesson);
  const isDue = elsewhere.length ? known(bank, due(withoutTodays(elsewhere, here, now), now)) : [];
  const answered = known(bank, [...todays(believed, here, now).keys()]);
  return [...new Set([...answered, ...isDue, ...usual])].slice(0, bank.review.most_in_recall);
}

/**
 * The ids of at most ten questions of all lessons, the least remembered first, and how many of them are due today.
 *
 * Questions that were answered today in the review come first; those answered elsewhere today wait for another day.
 */
export function forReview(bank, answers, now) {
  const believed = inBelievableTime(answers, now);
  const here = placeOf("review", bank.review.lesson);
  const before = withoutTodays(believed, here, now);
  const isToday = (answer) => dayOf(momentOf(answer)) === dayOf(now);
  const today = new Set(before.filter(isToday).map((answer) => answer.item));
  const waiting = memories(before, now).filter((memory) => !today.has(memory.item));
  const answered = known(bank, [...todays(believed, here, now).keys()]);
  const items = [
    ...new Set([
      ...answered,
      ...known(
        bank,
        waiting.map((memory) => memory.item),
      ),
    ]),
  ].slice(0, bank.review.most);
  const areDue = new Set(waiting.filter((memory) => dayOf(memory.due) <= dayOf(now)).map((memory) => memory.item));
  return { items, due: items.filter((item) => areDue.has(item)).length };
}

/** Items that are questions of the bank; others, such as exercises, are left out. */
export const known = (bank, items) => items.filter((item) => Object.hasOwn(bank.questions, item));

/** The last answer of today to each question that was asked in a place. */
export function todays(answers, askedIn, now) {
  const found = inBelievableTime(answers, now).filter((answer) => isTodays(answer, askedIn, now));
  return new Map(found.map((answer) => [answer.item, answer]));
}

const withoutTodays = (answers, askedIn, now) => answers.filter((answer) => !isTodays(answer, askedIn, now));
const isTodays = (answer, askedIn, now) => answer.asked_in === askedIn && dayOf(momentOf(answer)) === dayOf(now);
