// What each part of a lesson asks in this browser: its questions, in the learner's own order, and the answers shown again.

import { asksOwn, forRecall, forReview, placeOf, todays } from "./selection.js";
import { shuffled } from "./shuffle.js";

/**
 * Return heading, questions, place of saving and what is restored for one part, `{ sentence }` where there is nothing to ask, or
 * nothing where the page did not bring the questions along.
 *
 * `data` is the page's own, `bank` the whole bank or null where its file was not loaded.
 */
export function partOf(name, lesson, { data, bank, store, texts, now = Date.now() }) {
  const open = Object.hasOwn(PARTS, name) ? PARTS[name] : ownPart;
  const found = open({ name, lesson, data, bank, store, texts, now });
  if (!found.questions) return found;
  return { ...found, questions: found.questions.map((question) => inOwnOrder(question, store.seed())) };
}

function ownPart({ name, lesson, data, store }) {
  const part = name === "written" ? data.written : Object.hasOwn(data.parts ?? {}, name) && data.parts[name];
  if (!part) return {};
  const questions = part.items.map((item) => ({ public: item, key: part.keys[item.id] }));
  const askedIn = placeOf(name, lesson);
  return { heading: part.heading, questions, askedIn, restore: () => lastGiven(store, askedIn) };
}

const PARTS = {
  recall({ lesson, bank, store, texts, now }) {
    if (!bank?.recall[lesson]) return {};
    const askedIn = placeOf("recall", lesson);
    const items = forRecall(bank, lesson, store.answers(), now);
    const restore = asksOwn(bank, lesson)
      ? () => lastGiven(store, askedIn)
      : () => todays(store.answers(), askedIn, Date.now());
    return { heading: texts.headings.recall, questions: items.map((item) => bank.questions[item]), askedIn, restore };
  },

  exam({ bank, store, texts }) {
    if (!bank) return {};
    const askedIn = placeOf("exam", bank.exam.lesson);
    const questions = bank.exam.items.map((item) => bank.questions[item]);
    return {
      heading: texts.headings.exam,
      questions,
      askedIn,
      restore: () => todays(store.answers(), askedIn, Date.now()),
    };
  },

  review({ bank, store, texts, now }) {
    if (!bank) return {};
    const askedIn = placeOf("review", bank.review.lesson);
    const answers = store.answers();
    const { items, due } = forReview(bank, answers, now);
    if (!items.length) {
      const wasAsked = (answer) => answer.correct !== null && Object.hasOwn(bank.questions, answer.item);
      return { sentence: answers.some(wasAsked) ? texts.all_answered_today : texts.nothing_answered };
    }
    return {
      heading: due ? texts.due_today[due].replace("{count}", due) : texts.nothing_due,
      questions: items.map((item) => bank.questions[item]),
      askedIn,
      restore: () => todays(store.answers(), askedIn, Date.now()),
    };
  },
};

/** The last answer to each question that was asked in a place. */
function lastGiven(store, askedIn) {
  const given = store.answers().filter((answer) => answer.asked_in === askedIn);
  return new Map(given.map((answer) => [answer.item, answer]));
}

/** A question with its options in an order of this learner's own; numbers and dates keep theirs, and no order is the right one. */
function inOwnOrder(question, seed) {
  const { public: shown, key } = question;
  const mix = (entries) => shuffled(entries, `${seed} ${shown.id}`);
  if (key.kind === "order") return { key, public: { ...shown, options: neverRight(mix(shown.options), key.right) } };
  if (key.kind === "match") return { key, public: { ...shown, matches: neverRight(mix(shown.matches), key.right) } };
  if (!shown.options.length || key.keeps_order) return question;
  return { key, public: { ...shown, options: mix(shown.options) } };
}

/** What is shown, turned by one place where it would stand in the right order. */
function neverRight(entries, right) {
  const isRight = entries.every((entry, place) => entry.key === right[place]);
  return isRight ? [...entries.slice(1), entries[0]] : entries;
}
