/** What a learner meets in a quiz, without a notebook around it. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { stopTime } from "./clock.js";
import {
  ANSWERS,
  addView,
  groupOf,
  HARM,
  ITEMS,
  key,
  loadQuiz,
  mark,
  note,
  press,
  result,
  said,
  setResult,
  showQuiz,
  WRITTEN,
  write,
} from "./quiz_page.js";

const A_MOMENT = 1000;
const LONG = 60_000;

let time;
beforeEach(() => {
  time = stopTime();
});
afterEach(() => time.goOn());

/** Show a quiz, answer its question of this form and press Check. */
async function answered(form, state) {
  const shown = await showQuiz(state);
  const group = groupOf(shown.view, form);
  ANSWERS[form].give(group);
  press(group);
  return { ...shown, group };
}

/** Show the same quiz in a second place of the page. */
async function secondView({ model, document }) {
  const place = document.createElement("div");
  document.body.append(place);
  return addView(model, place);
}

const isBusy = (group) => group.querySelector(".course-quiz-check").getAttribute("aria-disabled") === "true";
const nonces = (model) => new Set(model.sent.map((message) => message.nonce)).size;

test("every form that the quiz knows is answered here", async () => {
  const { FORMS } = await loadQuiz();
  assert.deepEqual(Object.keys(ITEMS), Object.keys(FORMS));
  assert.deepEqual(Object.keys(ANSWERS), Object.keys(FORMS));
});

const ANSWERS_BEFORE = {
  single: "first",
  multiple: ["second"],
  number: "7",
  text: "Mitrovica",
  order: ["first", "second", "third"],
  match: ["first", "first"],
  written: "An older text.",
  levels: "1",
};

for (const [form, answer] of Object.entries(ANSWERS)) {
  describe(`a question of the form ${form}`, () => {
    test("is a group with its words, and nothing is chosen at first", async () => {
      const { view } = await showQuiz();
      const group = groupOf(view, form);
      assert.match(group.querySelector("legend").textContent, /Question \d of 8\. A question of the form/);
      assert.equal(group.querySelector("legend [lang]").lang, "en");
      assert.equal(group.querySelectorAll("input:checked").length, 0);
      assert.equal(said(group), "");
      assert.equal(group.querySelector(".course-quiz-certainty"), null, "nobody asked how sure");
      const { advice } = ITEMS[form];
      if (advice) assert.ok(group.textContent.includes(`[${advice}]`));
    });

    test("sends what was chosen, and nothing of it before Check", async () => {
      const { view, model } = await showQuiz();
      answer.give(groupOf(view, form));
      assert.deepEqual(model.sent, []);
      press(groupOf(view, form));
      const [{ nonce, ...message }] = model.sent;
      const { response } = answer;
      assert.deepEqual(message, { type: "check", item: `q-${form}`, response, certainty: null, seen: 0 });
      assert.ok(nonce);
    });

    test("shows the verdict, the feedback and what became of the answer", async () => {
      const { model, group } = await answered(form);
      mark(model);
      for (const words of ["[right]", "Because: the table says so.", "[saved]"]) {
        assert.ok(said(group).includes(words), words);
      }
    });

    test("shows a saved answer again", async () => {
      const results = { [`q-${form}`]: result(answer.response, { note: "[restored]" }) };
      const { view } = await showQuiz({ results });
      assert.deepEqual(answer.shown(groupOf(view, form)), answer.seen);
      assert.ok(said(groupOf(view, form)).includes("[restored]"));
    });

    test("shows a saved answer of another edition as far as it can", async () => {
      for (const response of ["gone", ["gone"], [], 7, null, ["first", "gone", "second", "third", "more"]]) {
        const { view } = await showQuiz({ results: { [`q-${form}`]: result(response) } });
        const group = groupOf(view, form);
        assert.ok(said(group).includes("[right]"), JSON.stringify(response));
        assert.doesNotMatch(group.textContent, /undefined|null/);
      }
    });

    test("follows a result that another view brought", async () => {
      const shown = await showQuiz();
      const { view: other } = await secondView(shown);
      answer.give(groupOf(other, form));
      press(groupOf(other, form));
      mark(shown.model);
      for (const view of [shown.view, other]) {
        assert.deepEqual(answer.shown(groupOf(view, form)), answer.seen);
        assert.ok(said(groupOf(view, form)).includes("[right]"));
      }
    });

    test("keeps what is chosen anew while another question is answered", async () => {
      const results = { [`q-${form}`]: result(ANSWERS_BEFORE[form]) };
      const { view, model } = await showQuiz({ results });
      const group = groupOf(view, form);
      answer.give(group);
      const chosen = answer.shown(group);
      setResult(model, "q-other", result("first"));
      assert.deepEqual(answer.shown(group), chosen);
    });

    test("takes hostile words as words", async () => {
      const { stem } = ITEMS[form];
      const options = ITEMS[form].options.map(({ key }) => ({ key, text: HARM }));
      const matches = ITEMS[form].matches.map(({ key }) => ({ key, text: HARM }));
      const prompts = ITEMS[form].prompts.map(() => HARM);
      const told = { name: HARM, criterion: HARM, sample: HARM, lift: HARM };
      const levels = ITEMS[form].levels.map(({ level }) => ({ level, ...told }));
      const more = {
        stem: `${stem} ${HARM}`,
        extract: [HARM],
        hint: HARM,
        unit: HARM,
        options,
        matches,
        prompts,
        levels,
      };
      const items = [{ ...ITEMS[form], ...more }];
      const { view, model, group } = await answered(form, { items, heading: HARM, notice: HARM });
      mark(model, { feedback: [{ lead: HARM, text: HARM }], note: HARM });
      press(group, "course-quiz-hint");
      assert.equal(view.querySelectorAll("img, script").length, 0);
      assert.equal(globalThis.harmed, undefined);
      for (const part of [group.querySelector("legend"), view.querySelector(".course-quiz-heading")]) {
        assert.ok(part.textContent.includes(HARM), "the words are not shown");
      }
      assert.ok(said(group).includes(HARM));
    });
  });
}

describe("An extract", () => {
  test("stands between the question and its options, and describes the group", async () => {
    const extract = ["A: the police say so.", "B: a driver says so."];
    const { view } = await showQuiz({ items: [{ ...ITEMS.single, extract }] });
    const group = groupOf(view, "single");
    const block = group.querySelector("blockquote");
    assert.deepEqual(
      [...block.children].map((line) => line.textContent),
      extract,
    );
    assert.equal(group.getAttribute("aria-describedby"), block.id);
    assert.ok(block.id, "the block has no name");
    assert.equal(block.previousElementSibling.tagName, "LEGEND");
    assert.equal(block.lang || block.firstElementChild.lang, "en");
  });

  test("of two quizzes have two names", async () => {
    const items = [
      { ...ITEMS.single, extract: ["One."] },
      { ...ITEMS.multiple, extract: ["Two."] },
    ];
    const { view } = await showQuiz({ items });
    const names = [...view.querySelectorAll("blockquote")].map(({ id }) => id);
    assert.equal(new Set(names).size, 2);
  });

  test("is no empty block where a question has none", async () => {
    const { view } = await showQuiz({ items: [ITEMS.single] });
    assert.equal(view.querySelector("blockquote"), null);
    assert.equal(groupOf(view, "single").hasAttribute("aria-describedby"), false);
  });
});

describe("Check", () => {
  for (const form of ["single", "multiple", "number", "text"]) {
    test(`asks for an answer first (${form})`, async () => {
      const { view, model } = await showQuiz();
      press(groupOf(view, form));
      assert.equal(said(groupOf(view, form)), "[choose]");
      assert.deepEqual(model.sent, []);
    });
  }

  test("asks how sure a learner is where that counts, and sends it", async () => {
    const { model, group } = await answered("single", { items: [{ ...ITEMS.single, asks_certainty: true }] });
    assert.equal(said(group), "[choose_certainty]");
    assert.deepEqual(model.sent, []);
    group.querySelector("input[value='fairly sure']").click();
    press(group);
    assert.equal(model.sent[0].certainty, "fairly sure");
    mark(model);
    const checked = [...group.querySelectorAll("input:checked")].map((input) => input.value);
    assert.deepEqual(checked, ["second", "fairly sure"]);
  });

  test("shows again how sure a learner was", async () => {
    const items = [{ ...ITEMS.single, asks_certainty: true }];
    const { view } = await showQuiz({ items, results: { "q-single": result("first", { certainty: "sure" }) } });
    const checked = [...groupOf(view, "single").querySelectorAll("input:checked")].map((input) => input.value);
    assert.deepEqual(checked, ["first", "sure"]);
  });

  test("is Check again after an answer that is not right", async () => {
    const { model, group } = await answered("single");
    mark(model, { verdict: "wrong" });
    assert.equal(group.querySelector(".course-quiz-check").textContent, "[again]");
    press(group);
    mark(model);
    assert.equal(group.querySelector(".course-quiz-check").textContent, "[check]");
  });

  test("tells the kernel which result a learner had seen", async () => {
    const { model, group } = await answered("single");
    mark(model, { verdict: "wrong" });
    press(group);
    assert.deepEqual(
      model.sent.map((message) => message.seen),
      [0, 1],
    );
  });
});

describe("one press", () => {
  test("is one try, however often it is repeated before the reply", async () => {
    const { model, group } = await answered("single");
    for (let repeat = 0; repeat < 3; repeat += 1) {
      press(group);
      time.pass(LONG);
    }
    assert.equal(nonces(model), 1);
    assert.equal(said(group), "[still_waiting]");
    mark(model);
    assert.ok(said(group).includes("[right]"), "a reply that comes late is shown");
    press(group);
    assert.equal(nonces(model), 2, "after the reply a press is a new try");
  });

  test("says that it is on its way, first softly and then with what to do", async () => {
    const { group } = await answered("single");
    assert.equal(said(group), "", "most replies come at once, and words that flash up disturb");
    assert.ok(isBusy(group));
    time.pass(A_MOMENT);
    assert.equal(said(group), "[waiting]");
    time.pass(LONG);
    assert.equal(said(group), "[still_waiting]");
  });

  test("is over with the reply, and no words come after it", async () => {
    const { model, group } = await answered("single");
    mark(model);
    assert.ok(!isBusy(group));
    const before = said(group);
    time.pass(LONG);
    assert.equal(said(group), before);
  });

  test("whose answer is not taken may be mended", async () => {
    const { model, group } = await answered("number");
    group.querySelector("input").value = "a few";
    note(model, "Type a number.");
    assert.equal(said(group), "Type a number.");
    assert.equal(group.querySelector("input").value, "a few", "what was typed is gone");
    assert.ok(!isBusy(group));
    press(group);
    assert.equal(nonces(model), 2);
  });

  test("that a kernel knows nothing of is told so", async () => {
    const { model, group } = await answered("single");
    model.tellStatus("busy");
    time.pass(A_MOMENT);
    assert.equal(said(group), "[waiting]", "it has only begun");
    model.tellStatus("idle");
    time.pass(LONG);
    assert.equal(said(group), "[no_kernel]");
    press(group);
    assert.equal(nonces(model), 2, "the learner is locked out");
  });

  test("whose reply comes a moment after the kernel is done is no lost one", async () => {
    const { model, group } = await answered("single");
    model.tellStatus("idle");
    assert.ok(isBusy(group), "the reply may still be on its way through the page");
    mark(model);
    time.pass(LONG);
    assert.ok(said(group).includes("[right]"));
  });

  test("after the kernel has gone says to run the cell", async () => {
    const { model, view, group } = await answered("single");
    view.parentElement.classList.add("jupyter-widgets-disconnected");
    model.tellConnection();
    assert.equal(said(group), "[no_kernel]");
  });

  test("where the way to the kernel is closed says to run the cell", async () => {
    const { view, model } = await showQuiz();
    model.isClosed = true;
    const group = groupOf(view, "single");
    ANSWERS.single.give(group);
    press(group);
    assert.equal(said(group), "[no_kernel]");
    assert.ok(!isBusy(group));
  });

  test("hears only the reply to itself", async () => {
    const { model, group } = await answered("single");
    const others = [null, {}, { type: "other" }, { type: "reply", item: "q-single", nonce: "another", note: "?" }];
    for (const message of [...others, { type: "reply", item: "q-gone", nonce: "x", note: "?" }]) model.receive(message);
    assert.equal(said(group), "");
    assert.ok(isBusy(group));
  });

  test("that another window overtook shows the result and says why it did not count", async () => {
    const { model, group } = await answered("single");
    setResult(model, "q-single", result("first", { verdict: "wrong" }));
    note(model, "[elsewhere]");
    assert.ok(said(group).includes("[wrong]"));
    assert.ok(said(group).includes("[elsewhere]"));
    assert.deepEqual(ANSWERS.single.shown(group), ["first"]);
  });

  test("in one question leaves the others free", async () => {
    const { view, model } = await answered("single");
    ANSWERS.text.give(groupOf(view, "text"));
    press(groupOf(view, "text"));
    assert.equal(model.sent.length, 2);
    mark(model);
    assert.ok(isBusy(groupOf(view, "single")));
  });
});

describe("keys", () => {
  for (const form of ["single", "multiple", "number", "text"]) {
    test(`Enter in a field of ${form} is Check`, async () => {
      const { view, model } = await showQuiz();
      const group = groupOf(view, form);
      ANSWERS[form].give(group);
      const event = key(group.querySelector("input"), "Enter");
      assert.equal(model.sent.length, 1);
      assert.ok(event.defaultPrevented);
    });
  }

  test("Enter that is held down is one Check", async () => {
    const { view, model } = await showQuiz();
    ANSWERS.text.give(groupOf(view, "text"));
    key(groupOf(view, "text").querySelector("input"), "Enter", { repeat: true });
    assert.equal(model.sent.length, 0);
  });

  const COMPOSING = { "as browsers say it": { isComposing: true }, "as Safari says it": { keyCode: 229 } };
  for (const [name, more] of Object.entries(COMPOSING)) {
    test(`Enter that ends a composition is no Check, ${name}`, async () => {
      const { view, model } = await showQuiz();
      const field = groupOf(view, "text").querySelector("input");
      field.value = "Zubin";
      key(field, "Enter", more);
      assert.deepEqual(model.sent, []);
      key(field, "Enter");
      assert.equal(model.sent.length, 1);
    });
  }

  test("nothing corrects what is typed", async () => {
    const { view } = await showQuiz();
    const fields = view.querySelectorAll("input[type=text], textarea");
    assert.equal(fields.length, 3);
    for (const field of fields) {
      const names = ["spellcheck", "autocapitalize", "autocorrect", "autocomplete"];
      const set = names.map((name) => field.getAttribute(name) ?? String(field[name]));
      assert.deepEqual(set, ["false", "off", "off", "off"]);
    }
  });

  test("arrow keys move an entry, say so and keep the focus", async () => {
    const { view, document } = await showQuiz();
    const group = groupOf(view, "order");
    const button = group.querySelector("li:last-child button");
    assert.ok(key(button, "ArrowUp").defaultPrevented, "the page would scroll too");
    assert.deepEqual(ANSWERS.order.shown(group), ANSWERS.order.seen);
    assert.ok(group.textContent.includes("The third: now 2 of 3."));
    assert.equal(document.activeElement, button);
    for (let more = 0; more < 3; more += 1) key(button, "ArrowUp");
    assert.ok(group.textContent.includes("The third: now 1 of 3."), "the first place is not the last move");
  });

  test("Escape leaves the quiz for the cell around it", async () => {
    const { view, document } = await showQuiz();
    const field = groupOf(view, "text").querySelector("input");
    field.focus();
    key(field, "Escape");
    assert.ok(document.activeElement.classList.contains("jp-Cell"));
  });

  test("no key that is pressed in a control reaches the notebook, but for those that leave it or belong to the browser", async () => {
    const { view, document } = await showQuiz();
    const outside = [];
    document.body.addEventListener("keydown", (event) => outside.push(event.key));
    for (const control of view.querySelectorAll("input, select, button, textarea")) {
      for (const name of ["x", "Delete", "ArrowDown", " ", "Escape"]) key(control, name);
    }
    assert.deepEqual(outside, []);
    const field = view.querySelector("input");
    key(field, "Tab");
    key(field, "s", { ctrlKey: true });
    assert.deepEqual(outside, ["Tab", "s"]);
  });
});

describe("a quiz", () => {
  test("has one style in the page, whatever the number of quizzes", async () => {
    const shown = await showQuiz();
    await secondView(shown);
    assert.equal(shown.document.querySelectorAll("style").length, 1);
  });

  test("keeps its radio buttons apart from those of another view", async () => {
    const shown = await showQuiz();
    const { view: other } = await secondView(shown);
    ANSWERS.single.give(groupOf(shown.view, "single"));
    ANSWERS.single.give(groupOf(other, "single"));
    assert.deepEqual(ANSWERS.single.shown(groupOf(shown.view, "single")), ["second"]);
  });

  test("shows what is due to be said about saving, and its language", async () => {
    const { view } = await showQuiz({ notice: "Answers are kept elsewhere.", language: "sq" });
    assert.ok(view.textContent.includes("Answers are kept elsewhere."));
    assert.equal(view.lang, "sq");
  });

  test("shows a hint without wiping the feedback", async () => {
    const { model, group } = await answered("single", { items: [{ ...ITEMS.single, hint: "Look at the map." }] });
    mark(model);
    press(group, "course-quiz-hint");
    assert.ok(group.querySelector(".course-quiz-hinted").textContent.includes("Look at the map."));
    assert.ok(said(group).includes("[right]"));
  });

  test("leaves nothing behind when its view is closed", async () => {
    const { view, model, leave } = await answered("single");
    const before = view.textContent;
    leave();
    assert.equal(model.listening, 0);
    time.pass(LONG);
    assert.equal(view.textContent, before);
  });
});

describe("a written check", () => {
  const TEXT = "KFOR counted soldiers.";
  const boxIn = (view) => view.querySelector("textarea");
  const laterIn = (view) => view.querySelector("details");
  const [groupOfText, groupOfLevel] = [0, 1].map(
    (place) => (view) => view.querySelectorAll("fieldset.course-quiz-question")[place],
  );
  const saved = (more = {}) => ({ "q-written": result(TEXT, { verdict: "kept", note: "[restored]", ...more }) });

  async function typed(words, state) {
    const shown = await showQuiz({ items: WRITTEN, ...state });
    write(boxIn(shown.view), words);
    return shown;
  }

  test("says in the words of the interface what to do, without a number", async () => {
    const { view } = await showQuiz({ items: WRITTEN });
    assert.equal(groupOfText(view).querySelector("legend").textContent, "[write]");
    assert.equal(view.querySelector(".course-quiz-check").textContent, "[save_text]");
    assert.ok(boxIn(view).closest("label").textContent.includes("[written]"), "the box has no name");
  });

  test("counts what is typed, and says so beside the box", async () => {
    const { view, document } = await typed("Žene.\n");
    const count = document.getElementById(boxIn(view).getAttribute("aria-describedby"));
    assert.equal(count.textContent, "5 of 1500 characters");
  });

  test("opens the sample answers only after a text was saved", async () => {
    const { view, model } = await typed(TEXT);
    assert.ok(laterIn(view).hidden);
    press(groupOfText(view));
    mark(model, { verdict: "kept" });
    assert.ok(!laterIn(view).hidden);
    assert.ok(!laterIn(view).open, "the samples would spoil a second try");
    assert.equal(laterIn(view).querySelector("summary").textContent, "[compare]");
    for (const words of ["Level 2: name 2. Criterion 2.", "Sample 3.", "[lift] Lift 1."]) {
      assert.ok(laterIn(view).textContent.includes(words), words);
    }
  });

  test("has the question under the samples that it asks about", async () => {
    const { view } = await showQuiz({ items: WRITTEN, results: saved() });
    const parts = [...laterIn(view).children].map((part) => part.tagName);
    assert.deepEqual(parts, ["SUMMARY", "DIV", "FIELDSET"]);
    assert.equal(laterIn(view).querySelector("legend").textContent, "[nearest]");
  });

  test("takes hostile samples as words", async () => {
    const told = { name: HARM, criterion: HARM, sample: HARM, lift: HARM };
    const items = [WRITTEN[0], { ...WRITTEN[1], levels: [{ level: 1, ...told }] }];
    const { view } = await showQuiz({ items, results: saved({ response: HARM }) });
    assert.equal(view.querySelectorAll("img, script").length, 0);
    assert.equal(laterIn(view).textContent.split(HARM).length, 6);
    assert.equal(boxIn(view).value, HARM);
  });

  test("shows text and level again after a restart", async () => {
    const results = { ...saved(), "q-levels": result("0", { verdict: "kept" }) };
    const { view } = await showQuiz({ items: WRITTEN, results });
    assert.equal(boxIn(view).value, TEXT);
    assert.ok(!laterIn(view).hidden);
    assert.ok(groupOfLevel(view).querySelector("input[value='0']").checked);
    assert.doesNotMatch(said(groupOfText(view)), /unsaved/);
  });

  test("does not take an empty box for a text", async () => {
    const { view, model } = await typed(" \n ", { results: saved() });
    press(groupOfText(view));
    assert.deepEqual(model.sent, []);
    assert.equal(said(groupOfText(view)), "[empty_text]");
  });

  test("keeps what is typed while the text before is being saved", async () => {
    const { view, model } = await typed(TEXT);
    press(groupOfText(view));
    write(boxIn(view), `${TEXT} More.`);
    mark(model, { verdict: "kept" });
    assert.equal(boxIn(view).value, `${TEXT} More.`);
    assert.ok(said(groupOfText(view)).includes("[unsaved]"));
    press(groupOfText(view));
    mark(model, { verdict: "kept" });
    assert.doesNotMatch(said(groupOfText(view)), /unsaved/);
  });

  test("keeps the words of this window when another one saves", async () => {
    const shown = await typed("Words of this window.");
    const { view: other } = await secondView(shown);
    write(boxIn(other), TEXT);
    press(groupOfText(other));
    mark(shown.model, { verdict: "kept" });
    assert.equal(boxIn(shown.view).value, "Words of this window.");
    assert.ok(said(groupOfText(shown.view)).includes("[unsaved]"));
    assert.equal(boxIn(other).value, TEXT);
  });

  test("begins a new line with Enter, and saves with Control and Enter in place of running the cell", async () => {
    const { view, model, document } = await typed(TEXT);
    const outside = [];
    document.body.addEventListener("keydown", (event) => outside.push(event.key));
    assert.ok(!key(boxIn(view), "Enter").defaultPrevented);
    assert.ok(!key(boxIn(view), "Enter", { shiftKey: true }).defaultPrevented);
    assert.deepEqual(model.sent, []);
    assert.ok(key(boxIn(view), "Enter", { ctrlKey: true }).defaultPrevented);
    assert.equal(model.sent.length, 1);
    assert.deepEqual(outside, []);
  });
});
