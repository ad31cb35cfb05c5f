// The model behind one quiz, with the interface that quiz.js knows from anywidget. It marks in the page and saves each answer.

import { AnswerError, mark } from "./marking.js";

/**
 * Make a model.
 *
 * `questions` are `{public, key}`, `askedIn` is part and lesson such as "exit 07", `restore` gives a map from ids to the answers
 * that are shown again, `store` and `texts` are the page's.
 */
export function quizModel({ heading, questions, askedIn, restore, store, texts, language }) {
  const byId = new Map(questions.map((question) => [question.public.id, question]));
  const listeners = new Map();
  const answered = new Map();
  const state = {
    heading,
    language,
    texts,
    items: questions.map((question) => question.public),
    results: {},
    notice: store.notices().join(" "),
  };

  const tell = (event, ...values) => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener(...values);
  };
  const setResult = (item, result) => {
    state.results = { ...state.results, [item]: result };
    tell("change:results");
  };

  // Which saved answer each result is of.
  const shown = new Map();
  const showSaved = () => {
    for (const [item, saved] of restore()) {
      if (!byId.has(item) || shown.get(item) === saved.id) continue;
      shown.set(item, saved.id);
      const result = again(byId.get(item), saved, texts, (state.results[item]?.tries ?? 0) + 1);
      if (result.verdict) setResult(item, result);
    }
  };
  showSaved();
  const stop = store.onAnswers((answers, from) => {
    if (from !== "here") return showSaved();
    for (const saved of answers) if (saved.asked_in === askedIn) shown.set(saved.item, saved.id);
  });

  /** Answer a press; one that was answered before, or from a view without the last result, is no new try. */
  function replyTo({ item, response, certainty, nonce, seen }) {
    const question = byId.get(item);
    if (!question) return texts.failed;
    const last = answered.get(item);
    if (last && last.nonce === nonce) return last.note;
    store.catchUp();
    const tries = state.results[item]?.tries ?? 0;
    if ((seen ?? tries) !== tries) return texts[question.key.elsewhere];
    const note = answer(question, response, certainty, tries);
    answered.set(item, { nonce, note });
    return note;
  }

  function answer(question, response, certainty, tries) {
    let marked;
    try {
      marked = mark(question, response, certainty, tries, texts);
    } catch (error) {
      if (error instanceof AnswerError) return error.message;
      throw error;
    }
    const { id: item } = question.public;
    const own = { response: marked.kept, certainty: typeof certainty === "string" ? certainty : null };
    const { lesson, version: bank_version } = question.key;
    const fault = store.record({ item, lesson, ...own, correct: marked.correct, bank_version, asked_in: askedIn });
    setResult(item, resultOf(marked, own, fault ?? texts.saved, tries + 1));
    return undefined;
  }

  return {
    get: (name) => state[name],
    set: (name, value) => {
      state[name] = value;
    },
    save_changes() {},
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    off: (event, listener) =>
      listeners.set(event, listener ? (listeners.get(event) ?? []).filter((known) => known !== listener) : []),
    send(content) {
      if (content?.type !== "check") return;
      const { item, nonce } = content;
      let note;
      try {
        note = replyTo(content);
      } catch {
        // An error here would reach nobody: the learner must be told.
        note = texts.failed;
      }
      tell("msg:custom", { type: "reply", item, nonce, note });
    },
    stop,
  };
}

/** A saved answer as a result; nothing where the question has changed since, while the answer stays in the store. */
function again(question, answer, texts, tries) {
  try {
    const marked = mark(question, answer.response, answer.certainty, 0, texts);
    const isReworded = answer.bank_version.startsWith("w") && answer.bank_version !== question.key.version;
    return resultOf(marked, answer, texts[isReworded ? "restored_reworded" : "restored"], tries);
  } catch (error) {
    if (error instanceof AnswerError) return {};
    throw error;
  }
}

const resultOf = ({ verdict, feedback }, { response, certainty }, note, tries) => ({
  verdict,
  feedback,
  response,
  certainty,
  note,
  tries,
});
