// The form that asks for a nickname and shows what a hand-in holds before it is written, as in JupyterLab.

import { button, create, download, liveRegion, pressOnEnter, say, typedField, wideTable } from "./elements.js";
import { asText, build, fileName, HandInError } from "./hand_in.js";
import { fill } from "./marking.js";
import { EXAMPLE } from "./nickname.js";
import { newest } from "./written.js";

/** Put the form into its place. */
export function showHandIn(place, { store, texts, language }) {
  const { place: label, input } = typedField(texts.nickname);
  input.placeholder = EXAMPLE;
  input.maxLength = 60;
  const consent = create("label", "course-hand-in-consent");
  const withTexts = create("input");
  withTexts.type = "checkbox";
  consent.append(withTexts, ` ${texts.with_texts}. ${texts.about_texts}`);
  const preview = create("div", "course-hand-in-preview");
  const said = liveRegion("div", "course-hand-in-said");
  const shower = button(texts.show_hand_in, show);
  const writer = button(texts.write_hand_in, write);
  const buttons = create("div", "course-quiz-buttons");
  buttons.append(shower, writer);
  let content = null;

  place.lang = language;
  place.replaceChildren(label, consent, buttons, preview, said);
  pressOnEnter(label, show);
  for (const control of [input, withTexts]) control.addEventListener("input", forgetWhatWasShown);
  store.onAnswers(forgetWhatWasShown);
  refresh();

  const hasTexts = () => newest(store.answers(), (answer) => answer.answered_at).length > 0;

  function refresh() {
    consent.hidden = !newest(store.answers(), (answer) => answer.answered_at).length;
    writer.setAttribute("aria-disabled", String(!content));
    preview.replaceChildren(create("p", "", content ? inWords(content) : texts.type_nickname));
    if (content?.answers.length) preview.append(asTable(content));
    for (const text of content?.texts ?? []) {
      const head = create("p");
      head.append(create("strong", "", fill(texts.text_of_lesson, { lesson: text.lesson })));
      preview.append(head, create("blockquote", "course-hand-in-text", text.text));
    }
  }

  /** What is written must be what was shown. */
  function forgetWhatWasShown() {
    if (content) said.replaceChildren();
    content = null;
    refresh();
  }

  function show() {
    store.catchUp();
    try {
      content = build(input.value, store.answers(), { withTexts: hasTexts() && withTexts.checked });
      say(said, texts.shown_hand_in);
    } catch (error) {
      if (!(error instanceof HandInError)) throw error;
      content = null;
      say(said, fill(texts[error.message], { example: EXAMPLE }));
    }
    refresh();
  }

  function write() {
    if (!content) return say(said, texts.show_first);
    const name = fileName(content);
    say(said, download(name, asText(content)) ? fill(texts.written_hand_in, { file: name }) : texts.file_not_saved);
  }

  function inWords({ nickname, counts, texts: handed = [] }) {
    const { answered: count, right_at_first: first, right_at_last: last } = counts;
    const sentences = [fill(texts.hand_in_holds, { nickname, count, first, last }), texts.hand_in_rest];
    if (handed.length) sentences.push(fill(texts.hand_in_texts, { count: handed.length }));
    else if (hasTexts()) sentences.push(texts.texts_stay);
    return sentences.join(" ");
  }

  /** Everything that the file holds, folded. */
  function asTable({ answers }) {
    const folded = create("details");
    const summary = fill(texts.everything_held, { count: answers.length });
    const table = create("table");
    const head = create("tr");
    for (const name of texts.hand_in_columns) {
      const cell = create("th", "", name);
      cell.scope = "col";
      head.append(cell);
    }
    table.append(head, ...answers.map((entry) => asRow(entry)));
    folded.append(create("summary", "", summary), wideTable(table, summary));
    return folded;
  }

  function asRow({ item, tries, first, last }) {
    const cells = ({ response, correct, certainty, at }) => [
      [response].flat().join(", "),
      correct === null ? "" : texts[correct ? "word_right" : "word_not_right"],
      texts[certainty] ?? "",
      at,
    ];
    const row = create("tr");
    const name = create("th", "", item);
    name.scope = "row";
    row.append(name, ...[tries, ...cells(first), ...cells(last)].map((value) => create("td", "", String(value))));
    return row;
  }
}
