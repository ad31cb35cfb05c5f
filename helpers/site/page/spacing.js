// When a question is due again: FSRS by its authors' own package, with the settings of helpers/quiz/spacing.py.

import { FSRSAlgorithm, Rating } from "ts-fsrs";

const DAY = 24 * 60 * 60 * 1000;
// No answer is older than the course: a clock that says so has fallen back to a date of its maker's.
const COURSE_BEGAN = Date.UTC(2026, 0, 1);
const RATINGS = { guess: Rating.Hard, "fairly sure": Rating.Good, sure: Rating.Easy };

/** The day of a moment, where the learner is, as a number that grows from day to day. */
export function dayOf(moment) {
  const date = new Date(moment);
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate();
}

export const momentOf = (answer) => Date.parse(answer.answered_at);

/**
 * What FSRS makes of a learner's answers, the question least likely remembered first.
 *
 * Only the first answer to a question on each day counts: a second try right after the feedback is not recall.
 * `answers` stand in the order of saving, `now` is in milliseconds; each memory has item, due and remembered (0 to 1).
 */
export function memories(answers, now) {
  // Without fuzz the same answers give the same days; without steps of minutes nothing is due twice in one sitting.
  const scheduler = new FSRSAlgorithm({ enable_fuzz: false, learning_steps: [], relearning_steps: [] });
  const cards = new Map();
  for (const answer of firstOfEachDay(inBelievableTime(answers, now))) {
    const moment = momentOf(answer);
    const card = cards.get(answer.item);
    // Whole days of 24 hours, as the package for Python counts them; this one would count midnights.
    const elapsed = card ? wholeDays(moment - card.last) : 0;
    const state = scheduler.next_state(card?.state ?? null, elapsed, ratingOf(answer));
    const interval = scheduler.next_interval(state.stability, elapsed);
    cards.set(answer.item, { state, last: moment, due: moment + interval * DAY });
  }
  const known = [...cards].map(([item, { state, last, due }]) => ({
    item,
    due,
    remembered: scheduler.forgetting_curve(Math.max(0, wholeDays(now - last)), state.stability),
  }));
  return known.sort((one, other) => one.remembered - other.remembered || (one.item < other.item ? -1 : 1));
}

const wholeDays = (milliseconds) => Math.floor(milliseconds / DAY);

function firstOfEachDay(answers) {
  const seen = new Set();
  return answers.filter((answer) => {
    const key = `${answer.item} ${dayOf(momentOf(answer))}`;
    if (answer.correct === null || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The rating that an answer stands for: certainty tells how hard it was to remember. */
const ratingOf = (answer) => (answer.correct ? (RATINGS[answer.certainty] ?? Rating.Good) : Rating.Again);

/**
 * Answers with moments at which they can have been given; clocks are wrong at times.
 *
 * Moments never run backwards and never lie in the future. The longest run of moments that fits together is believed.
 * Any other answer gets the moment of the believed one saved before it, else after it. Where none can be believed, all were
 * given yesterday, so that a question that was answered wrong is due.
 */
export function inBelievableTime(answers, now) {
  const believed = longestRun(answers.map((answer) => believable(momentOf(answer), now)));
  let moment = believed.find((found) => found !== null) ?? now - DAY;
  return answers.map((answer, place) => {
    moment = believed[place] ?? moment;
    return momentOf(answer) === moment ? answer : { ...answer, answered_at: new Date(moment).toISOString() };
  });
}

/** A moment as it can be true, now for one of later today; null where it cannot be. */
function believable(moment, now) {
  const isTooOld = moment < COURSE_BEGAN && COURSE_BEGAN <= now;
  return isTooOld || dayOf(moment) > dayOf(now) ? null : Math.min(moment, now);
}

/** The moments with null in place of each that is not in the longest run that never goes back. */
function longestRun(moments) {
  // For each length of a run: the earliest moment at which one can end, and its place among all.
  const ends = [];
  const places = [];
  // For each place: the place before it in the longest run that ends there.
  const before = new Map();
  moments.forEach((moment, place) => {
    if (moment === null) return;
    const longer = ends.findIndex((end) => end > moment);
    const length = longer < 0 ? ends.length : longer;
    before.set(place, length ? places[length - 1] : null);
    ends[length] = moment;
    places[length] = place;
  });
  const run = new Set();
  for (let last = places.at(-1) ?? null; last !== null; last = before.get(last)) run.add(last);
  return moments.map((moment, place) => (run.has(place) ? moment : null));
}

/** The questions that are due on the day of `now`, the one least likely remembered first: by the day and not by the minute. */
export const due = (answers, now) =>
  memories(answers, now)
    .filter((memory) => dayOf(memory.due) <= dayOf(now))
    .map((memory) => memory.item);
