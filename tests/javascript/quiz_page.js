/** Questions of every form, a quiz in a page, and the steps of a learner and of a kernel. */

import { loadScript, Model, openPage } from "./page.js";

export const HARM = "<img src=x onerror='globalThis.harmed=1'><script>globalThis.harmed=2</script>";

const TEMPLATES = {
  question: "Question {number} of {total}",
  move: "{text}: {direction}",
  moved: "{text}: now {place} of {total}.",
  count: "{count} of {most} characters",
  level: "Level {level}",
};

/** Each sentence is its own name in brackets, so that tests do not follow the wording. */
const TEXTS = new Proxy(TEMPLATES, { get: (known, name) => known[name] ?? `[${String(name)}]` });

const OPTIONS = [
  { key: "first", text: "The first" },
  { key: "second", text: "The second" },
  { key: "third", text: "The third" },
];

const LEVELS = [1, 2, 3].map((level) => ({
  level,
  name: `name ${level}`,
  criterion: `Criterion ${level}.`,
  sample: `Sample ${level}.`,
  lift: level < 3 ? `Lift ${level}.` : "",
}));

function item(form, more = {}) {
  return {
    id: `q-${form}`,
    form,
    stem: `A question of the form ${form}?`,
    extract: [],
    hint: "",
    advice: "",
    asks_certainty: false,
    unit: "",
    options: [],
    prompts: [],
    matches: [],
    task: "",
    buttons: ["check", "again"],
    after: "",
    levels: [],
    ...more,
  };
}

/** One question of each form. */
export const ITEMS = {
  single: item("single", { options: OPTIONS }),
  multiple: item("multiple", { options: OPTIONS, advice: "several" }),
  number: item("number", { unit: "soldiers" }),
  text: item("text"),
  order: item("order", { options: OPTIONS, advice: "order" }),
  match: item("match", { prompts: ["A prompt", "Another prompt"], matches: OPTIONS, advice: "match" }),
  written: item("written", { most: 1500 }),
  levels: item("levels", { levels: LEVELS }),
};

/** A written check: a box for a text, and what comes after it. */
export const WRITTEN = [
  { ...ITEMS.written, stem: "", task: "write", buttons: ["save_text", "save_text"] },
  { ...ITEMS.levels, stem: "", task: "nearest", buttons: ["save_level", "save_level"], after: "q-written" },
];

/** Type words into the box as a learner does. */
export function write(box, words) {
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Show questions in a new page; without `items`, one of each form. */
export async function showQuiz({ items = Object.values(ITEMS), ...state } = {}) {
  const document = openPage('<div class="jp-Cell"><div id="quiz"></div></div>');
  const model = new Model({
    heading: "Exit check",
    language: "en",
    notice: "",
    results: {},
    texts: TEXTS,
    items,
    ...state,
  });
  const { view, leave } = await addView(model, document.getElementById("quiz"));
  return { document, model, view, leave };
}

/** Show a quiz once more, as a second view of the same output does. */
export async function addView(model, place) {
  const { default: script } = await loadQuiz();
  return { view: place, leave: script.render({ model, el: place }) };
}

/** The quiz's code, and its table of forms, which a page does not need to see. */
export const loadQuiz = () =>
  loadScript("quiz/quiz.js", 'const STYLE = ".course-quiz { color: inherit; }";', "export { FORMS };");

export const groupOf = (view, form) =>
  [...view.querySelectorAll("fieldset.course-quiz-question")].find((group) =>
    group.textContent.includes(ITEMS[form].stem),
  );

/** What a screen reader announces after Check. */
export const said = (group) => [...group.querySelectorAll("[role=status]")].at(-1).textContent;

export const press = (group, className = "course-quiz-check") => group.querySelector(`.${className}`).click();

export function key(target, name, more = {}) {
  const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

/** How a learner answers a question of each form, what is sent then, and what is seen when it comes back. */
export const ANSWERS = {
  single: {
    give: (group) => group.querySelector("input[value=second]").click(),
    response: "second",
    shown: (group) => [...group.querySelectorAll("input:checked")].map((input) => input.value),
    seen: ["second"],
  },
  multiple: {
    give: (group) => {
      for (const name of ["first", "third"]) group.querySelector(`input[value=${name}]`).click();
    },
    response: ["first", "third"],
    shown: (group) => [...group.querySelectorAll("input:checked")].map((input) => input.value),
    seen: ["first", "third"],
  },
  number: {
    give: (group) => {
      group.querySelector("input").value = " 1.500 ";
    },
    response: "1.500",
    shown: (group) => group.querySelector("input").value,
    seen: "1.500",
  },
  text: {
    give: (group) => {
      group.querySelector("input").value = " Zveçan ";
    },
    response: "Zveçan",
    shown: (group) => group.querySelector("input").value,
    seen: "Zveçan",
  },
  order: {
    give: (group) => group.querySelector("li:last-child button").click(),
    response: ["first", "third", "second"],
    shown: (group) => [...group.querySelectorAll("li span")].map((entry) => entry.textContent),
    seen: ["The first", "The third", "The second"],
  },
  match: {
    give: (group) => {
      const lists = group.querySelectorAll("select");
      lists[0].value = "third";
      lists[1].value = "first";
    },
    response: ["third", "first"],
    shown: (group) => [...group.querySelectorAll("select")].map((list) => list.selectedOptions[0].textContent),
    seen: ["The third", "The first"],
  },
  written: {
    give: (group) => write(group.querySelector("textarea"), " KFOR counted soldiers.\nNobody else. "),
    response: "KFOR counted soldiers.\nNobody else.",
    shown: (group) => group.querySelector("textarea").value.trim(),
    seen: "KFOR counted soldiers.\nNobody else.",
  },
  levels: {
    give: (group) => group.querySelector("input[value='2']").click(),
    response: "2",
    shown: (group) => [...group.querySelectorAll("input:checked")].map((input) => input.value),
    seen: ["2"],
  },
};

/** What the kernel says of an answer. */
export const result = (response, more = {}) => ({
  verdict: "right",
  feedback: [{ lead: "Because:", text: "the table says so." }],
  response,
  certainty: null,
  note: "[saved]",
  tries: 1,
  ...more,
});

/** The kernel saves a result, which every view of the quiz is told. */
export function setResult(model, id, more) {
  model.change("results", { ...model.get("results"), [id]: more });
}

/** The kernel marks the last message that was sent: the result goes to every view, then the reply to the one that asked. */
export function mark(model, more = {}) {
  const { item, nonce, response, certainty, seen } = model.sent.at(-1);
  setResult(model, item, result(response, { certainty, tries: seen + 1, ...more }));
  model.receive({ type: "reply", item, nonce });
}

/** The kernel answers the last message with a note and no result. */
export function note(model, text) {
  const { item, nonce } = model.sent.at(-1);
  model.receive({ type: "reply", item, nonce, note: text });
}
