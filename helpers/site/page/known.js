// What a learner knows by now, lesson by lesson, and what to reread: as helpers/review counts it, in words and a table.

import { create, lessonText, wideTable } from "./elements.js";
import { fill } from "./marking.js";

const STATES = ["right_at_first", "right_later", "not_yet", "open"];
const MOST_ROWS = 15;

/** Show how many questions of each lesson are right at the first try, right later, not right yet, and open. */
export function showKnown(place, { bank, store, texts, language }) {
  place.lang = language;
  follow(place, store, () => {
    const given = toQuestions(bank, store.answers());
    const rows = byLesson(bank, given);
    if (!rows.length) return [create("p", "", texts.nothing_known)];
    const sum = (state) => rows.reduce((total, row) => total + row[state], 0);
    const known = sum("right_at_first") + sum("right_later");
    const sentences = [`${fill(texts.known_of, { known, tried: known + sum("not_yet") })}.`, aboutSure(given, texts)];
    const head = [texts.lesson_column, ...STATES.map((state) => texts[state])];
    return [
      create("p", "", sentences.filter(Boolean).join(" ")),
      table(
        texts.known_caption,
        head,
        rows.map((row) => [row.lesson, ...STATES.map((state) => row[state])]),
      ),
    ];
  });
}

/** Show which headings to read again, those with most questions that are not right yet first. */
export function showReread(place, { bank, store, texts, language }) {
  place.lang = language;
  follow(place, store, () => {
    const given = toQuestions(bank, store.answers());
    if (!given.length) return [create("p", "", texts.nothing_known)];
    const rows = headings(bank, given);
    if (!rows.length) return [create("p", "", texts.nothing_to_reread)];
    return [table(texts.reread_caption, [texts.lesson_column, texts.heading_column, texts.missed_column], rows)];
  });
}

function follow(place, store, build) {
  const refresh = () => place.replaceChildren(...build());
  store.onAnswers(refresh);
  refresh();
}

const toQuestions = (bank, answers) =>
  answers.filter(
    ({ item, correct }) => correct !== null && Object.hasOwn(bank.questions, item) && bank.questions[item].key.has_key,
  );

/** One row a lesson with an answer: lesson and a number of questions for each state. */
export function byLesson(bank, answers) {
  const first = new Map([...answers].reverse().map(({ item, correct }) => [item, correct]));
  const last = new Map(answers.map(({ item, correct }) => [item, correct]));
  const rows = new Map();
  for (const [item, { key }] of Object.entries(bank.questions)) {
    if (!key.has_key) continue;
    if (!rows.has(key.lesson))
      rows.set(key.lesson, { lesson: key.lesson, right_at_first: 0, right_later: 0, not_yet: 0, open: 0 });
    const isOpen = !last.has(item);
    const state = isOpen ? "open" : !last.get(item) ? "not_yet" : first.get(item) ? "right_at_first" : "right_later";
    rows.get(key.lesson)[state] += 1;
  }
  return [...rows.values()].filter((row) => row.right_at_first + row.right_later + row.not_yet > 0);
}

/** Rows of lesson, heading and how many of its questions are not right yet. */
export function headings(bank, answers) {
  const last = new Map(answers.map(({ item, correct }) => [item, correct]));
  const missed = new Map();
  for (const [item, isRight] of last) {
    if (isRight) continue;
    const { lesson, reread } = bank.questions[item].key;
    const name = `${lesson} ${reread}`;
    missed.set(name, [lesson, reread, (missed.get(name)?.[2] ?? 0) + 1]);
  }
  const inOrder = (one, other) => other[2] - one[2] || (one[0] + one[1] < other[0] + other[1] ? -1 : 1);
  return [...missed.values()].sort(inOrder).slice(0, MOST_ROWS);
}

function aboutSure(answers, texts) {
  const first = new Map([...answers].reverse().map((answer) => [answer.item, answer]));
  const given = [...first.values()].filter((answer) => answer.certainty === "sure");
  const right = given.filter((answer) => answer.correct).length;
  return given.length ? fill(texts.about_sure, { given: given.length, right }) : "";
}

function table(caption, head, rows) {
  const made = create("table");
  made.append(create("caption", "", caption));
  const top = create("tr");
  for (const name of head) {
    const cell = create("th", "", name);
    cell.scope = "col";
    top.append(cell);
  }
  made.append(top);
  for (const values of rows) {
    const row = create("tr");
    values.forEach((value, place) => {
      const cell = lessonText(place ? "td" : "th", "", String(value));
      if (!place) cell.scope = "row";
      row.append(cell);
    });
    made.append(row);
  }
  return wideTable(made, caption);
}
