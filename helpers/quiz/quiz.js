// One widget for one quiz. Python marks and saves; this file only shows, asks and announces.

const REPLY_TIMEOUT_MS = 2000;

/** JupyterLab takes arrow keys, Space, x and b for itself unless each control says otherwise. */
function control(element) {
  element.setAttribute("data-lm-suppress-shortcuts", "true");
  return element;
}

function create(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Words of the lesson, which are English whatever the language of the controls. */
function lessonText(tag, className, text) {
  const element = create(tag, className, text);
  element.lang = "en";
  return element;
}

/** Radio buttons of one name exclude each other in the whole page, and each quiz loads this file anew. */
function newGroupName() {
  return `course-quiz-${Math.random().toString(36).slice(2)}`;
}

function choiceList(options, name, type, textOf = create) {
  const list = create("div", "course-quiz-options");
  for (const option of options) {
    const label = create("label", "course-quiz-option");
    const input = control(create("input"));
    input.type = type;
    input.name = name;
    input.value = option.key;
    label.append(input, textOf("span", "", option.text));
    list.append(label);
  }
  return list;
}

const TYPED = ["number", "text"];

function typedField(item, texts) {
  const label = create("label", `course-quiz-typed course-quiz-${item.form}`);
  const input = control(create("input"));
  input.type = "text";
  input.inputMode = item.form === "number" ? "decimal" : "text";
  input.autocomplete = "off";
  label.append(create("span", "", texts[item.form]), input, lessonText("span", "", item.unit));
  return label;
}

/** A list whose entries move up and down; each move is announced, and the pressed button keeps the focus. */
function orderList(item, texts) {
  const box = create("div", "course-quiz-order");
  const list = create("ol");
  const moved = create("p", "course-quiz-moved");
  moved.setAttribute("role", "status");
  const entries = () => [...list.children];
  const move = (entry, step, button) => {
    const from = entries().indexOf(entry);
    const to = from + step;
    if (to >= 0 && to < entries().length) {
      if (step < 0) list.insertBefore(entry, entries()[to]);
      else list.insertBefore(entries()[to], entry);
    }
    button.focus();
    const place = entries().indexOf(entry) + 1;
    moved.textContent = texts.moved
      .replace("{text}", entry.querySelector("span").textContent)
      .replace("{place}", place)
      .replace("{total}", entries().length);
  };
  for (const option of item.options) {
    const entry = create("li");
    entry.dataset.key = option.key;
    const buttons = [[-1, "earlier", "\u2191"], [1, "later", "\u2193"]].map(([step, name, arrow]) => {
      const button = control(create("button", "course-quiz-move", `${arrow} ${texts[name]}`));
      button.type = "button";
      button.setAttribute("aria-label", texts.move.replace("{text}", option.text).replace("{direction}", texts[name]));
      button.addEventListener("click", () => move(entry, step, button));
      button.addEventListener("keydown", (event) => {
        const steps = { ArrowUp: -1, ArrowDown: 1 };
        if (!(event.key in steps)) return;
        event.preventDefault();
        move(entry, steps[event.key], button);
      });
      return button;
    });
    entry.append(lessonText("span", "", option.text), ...buttons);
    list.append(entry);
  }
  box.append(create("p", "course-quiz-several", texts.order), list, moved);
  return box;
}

const orderOf = (box) => [...box.querySelectorAll("li")].map((entry) => entry.dataset.key);

function restoreOrder(box, keys) {
  const list = box.querySelector("ol");
  for (const key of keys) list.append([...list.children].find((entry) => entry.dataset.key === key));
}

function matchList(item, texts) {
  const box = create("div", "course-quiz-match");
  box.append(create("p", "course-quiz-several", texts.match));
  for (const prompt of item.prompts) {
    const label = create("label", "course-quiz-pair");
    const select = control(create("select"));
    for (const match of [{ key: "", text: texts.unmatched }, ...item.matches]) {
      const option = (match.key ? lessonText : create)("option", "", match.text);
      option.value = match.key;
      select.append(option);
    }
    label.append(lessonText("span", "", prompt), select);
    box.append(label);
  }
  return box;
}

const partnersOf = (box) => [...box.querySelectorAll("select")].map((select) => select.value);

function buildField(item, group, texts) {
  if (TYPED.includes(item.form)) return typedField(item, texts);
  if (item.form === "order") return orderList(item, texts);
  if (item.form === "match") return matchList(item, texts);
  return choiceList(item.options, group, item.form === "multiple" ? "checkbox" : "radio", lessonText);
}

function checkedValues(fieldset, name) {
  return [...fieldset.querySelectorAll(`input[name="${name}"]:checked`)].map((input) => input.value);
}

/** Builds one question and returns how to show a result in it. */
function buildQuestion(item, number, total, model, send) {
  const texts = model.get("texts");
  const group = newGroupName();
  const fieldset = create("fieldset", "course-quiz-question");
  const position = texts.question.replace("{number}", number).replace("{total}", total);
  const legend = create("legend");
  legend.append(create("span", "course-quiz-position", `${position}. `), lessonText("span", "", item.stem));
  fieldset.append(legend);
  if (item.form === "multiple") fieldset.append(create("p", "course-quiz-several", texts.several));
  const field = buildField(item, group, texts);
  fieldset.append(field);

  const certainty = create("fieldset", "course-quiz-certainty");
  const levels = ["guess", "fairly sure", "sure"].map((key) => ({ key, text: texts[key] }));
  certainty.append(create("legend", "", texts.certainty), choiceList(levels, `${group}-certainty`, "radio"));
  if (item.asks_certainty) fieldset.append(certainty);

  const buttons = create("div", "course-quiz-buttons");
  const check = control(create("button", "course-quiz-check", texts.check));
  check.type = "button";
  buttons.append(check);
  fieldset.append(buttons);
  // The live regions stand before their texts do, or screen readers would miss the first message.
  const hint = create("div", "course-quiz-hinted");
  hint.setAttribute("role", "status");
  if (item.hint) fieldset.append(hint);
  const status = create("div", "course-quiz-feedback");
  status.setAttribute("role", "status");
  fieldset.append(status);
  if (item.hint) buttons.append(hintButton(item, texts, hint));

  const response = () => {
    if (TYPED.includes(item.form)) return field.querySelector("input").value.trim() || null;
    if (item.form === "order") return orderOf(field);
    if (item.form === "match") return partnersOf(field);
    const values = checkedValues(fieldset, group);
    if (!values.length) return null;
    return item.form === "multiple" ? values : values[0];
  };
  let waiting = false;
  check.addEventListener("click", () => {
    // A second press before the reply would count as a second try.
    if (waiting) return;
    const sure = checkedValues(certainty, `${group}-certainty`)[0];
    if (response() === null) say(status, texts.choose);
    else if (item.asks_certainty && !sure) say(status, texts.choose_certainty);
    else {
      waiting = true;
      send(item.id, response(), sure ?? null, (note) => {
        waiting = false;
        say(status, note);
      });
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.repeat && event.target.tagName === "INPUT") {
      event.preventDefault();
      check.click();
    }
  });

  const show = (result) => {
    waiting = false;
    if (!result || !result.verdict) return;
    restoreInputs(fieldset, group, item, field, result);
    check.textContent = result.verdict === "right" ? texts.check : texts.again;
    status.replaceChildren(
      create("p", `course-quiz-verdict course-quiz-${result.verdict}`, texts[result.verdict]),
      ...result.feedback.map(feedbackLine),
      create("p", "course-quiz-note", result.note),
    );
  };
  const note = (text) => {
    waiting = false;
    say(status, text);
  };
  return { fieldset, show, note };
}

function feedbackLine({ lead, text }) {
  const line = create("p");
  if (lead) line.append(create("span", "", `${lead} `));
  if (text) line.append(lessonText("span", "", text));
  return line;
}

function hintButton(item, texts, hint) {
  const button = control(create("button", "course-quiz-hint", texts.hint));
  button.type = "button";
  button.addEventListener("click", () => hint.replaceChildren(lessonText("p", "", item.hint)));
  return button;
}

function say(status, text) {
  status.replaceChildren(create("p", "", text));
}

function restoreInputs(fieldset, group, item, field, result) {
  const chosen = [].concat(result.response).map(String);
  if (TYPED.includes(item.form)) field.querySelector("input").value = chosen[0];
  else if (item.form === "order") restoreOrder(field, chosen);
  else if (item.form === "match") field.querySelectorAll("select").forEach((select, place) => (select.value = chosen[place]));
  else for (const input of field.querySelectorAll("input")) input.checked = chosen.includes(input.value);
  for (const input of fieldset.querySelectorAll(`input[name="${group}-certainty"]`)) {
    input.checked = input.value === result.certainty;
  }
}

function leaveOnEscape(element) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const cell = element.closest(".jp-Cell");
    const target = cell || element.closest(".jp-Notebook");
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
  });
}

const STYLE_ID = "course-quiz-style";

/** The style stands in the page once, whatever the number of quizzes; one of another version is replaced. */
function addStyleOnce() {
  let style = document.getElementById(STYLE_ID);
  if (!style) {
    style = create("style");
    style.id = STYLE_ID;
    document.head.append(style);
  }
  if (style.textContent !== STYLE) style.textContent = STYLE;
}

function render({ model, el }) {
  addStyleOnce();
  el.classList.add("course-quiz");
  el.lang = model.get("language");
  const texts = model.get("texts");
  el.append(create("p", "course-quiz-heading", model.get("heading")));
  if (model.get("notice")) el.append(create("p", "course-quiz-notice", model.get("notice")));

  const waiting = new Map();
  const send = (item, response, certainty, fail) => {
    const nonce = `${Date.now()}-${Math.random()}`;
    const timer = setTimeout(() => fail(texts.no_kernel), REPLY_TIMEOUT_MS);
    waiting.set(nonce, timer);
    model.send({ type: "check", item, response, certainty, nonce });
  };

  const items = model.get("items");
  const questions = new Map();
  items.forEach((item, index) => {
    const question = buildQuestion(item, index + 1, items.length, model, send);
    questions.set(item.id, question);
    el.append(question.fieldset);
    question.show(model.get("results")[item.id]);
  });

  const onReply = (message) => {
    if (!message || message.type !== "reply") return;
    if (!waiting.has(message.nonce)) return;
    clearTimeout(waiting.get(message.nonce));
    waiting.delete(message.nonce);
    const question = questions.get(message.item);
    if (!question) return;
    if (message.result) question.show(message.result);
    else question.note(message.note);
  };
  model.on("msg:custom", onReply);
  leaveOnEscape(el);
  return () => model.off("msg:custom", onReply);
}

export default { render };
