// Marks answers as helpers/quiz/marking.py and the kinds of questions beside it do. Pure functions without storage or display.

import { likeness } from "./likeness.js";
import {
  caseFold,
  firstSigns,
  fold,
  LONGEST,
  lengthOf,
  NoNumber,
  names,
  number,
  numberNearestTo,
  strip,
} from "./reading.js";
import { cleanText, LEVELS, MOST_CHARACTERS } from "./written.js";

const CERTAINTIES = ["guess", "fairly sure", "sure"];
const ALIKE = 0.8;

/** An answer that cannot be marked and is no try; the message asks for another. */
export class AnswerError extends Error {}

/** Put values into a sentence with fields in braces. */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (field, name) => (name in values ? String(values[name]) : field));

/**
 * Mark one answer.
 *
 * `question` has `public` and `key` as helpers/site/bank_json.py writes them. The right answer is named from the second try on.
 * Returns verdict, feedback, whether it is correct (null where there is no key) and what is kept of the response.
 */
export function mark(question, response, certainty, earlierTries, texts) {
  if (question.public.asks_certainty && !CERTAINTIES.includes(certainty)) throw new AnswerError(texts.say_how_sure);
  const { verdict, feedback, kept = response } = KINDS[question.key.kind](question, response, earlierTries, texts);
  const correct = verdict === "kept" ? null : verdict === "right";
  const more = [];
  if (correct === false) {
    if (certainty === "sure") more.push(said("", texts.was_sure));
    more.push(said(`${question.key.reread}.`, texts.reread));
  }
  return { verdict, feedback: [...feedback, ...more], correct, kept };
}

const said = (text, lead = "") => ({ lead, text });
const right = (text) => ({ verdict: "right", feedback: [said(text)] });

function markSingle({ public: shown, key }, response, earlierTries, texts) {
  const chosen = key.options.find((option) => option.key === response);
  if (typeof response !== "string" || !chosen) throw new AnswerError(texts.choose_one);
  if (chosen.correct) return right(chosen.feedback);
  const feedback = [said(chosen.feedback)];
  if (earlierTries) {
    for (const option of key.options) {
      if (option.correct) feedback.push(said(withText(shown, option), texts.the_answer));
    }
  }
  return { verdict: "wrong", feedback };
}

const withText = (shown, option) => `${textOf(shown.options, option.key)} ${option.feedback}`;
const textOf = (options, key) => options.find((option) => option.key === key).text;

function markMultiple({ public: shown, key }, response, earlierTries, texts) {
  const chosen = new Set(
    keysIn(
      response,
      key.options.map((option) => option.key),
    ) ?? [],
  );
  if (!chosen.size) throw new AnswerError(texts.choose_at_least_one);
  const isChosen = (option) => chosen.has(option.key);
  const feedback = key.options.filter(isChosen).map((option) => said(withText(shown, option)));
  if (key.options.every((option) => option.correct === isChosen(option))) return { verdict: "right", feedback };
  const missed = key.options.filter((option) => option.correct && !isChosen(option));
  if (earlierTries) feedback.push(...missed.map((option) => said(withText(shown, option), texts.missed)));
  else if (missed.length) feedback.push(said("", texts.one_more));
  return { verdict: key.options.some((option) => option.correct && isChosen(option)) ? "partly" : "wrong", feedback };
}

/** A response that is a list of known keys, of a length that an honest page can send; null for any other. */
function keysIn(response, known) {
  const isList = Array.isArray(response) && response.length <= known.length;
  return isList && response.every((one) => known.includes(one)) ? response : null;
}

function markNumber({ public: shown, key }, response, earlierTries, texts) {
  const value = asNumber(texts, () => numberNearestTo(withoutUnit(response, shown.unit), key.answer));
  const distance = Math.abs(value - key.answer);
  const slack = 1e-9 * Math.max(1, Math.abs(key.answer));
  if (distance <= key.tolerance + slack) return right(key.feedback.right);
  const isNear = key.near !== null && distance <= key.near + slack;
  const feedback = [said(key.feedback[isNear ? "near" : "wrong"])];
  if (earlierTries) feedback.push(solution(key, texts.the_answer));
  return { verdict: isNear ? "near" : "wrong", feedback };
}

function asNumber(texts, read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoNumber) throw new AnswerError(texts.no_number);
    throw error;
  }
}

/** A typed number without the unit that somebody may have typed after it. */
function withoutUnit(response, unit) {
  if (typeof response !== "string" || !unit) return response;
  const text = strip(response);
  return caseFold(text).endsWith(caseFold(unit))
    ? firstSigns(text, Math.max(0, lengthOf(text) - lengthOf(unit)))
    : text;
}

const solution = (key, lead) => said(`${key.solution}. ${key.feedback.right}`, lead);

function markText({ key }, response, earlierTries, texts) {
  const given = typeof response === "string" && lengthOf(response) <= LONGEST ? names(response) : [];
  if (!given.length) throw new AnswerError(texts.type_short);
  const accepted = key.accepted.map(fold);
  const found = given.filter((name) => accepted.includes(name));
  if (found.length === given.length || accepted.includes(fold(response))) return right(key.feedback.right);
  if (found.length) throw new AnswerError(texts.one_only);
  if (given.some((name) => accepted.some((wanted) => likeness(wanted, name) >= ALIKE))) {
    throw new AnswerError(texts.very_close);
  }
  const feedback = [said(key.feedback.wrong)];
  if (earlierTries) feedback.push(solution(key, texts.the_answer));
  return { verdict: "wrong", feedback };
}

function markOrder({ key }, response, earlierTries, texts) {
  const given = keysIn(response, key.right);
  if (!given || !isSameSet(given, key.right)) throw new AnswerError(texts.order_all);
  const wrong = placesThatDiffer(given, key.right);
  if (!wrong.length) return right(key.feedback.right);
  const total = key.right.length;
  const inPlace = total - wrong.length;
  const isSwap = wrong.length === 2 && wrong[1] - wrong[0] === 1;
  const feedback = [said("", count(texts.in_place, inPlace, total)), said(key.feedback.wrong)];
  if (earlierTries) feedback.push(solution(key, texts.the_order));
  return { verdict: isSwap ? "near" : "wrong", feedback };
}

const isSameSet = (given, wanted) => [...given].sort().join() === [...wanted].sort().join();
const placesThatDiffer = (given, wanted) => given.map((_key, place) => place).filter((at) => given[at] !== wanted[at]);
const count = (sentences, found, total) => fill(sentences[found], { right: found, total });

function markMatch({ key }, response, earlierTries, texts) {
  const given = keysIn(response, key.right);
  const total = key.right.length;
  if (!given || given.length !== total) throw new AnswerError(texts.match_all);
  const found = total - placesThatDiffer(given, key.right).length;
  if (found === total) return right(key.feedback.right);
  const feedback = [said("", count(texts.pairs_right, found, total)), said(key.feedback.wrong)];
  if (earlierTries) feedback.push(solution(key, texts.the_pairs));
  return { verdict: found ? "partly" : "wrong", feedback };
}

function markGuess({ public: shown, key }, response, _earlierTries, texts) {
  if (!shown.options.length) asNumber(texts, () => number(withoutUnit(response, shown.unit), key.whole));
  else if (!shown.options.some((option) => option.key === response)) throw new AnswerError(texts.choose_one);
  return { verdict: "kept", feedback: [said(key.kept)] };
}

function markWritten(_question, response, _earlierTries, texts) {
  const kept = typeof response === "string" ? cleanText(response) : "";
  if (!kept) throw new AnswerError(texts.empty_text);
  if (lengthOf(kept) > MOST_CHARACTERS) {
    throw new AnswerError(fill(texts.text_too_long, { count: lengthOf(kept), most: MOST_CHARACTERS }));
  }
  return { verdict: "kept", feedback: [said("", texts.open_samples)], kept };
}

function markLevel({ public: shown }, response, _earlierTries, texts) {
  if (!LEVELS.includes(response)) throw new AnswerError(texts.choose_one);
  if (response === LEVELS[0]) {
    return { verdict: "kept", feedback: [said(shown.levels[0].criterion, texts.begin_with_level)] };
  }
  const { lift } = shown.levels[Number(response) - 1];
  return { verdict: "kept", feedback: lift ? [said(lift, texts.lift)] : [] };
}

/** How each kind is marked; a new kind adds its function here and its key in helpers/site/bank_json.py. */
const KINDS = {
  single: markSingle,
  multiple: markMultiple,
  number: markNumber,
  text: markText,
  order: markOrder,
  match: markMatch,
  guess: markGuess,
  written: markWritten,
  levels: markLevel,
};
