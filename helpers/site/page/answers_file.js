// A file with all answers of a browser, for another browser or another day. What is read back is looked at before it is taken.

import { asAnswer } from "./answer_record.js";
import { answersOf, FORMAT as HAND_IN, HandInError } from "./hand_in.js";
import { fill } from "./marking.js";

const FORMAT = "kosovo-kfor-course answers";
const VERSION = 1;
export const MOST_BYTES = 5_000_000;
const MOST_ANSWERS = 50_000;

/** The text of a file with these answers. */
export function asText(answers, now = Date.now()) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, made_at: new Date(now).toISOString(), answers }, null, 1)}\n`;
}

export const fileName = (now = Date.now()) => `my-course-answers-${new Date(now).toISOString().slice(0, 10)}.json`;

/**
 * Take the answers of a file into a store; returns a sentence that says what became of them.
 *
 * The file is one that this page saved, or a hand-in, of which the first and the last answer to each question come back.
 */
export function readInto(store, text, texts) {
  let found;
  try {
    found = answersIn(parse(text));
  } catch (error) {
    if (error instanceof HandInError) return texts[error.message];
    throw error;
  }
  const good = found.map(asAnswer).filter(Boolean);
  if (!good.length) return texts.read_nothing;
  const { added, fault } = store.add(good);
  const said = [fill(texts.read_added, { added, known: good.length - added })];
  if (good.length < found.length) said.push(fill(texts.read_left_out, { count: found.length - good.length }));
  if (fault) said.push(fault);
  return said.join(" ");
}

function parse(text) {
  if (text.length > MOST_BYTES) throw new HandInError("read_too_large");
  try {
    // Some editors put a mark of the byte order before the text.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new HandInError("read_no_json");
  }
}

function answersIn(content) {
  if (content?.format === HAND_IN) return answersOf(content);
  if (content?.format !== FORMAT || !Array.isArray(content.answers)) throw new HandInError("read_not_ours");
  if (content.version !== VERSION) throw new HandInError("read_other_version");
  if (content.answers.length > MOST_ANSWERS) throw new HandInError("read_too_large");
  return content.answers;
}
