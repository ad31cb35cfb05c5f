/** One press is one try, also in the page that marks itself; and nobody overwrites what another tab answered. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { quizModel } from "../../helpers/site/page/model.js";
import { openStore } from "../../helpers/site/page/store.js";
import { Storage, Tabs, TEXTS } from "./browser_store.js";

const QUESTION = {
  public: {
    id: "07-who",
    form: "single",
    asks_certainty: true,
    options: [
      { key: "kfor", text: "KFOR" },
      { key: "police", text: "Police" },
    ],
  },
  key: {
    kind: "single",
    lesson: "07",
    version: "w1",
    reread: "Background",
    elsewhere: "elsewhere",
    has_key: true,
    options: [
      { key: "kfor", correct: false, feedback: "It did not." },
      { key: "police", correct: true, feedback: "It did." },
    ],
  },
};

function open(storage = new Storage(), { question = QUESTION } = {}) {
  const events = new Tabs();
  const store = openStore({ place: () => storage, texts: TEXTS, events });
  const restore = () => {
    const given = store.answers().filter((answer) => answer.asked_in === "exit 07");
    return new Map(given.map((answer) => [answer.item, answer]));
  };
  const model = quizModel({
    heading: "Exit check",
    questions: [question],
    askedIn: "exit 07",
    restore,
    store,
    texts: TEXTS,
    language: "en",
  });
  const replies = [];
  let changes = 0;
  model.on("msg:custom", (message) => replies.push(message));
  model.on("change:results", () => {
    changes += 1;
  });
  const press = (response, more = {}) =>
    model.send({ type: "check", item: "07-who", response, certainty: "guess", nonce: String(Math.random()), ...more });
  const result = () => model.get("results")["07-who"];
  return { storage, events, store, model, replies, press, result, changes: () => changes };
}

test("an answer is marked, saved and shown; the right one is named from the second try on", () => {
  const { press, result, store, replies } = open();
  press("kfor");
  assert.deepEqual(
    result().feedback.map(({ text }) => text),
    ["It did not.", "Background."],
  );
  assert.equal(result().note, "[saved]");
  assert.equal(replies[0].note, undefined);
  press("kfor", { seen: 1 });
  assert.equal(result().feedback[1].text, "Police It did.");
  assert.deepEqual(
    store
      .answers()
      .map(({ item, lesson, response, correct, certainty, bank_version, asked_in }) => [
        item,
        lesson,
        response,
        correct,
        certainty,
        bank_version,
        asked_in,
      ]),
    Array(2).fill(["07-who", "07", "kfor", false, "guess", "w1", "exit 07"]),
  );
});

test("a press that arrives twice is one try", () => {
  const { press, result, store } = open();
  press("kfor", { nonce: "one" });
  press("kfor", { nonce: "one" });
  assert.equal(result().tries, 1);
  assert.equal(store.answers().length, 1);
});

test("what cannot be marked is no try: it is told and not saved", () => {
  const { press, result, store, replies } = open();
  press("nobody");
  press("kfor", { certainty: "certain" });
  assert.deepEqual(
    replies.map(({ note }) => note),
    ["[choose_one]", "[say_how_sure]"],
  );
  assert.equal(result(), undefined);
  assert.equal(store.answers().length, 0);
});

test("messages that no quiz sends do nothing or are told", () => {
  const { model, replies, store } = open();
  for (const content of [undefined, null, 5, {}, { type: "other" }]) model.send(content);
  assert.equal(replies.length, 0);
  model.send({ type: "check", item: "__proto__", response: "kfor", nonce: "x" });
  assert.equal(replies[0].note, "[failed]");
  assert.equal(store.answers().length, 0);
});

test("a marker that breaks is told, and the page goes on", () => {
  const { press, replies } = open(undefined, {
    question: { ...QUESTION, key: { ...QUESTION.key, kind: "unheard of" } },
  });
  press("kfor");
  assert.equal(replies[0].note, "[failed]");
});

describe("an answer from before", () => {
  test("stands there again after a reload", () => {
    const { storage, press } = open();
    press("kfor");
    const { result } = open(storage);
    assert.equal(result().verdict, "wrong");
    assert.equal(result().note, "[restored]");
    assert.equal(result().tries, 1);
  });

  test("says that the question was reworded since", () => {
    const { storage, press } = open();
    press("kfor");
    const { result } = open(storage, { question: { ...QUESTION, key: { ...QUESTION.key, version: "w2" } } });
    assert.equal(result().note, "[restored_reworded]");
  });

  test("to an option that is gone is not shown and stays saved", () => {
    const { storage, press } = open();
    press("kfor");
    const options = QUESTION.key.options.slice(1);
    const { result, store } = open(storage, { question: { ...QUESTION, key: { ...QUESTION.key, options } } });
    assert.equal(result(), undefined);
    assert.equal(store.answers().length, 1);
  });
});

describe("two tabs", () => {
  test("an answer of the other one appears here", () => {
    const one = open();
    const other = open(one.storage);
    other.press("police");
    one.events.tell(one.storage.names.at(-1));
    assert.equal(one.result().verdict, "right");
    assert.equal(one.changes(), 1);
  });

  test("a press that does not know the other's answer yet is told and not counted", () => {
    const one = open();
    const other = open(one.storage);
    other.press("police", { seen: 0 });
    one.press("kfor", { seen: 0 });
    assert.equal(one.replies[0].note, "[elsewhere]");
    assert.equal(one.result().verdict, "right");
    assert.equal(one.store.answers().length, 1);
    one.press("kfor", { seen: 1 });
    assert.equal(one.result().verdict, "wrong");
    assert.equal(one.store.answers().length, 2);
  });

  test("an older answer that is read from a file does not take the place of a newer one", () => {
    const { press, store, result } = open();
    press("police");
    const { id, answered_at, ...rest } = store.answers()[0];
    store.add([{ ...rest, response: "kfor", correct: false, id: "from-a-file", answered_at: "2026-02-01T08:00:00Z" }]);
    assert.equal(result().verdict, "right");
  });
});

test("an answer that is not stored says so in place of Saved", () => {
  const { storage, press, result } = open();
  storage.room = 0;
  press("kfor");
  assert.equal(result().note, "[store_full]");
});

test("who stopped listening hears nothing more", () => {
  const { model, press } = open();
  let heard = 0;
  const listener = () => {
    heard += 1;
  };
  model.on("change:results", listener);
  model.off("change:results", listener);
  press("kfor");
  assert.equal(heard, 0);
});
