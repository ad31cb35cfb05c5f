// Where the page and Python disagree about an answer. Runs in Node and, bundled, in a browser.

import { markExercise } from "../../helpers/site/page/exercise_marking.js";
import { byLesson, headings } from "../../helpers/site/page/known.js";
import { AnswerError, mark } from "../../helpers/site/page/marking.js";
import { fold, inDigits, NoNumber, names, numbers } from "../../helpers/site/page/reading.js";
import { forRecall, forReview, todays } from "../../helpers/site/page/selection.js";
import { due, inBelievableTime, memories, momentOf } from "../../helpers/site/page/spacing.js";

// The packages round in other places; a millionth of a probability changes nobody's day.
const SAME = 1e-6;

const said = (value) => JSON.stringify(value);

/** Collect what differs, as sentences; of many the first are enough. */
function collector() {
  const found = [];
  const expect = (name, input, given, wanted) => {
    if (said(given) !== said(wanted))
      found.push(`${name} of ${said(input)}: ${said(given)}, in Python ${said(wanted)}`);
  };
  return { found, expect };
}

/** Where marking and reading differ. */
export function differences(vectors) {
  const { found, expect } = collector();
  const { texts, questions, exercises } = vectors;
  for (const { item, response, certainty, tries, ...wanted } of vectors.marks) {
    const given = attempt(() => {
      const { verdict, feedback, correct, kept } = mark(questions[item], response, certainty, tries, texts);
      return { mark: { verdict, feedback, correct, kept } };
    });
    expect("mark", { item, response, certainty, tries }, given, wanted);
  }
  for (const { exercise, answer, ...wanted } of vectors.exercise_marks) {
    const given = attempt(() => {
      const { verdict, feedback, said: words, response } = markExercise(exercises[exercise], answer, texts);
      return { mark: { verdict, feedback: verdict === "start" ? "" : feedback, said: words, response } };
    });
    expect("exercise", { exercise, answer }, "asks" in given ? { asks: true } : given, wanted);
  }
  for (const [text, wanted] of vectors.numbers) expect("number", text, readings(text), wanted);
  for (const [text, folded, named] of vectors.folded) expect("name", text, [fold(text), names(text)], [folded, named]);
  for (const [value, wanted] of vectors.digits) expect("digits", value, inDigits(value), wanted);
  return found;
}

function attempt(step) {
  try {
    return step();
  } catch (error) {
    if (error instanceof AnswerError) return { asks: error.message };
    return { broken: String(error.stack) };
  }
}

function readings(text) {
  try {
    return numbers(text);
  } catch (error) {
    return error instanceof NoNumber ? null : String(error);
  }
}

/** Where spacing and the choice of questions differ, in the time zone of this process. */
export function differencesOfSpacing(histories, bank) {
  const { found, expect } = collector();
  for (const [number, history] of histories.entries()) {
    const { answers, now, lesson } = history;
    const name = `history ${number}`;
    expect(name, "moments", inBelievableTime(answers, now).map(momentOf), history.believed);
    const known = memories(answers, now);
    expect(
      name,
      "memories",
      known.map((memory) => [memory.item, memory.due]),
      history.memories.map(([item, day]) => [item, day]),
    );
    known.forEach((memory, place) => {
      const wanted = history.memories[place]?.[2];
      if (!(Math.abs(memory.remembered - wanted) < SAME))
        found.push(`${name}: ${memory.remembered}, in Python ${wanted}`);
    });
    expect(name, "due", due(answers, now), history.due);
    expect(name, "recall", forRecall(bank, lesson, answers, now), history.recall);
    expect(name, "warm-up", forRecall(bank, "00", answers, now), history.warm_up);
    const review = forReview(bank, answers, now);
    expect(name, "review", [review.items, review.due], [history.review, history.review_due]);
    const marked = answers.filter((answer) => answer.correct !== null);
    const rows = byLesson(bank, marked).map((row) => [
      row.lesson,
      row.right_at_first,
      row.right_later,
      row.not_yet,
      row.open,
    ]);
    expect(name, "known", rows, history.known);
    expect(name, "headings", headings(bank, marked), history.headings);
    const today = [...todays(answers, "review 12", now)].map(([item, answer]) => [item, answer.response]);
    expect(name, "today", Object.fromEntries(today), history.todays);
  }
  return found;
}
