// The file that a learner hands in: the same as helpers/progress/hand_in_file.py writes, so that the class view reads it.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { cleanNickname, EXAMPLE, foldedNickname, inAFileName } from "./nickname.js";
import { firstSigns, lengthOf } from "./reading.js";
import { isOfACheck, newest } from "./written.js";

export const FORMAT = "kosovo-kfor-course hand-in";
export const VERSION = 3;
const READABLE = [1, 2, 3];
const MOST_LETTERS = 200;
const CHECKSUM_NOTE = "Shows accidental damage. It is no proof of honesty: anybody can write such a file.";

/** A reason why nothing can be handed in, as the name of a sentence. */
export class HandInError extends Error {}

/** A nickname in the form in which it is kept. */
export function ownName(given) {
  const name = cleanNickname(given);
  if (name === null) throw new HandInError("choose_nickname");
  if (foldedNickname(name) === EXAMPLE) throw new HandInError("own_nickname");
  return name;
}

/**
 * What the file would hold: for each question the first and the last answer, and the last written text of each lesson where
 * the learner agrees. `answers` stand in the order of saving.
 */
export function build(given, answers, { now = Date.now(), withTexts = false } = {}) {
  const nickname = ownName(given);
  if (!answers.length) throw new HandInError("nothing_to_hand_in");
  const texts = withTexts ? newest(answers, secondOf) : [];
  const byItem = new Map();
  for (const answer of answers) {
    if (!isOfACheck(answer)) byItem.set(answer.item, [...(byItem.get(answer.item) ?? []), answer]);
  }
  if (!byItem.size && !texts.length) throw new HandInError("only_a_text");
  const entries = [...byItem].map(([item, tries]) => ({
    item,
    lesson: tries[0].lesson,
    tries: tries.length,
    first: tryOf(tries[0]),
    last: tryOf(tries.at(-1)),
  }));
  const content = {
    format: FORMAT,
    version: VERSION,
    nickname,
    made_at: second(now),
    counts: {
      answered: entries.length,
      right_at_first: entries.filter((entry) => entry.first.correct === true).length,
      right_at_last: entries.filter((entry) => entry.last.correct === true).length,
    },
    answers: entries,
    ...(texts.length ? { texts } : {}),
    checksum_note: CHECKSUM_NOTE,
  };
  const made = { ...content, checksum: checksum(content) };
  // What the class view would refuse must be known here, not at the teacher's.
  if (!isHandIn(made)) throw new HandInError("cannot_hand_in");
  return made;
}

const tryOf = (answer) => ({
  response: plainResponse(answer.response),
  correct: answer.correct,
  certainty: answer.certainty,
  at: secondOf(answer),
  asked_in: answer.asked_in,
  bank_version: answer.bank_version,
});

/** A response as a file can hold it. Very small numbers are written another way by other programs, which checksums would not survive. */
function plainResponse(response) {
  // Half of a sign that takes two places in a text passes JSON, and then nothing can show or write it.
  if (typeof response === "string") return firstSigns(response, MOST_LETTERS).replace(/\p{Cs}/gu, "\ufffd");
  const isOdd =
    typeof response === "number" && response !== 0 && (Math.abs(response) < 1e-4 || Math.abs(response) >= 1e15);
  return isOdd ? String(response) : response;
}

/** A moment in UTC, to the second. */
const second = (moment) => `${new Date(moment).toISOString().slice(0, 19)}+00:00`;
const secondOf = (answer) => second(Date.parse(answer.answered_at));

/** The text of the file. */
export const asText = (content) => `${JSON.stringify(content, null, 1)}\n`;

export const fileName = (content) => `hand-in-${inAFileName(content.nickname)}.json`;

/** SHA-256 over the content without its own checksum, as canonical JSON: sorted keys, ASCII, no spaces. */
export function checksum(content) {
  const { checksum: _own, ...plain } = content;
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonical(plain))))}`;
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value).replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const ITEM = /^[0-9]{2}[-.][a-z0-9-]{1,60}$/;
const LESSON = /^[0-9]{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(\+00:00|Z)$/;
const MOST_COUNTED = 2000;

const isText = (most, pattern) => (value) =>
  typeof value === "string" && lengthOf(value) <= most && (!pattern || pattern.test(value));
const isWhole = (least, most) => (value) => Number.isInteger(value) && least <= value && value <= most;
const isOneOf =
  (...known) =>
  (value) =>
    known.includes(value);
const isListOf = (most, isEntry) => (value) => Array.isArray(value) && value.length <= most && value.every(isEntry);
/** Whether a value is an object with these fields and no others; those with a question mark may be missing. */
const isBlock = (fields) => (value) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const wanted = Object.entries(fields).map(([name, isGood]) => [name.replace("?", ""), isGood, name.endsWith("?")]);
  return (
    Object.keys(value).every((name) => wanted.some(([known]) => known === name)) &&
    wanted.every(([name, isGood, mayMiss]) => (Object.hasOwn(value, name) ? isGood(value[name]) : mayMiss))
  );
};

const isResponse = (value) =>
  isText(MOST_LETTERS)(value) ||
  (typeof value === "number" && Number.isFinite(value)) ||
  isListOf(8, isText(60))(value);
const isTry = isBlock({
  response: isResponse,
  correct: isOneOf(true, false, null),
  certainty: isOneOf("guess", "fairly sure", "sure", null),
  at: isText(40, MOMENT),
  asked_in: isText(30),
  bank_version: isText(40),
});

/** Whether a value follows data/hand_in.schema.json. */
const isHandIn = isBlock({
  format: isOneOf(FORMAT),
  version: isOneOf(...READABLE),
  nickname: (value) => cleanNickname(value) !== null,
  made_at: isText(40, MOMENT),
  counts: isBlock({
    answered: isWhole(0, MOST_COUNTED),
    right_at_first: isWhole(0, MOST_COUNTED),
    right_at_last: isWhole(0, MOST_COUNTED),
  }),
  answers: isListOf(
    MOST_COUNTED,
    isBlock({
      item: isText(63, ITEM),
      lesson: isText(2, LESSON),
      tries: isWhole(1, 100_000),
      first: isTry,
      last: isTry,
    }),
  ),
  "texts?": isListOf(
    100,
    isBlock({
      item: isText(63, ITEM),
      lesson: isText(2, LESSON),
      text: isText(1500),
      nearest_level: (value) => value === null || isWhole(0, 3)(value),
      at: isText(40, MOMENT),
    }),
  ),
  checksum_note: isText(200),
  checksum: isText(71, /^sha256:[0-9a-f]{64}$/),
});

/**
 * The answers that a hand-in holds: of each question the first and the last, and the written texts. Throws HandInError with
 * the name of a sentence for a file that is none, was changed, or is of a version without stable keys of options.
 */
export function answersOf(content) {
  if (!READABLE.includes(content?.version)) throw new HandInError("read_other_version");
  if (!isHandIn(content)) throw new HandInError("read_not_ours");
  if (content.checksum !== checksum(content)) throw new HandInError("read_changed");
  // Letters stood in place of the keys of options, and only JupyterLab has the list.
  if (content.version === 1) throw new HandInError("read_first_version");
  const answers = content.answers.flatMap(({ item, lesson, tries, first, last }) =>
    (tries > 1 ? [first, last] : [first]).map((given) => ({
      id: idOf(item, given.at, given.response),
      item,
      lesson,
      response: given.response,
      correct: given.correct,
      certainty: given.certainty,
      answered_at: given.at,
      bank_version: given.bank_version,
      asked_in: given.asked_in,
    })),
  );
  const texts = (content.texts ?? []).flatMap(({ item, lesson, text, nearest_level, at }) => {
    const common = {
      lesson,
      correct: null,
      certainty: null,
      answered_at: at,
      bank_version: "",
      asked_in: `written ${lesson}`,
    };
    const saved = [{ ...common, id: idOf(item, at, text), item, response: text }];
    if (nearest_level === null) return saved;
    const level = String(nearest_level);
    return [...saved, { ...common, id: idOf(`${item}-level`, at, level), item: `${item}-level`, response: level }];
  });
  return [...answers, ...texts].sort((one, other) => Date.parse(one.answered_at) - Date.parse(other.answered_at));
}

/** The same answer from the same file gets the same id, so that a file that is read twice adds nothing. */
const idOf = (item, at, response) =>
  `hand-in-${bytesToHex(sha256(utf8ToBytes(canonical([item, at, response])))).slice(0, 24)}`;
