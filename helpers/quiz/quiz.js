// One widget for one quiz. The model marks and saves; this file only shows, asks and announces.

// Most replies come at once, and words that flash up would only disturb.
const QUICK_REPLY_MS = 400;
const SLOW_REPLY_MS = 2000;
// A kernel says that it is done with a message after its reply, but both take their own way through the page.
const AFTER_IDLE_MS = 500;

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

/** A place whose words screen readers announce. It stands before its text does, or they would miss the first message. */
function liveRegion(tag, className) {
  const element = create(tag, className);
  element.setAttribute("role", "status");
  return element;
}

/** Radio buttons of one name exclude each other in the whole page, and each quiz loads this file anew. */
function newGroupName() {
  return `course-quiz-${Math.random().toString(36).slice(2)}`;
}

function choiceList(options, type, textOf = create, name = newGroupName()) {
  const list = create("div", "course-quiz-options");
  for (const option of options) {
    const label = create("label", "course-quiz-option");
    const input = create("input");
    input.type = type;
    input.name = name;
    input.value = option.key;
    label.append(input, textOf("span", "", option.text));
    list.append(label);
  }
  return list;
}

function checkedValues(list) {
  return [...list.querySelectorAll("input:checked")].map((input) => input.value);
}

function checkValues(list, values) {
  for (const input of list.querySelectorAll("input")) input.checked = values.includes(input.value);
}

/** Nothing corrects or completes what is typed. */
function withoutAids(control) {
  control.autocomplete = "off";
  control.autocapitalize = "off";
  control.spellcheck = false;
  control.setAttribute("autocorrect", "off");
  return control;
}

function typedField(item, texts, inputMode) {
  const label = create("label", `course-quiz-typed course-quiz-${item.form}`);
  const input = withoutAids(create("input"));
  input.type = "text";
  input.inputMode = inputMode;
  label.append(create("span", "", texts[item.form]), input, lessonText("span", "", item.unit));
  return label;
}

const typedText = (field) => field.querySelector("input").value.trim() || null;

function restoreText(field, response) {
  field.querySelector("input").value = response;
}

/** A list whose entries move up and down; each move is announced, and the pressed button keeps the focus. */
function orderList(item, texts) {
  const box = create("div", "course-quiz-order");
  const list = create("ol");
  const moved = liveRegion("p", "course-quiz-moved");
  const entries = () => [...list.children];
  const move = (entry, step, button) => {
    const to = entries().indexOf(entry) + step;
    if (to >= 0 && to < entries().length) {
      if (step < 0) list.insertBefore(entry, entries()[to]);
      else list.insertBefore(entries()[to], entry);
    }
    button.focus();
    moved.textContent = texts.moved
      .replace("{text}", entry.querySelector("span").textContent)
      .replace("{place}", entries().indexOf(entry) + 1)
      .replace("{total}", entries().length);
  };
  for (const option of item.options) list.append(orderEntry(option, texts, move));
  box.append(list, moved);
  return box;
}

function orderEntry(option, texts, move) {
  const entry = create("li");
  entry.dataset.key = option.key;
  const directions = [
    [-1, "earlier", "\u2191"],
    [1, "later", "\u2193"],
  ];
  const buttons = directions.map(([step, name, arrow]) => {
    const button = create("button", "course-quiz-move", `${arrow} ${texts[name]}`);
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
  return entry;
}

const orderOf = (box) => [...box.querySelectorAll("li")].map((entry) => entry.dataset.key);

function restoreOrder(box, keys) {
  const list = box.querySelector("ol");
  for (const key of keys) {
    const entry = [...list.children].find((child) => child.dataset.key === key);
    if (entry) list.append(entry);
  }
}

function matchList(item, texts) {
  const box = create("div", "course-quiz-match");
  for (const prompt of item.prompts) {
    const label = create("label", "course-quiz-pair");
    const select = create("select");
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

function restorePartners(box, keys) {
  box.querySelectorAll("select").forEach((select, place) => {
    select.value = keys[place] ?? "";
  });
}

/** A box for some sentences. Its default value is what was saved last, so that newer words can be told from saved ones. */
function writtenField(item, texts) {
  const field = create("div", "course-quiz-written");
  const label = create("label");
  const box = withoutAids(create("textarea"));
  box.rows = 6;
  const count = create("p", "course-quiz-count");
  count.id = `${newGroupName()}-count`;
  box.setAttribute("aria-describedby", count.id);
  const tellCount = () => {
    const words = texts.count.replace("{count}", [...box.value.trim()].length).replace("{most}", item.most);
    count.textContent = words;
  };
  box.addEventListener("input", tellCount);
  tellCount();
  label.append(create("span", "", texts.written), box);
  field.append(label, count);
  return field;
}

const writtenText = (field) => field.querySelector("textarea").value.trim() || null;

/** Words that were typed since the last saving, here while another view saved or after the press, are never replaced. */
function restoreWritten(field, response) {
  const box = field.querySelector("textarea");
  const typed = box.value;
  const isOld = typed.trim() === box.defaultValue.trim();
  box.defaultValue = response;
  box.value = isOld ? response : typed;
  box.dispatchEvent(new Event("input"));
}

function isUnsaved(field) {
  const box = field.querySelector("textarea");
  return box.value.trim() !== box.defaultValue.trim();
}

const levelName = ({ level }, texts) => texts.level.replace("{level}", level);

/** The choice among the levels of a rubric, or none of them yet. */
function levelList(item, texts) {
  const options = item.levels.map((level) => ({
    key: String(level.level),
    text: `${levelName(level, texts)}: ${level.name}`,
  }));
  return choiceList([{ key: "0", text: texts.none_yet }, ...options], "radio");
}

/** Each level with its criterion, a sample answer and what lifts it. */
function rubricOf(item, texts) {
  const rubric = create("div", "course-quiz-rubric");
  for (const level of item.levels) {
    const head = create("p", "course-quiz-level");
    head.append(
      create("span", "", `${levelName(level, texts)}: `),
      lessonText("strong", "", `${level.name}. `),
      lessonText("span", "", level.criterion),
    );
    rubric.append(head, lessonText("blockquote", "", level.sample));
    if (level.lift) rubric.append(feedbackLine({ lead: texts.lift, text: level.lift }));
  }
  return rubric;
}

/**
 * How each form of question is built, read (null while nothing is chosen) and filled with a saved answer.
 * A new kind of question that no form here can ask adds its entry.
 */
const FORMS = {
  single: {
    build: (item) => choiceList(item.options, "radio", lessonText),
    read: (field) => checkedValues(field)[0] ?? null,
    restore: (field, response) => checkValues(field, [String(response)]),
  },
  multiple: {
    build: (item) => choiceList(item.options, "checkbox", lessonText),
    read: (field) => (checkedValues(field).length ? checkedValues(field) : null),
    restore: (field, response) => checkValues(field, [].concat(response).map(String)),
  },
  number: { build: (item, texts) => typedField(item, texts, "decimal"), read: typedText, restore: restoreText },
  text: { build: (item, texts) => typedField(item, texts, "text"), read: typedText, restore: restoreText },
  order: { build: orderList, read: orderOf, restore: (field, response) => restoreOrder(field, [].concat(response)) },
  match: {
    build: matchList,
    read: partnersOf,
    restore: (field, response) => restorePartners(field, [].concat(response)),
  },
  written: {
    build: writtenField,
    read: writtenText,
    restore: (field, response) => restoreWritten(field, String(response ?? "")),
    empty: "empty_text",
    isUnsaved,
  },
  levels: {
    build: levelList,
    read: (field) => checkedValues(field)[0] ?? null,
    restore: (field, response) => checkValues(field, [String(response)]),
  },
};

/** Question, field, certainty, buttons and live regions of one item. */
function buildParts(item, number, total, texts) {
  const fieldset = create("fieldset", "course-quiz-question");
  const position = texts.question.replace("{number}", number).replace("{total}", total);
  const legend = create("legend");
  if (item.task) legend.append(create("span", "", texts[item.task]));
  else legend.append(create("span", "course-quiz-position", `${position}. `), lessonText("span", "", item.stem));
  fieldset.append(legend);
  if (item.extract.length) {
    const extract = extractOf(item.extract, `${newGroupName()}-extract`);
    fieldset.setAttribute("aria-describedby", extract.id);
    fieldset.append(extract);
  }
  if (item.advice) fieldset.append(create("p", "course-quiz-several", texts[item.advice]));
  const field = FORMS[item.form].build(item, texts);
  fieldset.append(field);
  const certainty = certaintyField(texts);
  if (item.asks_certainty) fieldset.append(certainty);
  const check = create("button", "course-quiz-check", texts[item.buttons[0]]);
  check.type = "button";
  const buttons = create("div", "course-quiz-buttons");
  buttons.append(check);
  fieldset.append(buttons);
  if (item.hint) {
    const hinted = liveRegion("div", "course-quiz-hinted");
    fieldset.append(hinted);
    buttons.append(hintButton(item, texts, hinted));
  }
  const status = liveRegion("div", "course-quiz-feedback");
  fieldset.append(status);
  return { fieldset, field, certainty, check, status };
}

/** What is to be read before answering: a line a paragraph. */
function extractOf(lines, id) {
  const extract = create("blockquote", "course-quiz-extract");
  extract.id = id;
  extract.append(...lines.map((line) => lessonText("p", "", line)));
  return extract;
}

function certaintyField(texts) {
  const levels = ["guess", "fairly sure", "sure"].map((key) => ({ key, text: texts[key] }));
  const certainty = create("fieldset", "course-quiz-certainty");
  certainty.append(
    create("legend", "", texts.certainty),
    choiceList(levels, "radio", create, `${newGroupName()}-certainty`),
  );
  return certainty;
}

function hintButton(item, texts, hinted) {
  const button = create("button", "course-quiz-hint", texts.hint);
  button.type = "button";
  button.addEventListener("click", () => hinted.replaceChildren(lessonText("p", "", item.hint)));
  return button;
}

function say(status, text) {
  status.replaceChildren(create("p", "", text));
}

function feedbackLine({ lead, text }) {
  const line = create("p");
  if (lead) line.append(create("span", "", `${lead} `));
  if (text) line.append(lessonText("span", "", text));
  return line;
}

/**
 * Builds one question; returns its element, how to show a result in it, and what to do with replies.
 * `connection` has `send` and `isLost`, which says whether nobody is there any more to reply.
 */
function buildQuestion(item, number, total, texts, connection) {
  const { fieldset, field, certainty, check, status } = buildParts(item, number, total, texts);
  let seen = 0;
  let pending = null;

  const sayWaiting = () => say(status, connection.isLost() ? texts.no_kernel : texts.still_waiting);
  const press = () => {
    if (pending) {
      // One press is one try: it is on its way, and pressing again neither helps nor counts.
      sayWaiting();
      return;
    }
    const response = FORMS[item.form].read(field);
    const sure = checkedValues(certainty)[0] ?? null;
    if (response === null) say(status, texts[FORMS[item.form].empty ?? "choose"]);
    else if (item.asks_certainty && !sure) say(status, texts.choose_certainty);
    else {
      pending = {
        nonce: `${Date.now()}-${Math.random()}`,
        seen,
        timers: [setTimeout(() => say(status, texts.waiting), QUICK_REPLY_MS), setTimeout(sayWaiting, SLOW_REPLY_MS)],
      };
      check.setAttribute("aria-disabled", "true");
      const { nonce } = pending;
      const onDone = () => pending?.nonce === nonce && pending.timers.push(setTimeout(giveUp, AFTER_IDLE_MS));
      try {
        connection.send({ type: "check", item: item.id, response, certainty: sure, nonce, seen }, onDone);
      } catch {
        // The kernel was started anew, and the way to the old one is closed.
        giveUp();
      }
    }
  };
  check.addEventListener("click", press);
  field.addEventListener("keydown", (event) => {
    // Enter that ends the composition of a letter is not meant for the quiz (keyCode 229 where isComposing is late).
    if (event.key !== "Enter" || event.repeat || event.isComposing || event.keyCode === 229) return;
    // In a text Enter begins a new line; with Control it would run the cell, and what is not saved would be gone.
    const isPress =
      event.target.tagName === "TEXTAREA" ? event.ctrlKey || event.metaKey : event.target.tagName === "INPUT";
    if (!isPress) return;
    event.preventDefault();
    event.stopPropagation();
    press();
  });

  const show = (result) => {
    if (!result?.verdict || result.tries === seen) return;
    seen = result.tries;
    FORMS[item.form].restore(field, result.response);
    checkValues(certainty, [result.certainty]);
    const [first, again] = item.buttons;
    check.textContent = texts[result.verdict === "right" ? first : again];
    status.replaceChildren(
      create("p", `course-quiz-verdict course-quiz-${result.verdict}`, texts[result.verdict]),
      ...result.feedback.map(feedbackLine),
      create("p", "course-quiz-note", result.note),
    );
    if (FORMS[item.form].isUnsaved?.(field)) status.append(create("p", "course-quiz-note", texts.unsaved));
  };
  const settle = (nonce, note) => {
    if (pending?.nonce !== nonce) return;
    // A result that came from another view meanwhile stays, with the note under it.
    const isShown = pending.seen !== seen;
    leave();
    if (note && isShown) status.append(create("p", "course-quiz-note", note));
    else if (note) say(status, note);
  };
  const leave = () => {
    if (!pending) return;
    pending.timers.forEach(clearTimeout);
    pending = null;
    check.removeAttribute("aria-disabled");
  };
  /** The kernel took the message and knows no such quiz: it was started anew. */
  const giveUp = () => {
    leave();
    say(status, texts.no_kernel);
  };
  const onConnection = () => {
    if (pending) sayWaiting();
  };
  return { fieldset, show, settle, onConnection, leave };
}

/** What comes after another question is folded under its rubric, and not there before that one is saved. */
function foldedWithRubric(item, fieldset, texts) {
  const later = create("details", "course-quiz-later");
  later.append(create("summary", "", texts.compare), rubricOf(item, texts), fieldset);
  later.hidden = true;
  return later;
}

/**
 * JupyterLab and other programs around a notebook take arrow keys, Space, Delete, x and b for themselves, from wherever they come:
 * what is pressed in a quiz ends here. Escape leaves the quiz for its cell; with Control, Command or Alt a key is the program's.
 */
function keepKeys(element) {
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaveForCell(element, event);
    else if (event.key !== "Tab" && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
}

function leaveForCell(element, event) {
  const target = element.closest(".jp-Cell") || element.closest(".jp-Notebook");
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus();
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
  keepKeys(el);
  const texts = model.get("texts");
  el.append(create("p", "course-quiz-heading", model.get("heading")));
  if (model.get("notice")) el.append(create("p", "course-quiz-notice", model.get("notice")));

  const connection = {
    send: (content, onDone) => {
      const onStatus = (message) => message.content.execution_state === "idle" && onDone();
      model.send(content, { iopub: { status: onStatus } });
    },
    // Jupyter marks widgets so whose kernel has gone, or whose saved copy never had one.
    isLost: () => Boolean(el.closest(".jupyter-widgets-disconnected")),
  };
  const items = model.get("items");
  const questions = new Map();
  const later = [];
  items.forEach((item, index) => {
    const question = buildQuestion(item, index + 1, items.length, texts, connection);
    questions.set(item.id, question);
    if (item.after) later.push([item.after, foldedWithRubric(item, question.fieldset, texts)]);
    el.append(item.after ? later.at(-1)[1] : question.fieldset);
  });
  const all = [...questions.values()];
  const showResults = () => {
    for (const [item, question] of questions) question.show(model.get("results")[item]);
    for (const [before, element] of later) element.hidden = !model.get("results")[before]?.verdict;
  };
  const onResults = () => {
    showResults();
    // The notebook holds the answers that it shows; without this JupyterLab would print and export it without the newest.
    model.widget_manager?.setDirty?.();
  };
  const onReply = (message) => {
    if (message?.type !== "reply") return;
    questions.get(message.item)?.settle(message.nonce, message.note);
  };
  const onConnection = () => {
    for (const question of all) question.onConnection();
  };
  const listeners = { "change:results": onResults, "msg:custom": onReply, comm_live_update: onConnection };
  for (const [name, listener] of Object.entries(listeners)) model.on(name, listener);
  showResults();
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
    for (const question of all) question.leave();
  };
}

export default { render };
