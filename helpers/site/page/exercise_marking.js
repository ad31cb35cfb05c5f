// Marks the answer to an exercise as helpers/exercises.py does. Pure functions without storage or display.

import { AnswerError, fill } from "./marking.js";
import { firstSigns, fold, inDigits, LONGEST, lengthOf, NoNumber, names, numberNearestTo, strip } from "./reading.js";

const MOST_ROWS_SAID = 8;
const MOST_LETTERS_OF_A_NAME = 40;

/**
 * Mark an answer: a text or a number, or for a table a list of rows, each a name with its number.
 *
 * Returns verdict ("right", "wrong", or "start" for what the code gives before it is changed, which is no try), what helps
 * (`feedback`), the answer in words (`said`) and what is saved (`response`). Throws AnswerError for an answer of another kind.
 */
export function markExercise(exercise, answer, texts) {
  const given = plain(exercise, answer, texts);
  const said = inWords(given);
  const response = Array.isArray(given) ? firstSigns(said, LONGEST) : given;
  if (exercise.start !== null && agree(given, exercise.start, exercise.tolerance)) {
    return { verdict: "start", feedback: fill(texts.same_as_before, { result: said }), said, response };
  }
  if (agree(given, exercise.answer, exercise.tolerance)) {
    return { verdict: "right", feedback: exercise.right, said, response };
  }
  const mistake = exercise.mistakes.find((known) => agree(given, known.gives, exercise.tolerance));
  return { verdict: "wrong", feedback: mistake ? mistake.feedback : exercise.wrong, said, response };
}

function plain(exercise, answer, texts) {
  if (exercise.kind === "rows") {
    const isTable = Array.isArray(answer) && answer.every(([, value]) => typeof value === "number");
    if (!isTable || new Set(answer.map(([name]) => name)).size < answer.length) throw new AnswerError(texts.fill_a_row);
    return answer;
  }
  if (exercise.kind === "text") {
    if (typeof answer !== "string" || lengthOf(answer) > LONGEST) throw new AnswerError(texts.type_short);
    return strip(answer);
  }
  try {
    // Nothing is said of minus nought.
    return numberNearestTo(answer, exercise.answer) + 0;
  } catch (error) {
    if (error instanceof NoNumber) throw new AnswerError(texts.no_number);
    throw error;
  }
}

/** Whether an answer is the one that is wanted: a number within the tolerance, a name in any spelling, row by row. */
function agree(given, wanted, tolerance) {
  if (typeof wanted === "string") {
    const found = new Set(names(String(given)));
    return fold(String(given)) === fold(wanted) || (found.size === 1 && found.has(fold(wanted)));
  }
  if (typeof wanted === "object") return Array.isArray(given) && agreeByRow(given, Object.entries(wanted), tolerance);
  return typeof given === "number" && Math.abs(given - wanted) <= tolerance + 1e-9;
}

function agreeByRow(given, wanted, tolerance) {
  const byName = (rows) => new Map(rows.map(([name, value]) => [fold(name), value]));
  const [found, needed] = [byName(given), byName(wanted)];
  return found.size === needed.size && [...needed].every(([name, value]) => agree(found.get(name), value, tolerance));
}

/** An answer as a reader sees it: 3.47, or "Zvecan 2.92; Leposavic 1.06", the first rows of many. */
export function inWords(given) {
  if (!Array.isArray(given)) return typeof given === "string" ? given : inDigits(given);
  const rows = given
    .slice(0, MOST_ROWS_SAID)
    .map(([name, value]) => `${firstSigns(name, MOST_LETTERS_OF_A_NAME)} ${inDigits(value)}`);
  return (given.length > MOST_ROWS_SAID ? [...rows, "…"] : rows).join("; ");
}
