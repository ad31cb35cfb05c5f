// An exercise in the page: a field for the answer, hints one by one, the solution on request. Answers are kept like those of quizzes.

import { button, create, lessonText, liveRegion, pressOnEnter, say, typedField } from "./elements.js";
import { markExercise } from "./exercise_marking.js";
import { AnswerError, fill } from "./marking.js";
import { NoNumber, numberNearestTo } from "./reading.js";

// As helpers/exercises.py keeps them.
const ASKED_IN = "exercise";

/** Put an exercise into its place; `exercise` is as helpers/site/bank_json.py writes it. */
export function showExercise(place, { exercise, store, texts, language }) {
  const box = create("div", "course-quiz course-exercise-form");
  box.lang = language;
  const group = create("fieldset", "course-quiz-question");
  group.append(create("legend", "", fill(texts.exercise, { exercise: exercise.id })));
  const field = fieldFor(exercise, texts);
  const status = liveRegion("div", "course-quiz-feedback");
  const hints = liveRegion("div", "course-quiz-hinted");
  const check = button(texts.check, press, "course-quiz-check");
  const buttons = create("div", "course-quiz-buttons");
  buttons.append(check, hintButton(exercise, texts, hints), solutionButton(exercise, texts, hints));
  group.append(field.element, buttons, hints, status, create("p", "course-quiz-note", texts.pandas_waits));
  box.append(group);
  place.replaceChildren(box);
  pressOnEnter(field.element, press);

  let shown = null;
  function showSaved() {
    const saved = store.answers().findLast((answer) => answer.item === exercise.id && answer.asked_in === ASKED_IN);
    if (!saved || saved.id === shown) return;
    shown = saved.id;
    field.restore(saved.response);
    say(status, saved.correct ? texts.right : texts.wrong, saved.correct ? exercise.right : "", texts.restored);
    check.textContent = saved.correct ? texts.check : texts.again;
  }
  store.onAnswers((answers, from) => {
    if (from !== "here") showSaved();
    else shown = answers.findLast((answer) => answer.item === exercise.id)?.id ?? shown;
  });
  showSaved();

  function press() {
    store.catchUp();
    let result;
    try {
      result = markExercise(exercise, field.read(), texts);
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      return say(status, error.message);
    }
    if (result.verdict === "start") return say(status, result.feedback);
    const correct = result.verdict === "right";
    const { lesson, id: item } = exercise;
    const { response } = result;
    const row = { item, lesson, response, correct, certainty: null, bank_version: "1", asked_in: ASKED_IN };
    const fault = store.record(row);
    check.textContent = correct ? texts.check : texts.again;
    const yours =
      exercise.kind === "rows" || exercise.changes_a_line ? fill(texts.your_answer, { result: result.said }) : "";
    status.replaceChildren(
      create(
        "p",
        `course-quiz-verdict course-quiz-${correct ? "right" : "wrong"}`,
        correct ? texts.right : texts.wrong,
      ),
      ...(yours ? [create("p", "", yours)] : []),
      lessonText("p", "", result.feedback),
      create("p", "course-quiz-note", fault ?? texts.saved),
    );
  }
}

/** The field for an answer: `read` gives what markExercise asks for, `restore` fills in a saved answer. */
function fieldFor(exercise, texts) {
  if (exercise.kind === "rows") return rowsField(exercise, texts);
  const isNumber = exercise.kind === "number";
  const { place, input } = typedField(isNumber ? texts.number : texts.text, {
    inputMode: isNumber ? "decimal" : "text",
  });
  return {
    element: place,
    read() {
      if (!input.value.trim()) throw new AnswerError(isNumber ? texts.no_number : texts.type_short);
      return input.value;
    },
    restore: (response) => {
      input.value = String(response);
    },
  };
}

/** A table has a field for each row that it may have; an empty one means that the row is not there. */
function rowsField(exercise, texts) {
  const group = create("div", "course-exercise-rows");
  group.append(create("p", "course-quiz-several", texts.fill_rows));
  const fields = exercise.rows.map((name) => {
    const { place, input } = typedField(name, { inputMode: "decimal" });
    place.querySelector("input").before(" ");
    group.append(place);
    return { name, input };
  });
  const asNumber = ({ name, input }) => {
    try {
      return [name, numberNearestTo(input.value, exercise.answer[name] ?? 0)];
    } catch (error) {
      if (error instanceof NoNumber) throw new AnswerError(`${name}: ${texts.no_number}`);
      throw error;
    }
  };
  return {
    element: group,
    read() {
      const filled = fields.filter(({ input }) => input.value.trim());
      if (!filled.length) throw new AnswerError(texts.fill_a_row);
      return filled.map(asNumber);
    },
    restore(response) {
      const said = new Map(
        String(response)
          .split("; ")
          .map((row) => [row.slice(0, row.lastIndexOf(" ")), row.slice(row.lastIndexOf(" ") + 1)]),
      );
      for (const { name, input } of fields) input.value = said.get(name) ?? "";
    },
  };
}

/** Each press shows one hint more, the one that says least first. */
function hintButton(exercise, texts, region) {
  let step = 0;
  const last = exercise.hints.length;
  const pressed = button(texts.hint, () => {
    if (step === last) return;
    step += 1;
    const line = create("p");
    line.append(`${fill(texts.hint_of, { step, last })} `, lessonText("span", "", exercise.hints[step - 1]));
    region.append(line);
    pressed.textContent = step === last ? texts.no_more_hints : texts.next_hint;
    if (step === last) pressed.setAttribute("aria-disabled", "true");
  });
  pressed.className = "course-quiz-hint";
  pressed.hidden = !last;
  return pressed;
}

function solutionButton(exercise, texts, region) {
  const pressed = button(texts.show_solution, () => {
    pressed.setAttribute("aria-disabled", "true");
    if (region.querySelector("pre")) return;
    const code = lessonText("pre", "", exercise.solution);
    code.tabIndex = 0;
    region.append(create("p", "", texts.one_solution), code);
  });
  pressed.hidden = !exercise.solution;
  return pressed;
}
