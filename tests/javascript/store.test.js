/** A learner's answers must never be lost, doubled or mixed with what somebody else put into the same store. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openStore } from "../../helpers/site/page/store.js";
import { answer, Storage, Tabs, TEXTS } from "./browser_store.js";

const PREFIX = "kosovo-kfor-course/answer/";

function open(storage = new Storage(), more = {}) {
  const events = new Tabs();
  let moment = Date.UTC(2026, 10, 27, 9);
  const now = () => {
    moment += 1000;
    return moment;
  };
  return { storage, events, store: openStore({ place: () => storage, texts: TEXTS, events, now, ...more }) };
}

const responses = (store) => store.answers().map((one) => one.response);

test("what was saved is there again after a reload, in the order of saving whatever the clock says", () => {
  const { storage, store } = open();
  assert.equal(store.record(answer({ response: "first" })), null);
  const late = openStore({ place: () => storage, texts: TEXTS, now: () => 0 });
  assert.equal(late.record(answer({ response: "second" })), null);
  const { store: again } = open(storage);
  assert.deepEqual(responses(again), ["first", "second"]);
  assert.deepEqual(again.notices(), []);
});

test("two tabs that save at the same moment keep both answers, also under the same number", () => {
  const { storage, store: one } = open();
  const { store: other } = open(storage);
  one.record(answer({ response: "one" }));
  other.record(answer({ response: "other" }));
  // A tab that had not seen the other's answer wrote the same number.
  const [name] = storage.names.filter((known) => known.startsWith(PREFIX));
  const twin = { ...JSON.parse(storage.getItem(name)), id: "00000000-twin", response: "twin" };
  storage.setItem(name.replace(/[^/]+$/, twin.id), JSON.stringify(twin));
  assert.deepEqual(responses(open(storage).store).sort(), ["one", "other", "twin"]);
});

test("a tab is told once of what another saved, and not of its own", () => {
  const { storage, store, events } = open();
  const told = [];
  store.onAnswers((answers, from) => told.push([from, answers.map((one) => one.response)]));
  open(storage).store.record(answer({ response: "from elsewhere" }));
  events.tell(storage.names.at(-1));
  events.tell(storage.names.at(-1));
  events.tell("another-course/answer");
  store.record(answer({ response: "own" }));
  assert.deepEqual(told, [
    [undefined, ["from elsewhere"]],
    ["here", ["own"]],
  ]);
});

test("a tab is told when another deleted everything", () => {
  const { storage, store, events } = open();
  store.record(answer());
  let told = 0;
  store.onAnswers(() => {
    told += 1;
  });
  open(storage).store.forget();
  events.tell(null);
  assert.equal(told, 1);
  assert.deepEqual(store.answers(), []);
});

describe("a store that cannot be used", () => {
  const forbidden = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  const places = { "is missing": () => undefined, "is null": () => null, "is forbidden": forbidden };
  for (const [name, place] of Object.entries(places)) {
    test(`${name}: answers are kept while the page is open, and the page says so from the start`, () => {
      const { store } = open(undefined, { place });
      assert.deepEqual(store.notices(), ["[store_missing]"]);
      assert.equal(store.record(answer()), "[store_missing]");
      assert.deepEqual(responses(store), ["final"]);
      assert.equal(store.isAtRisk(), true);
      store.wasSavedToAFile();
      assert.equal(store.isAtRisk(), false);
      assert.equal(store.seed(), store.seed());
      assert.equal(store.keepDraft("briefing", "words"), "[store_missing]");
      assert.equal(store.draft("briefing"), "words");
    });
  }

  test("one that is full keeps what it has; what came later follows as soon as there is room", () => {
    const { storage, store } = open();
    store.record(answer({ response: "fits" }));
    storage.room = 0;
    assert.equal(store.record(answer({ response: "too much" })), "[store_full]");
    assert.deepEqual(store.notices(), ["[store_full]"]);
    assert.deepEqual(responses(store), ["fits", "too much"]);
    assert.deepEqual(responses(open(storage).store), ["fits"]);
    storage.room = 10_000;
    assert.equal(store.record(answer({ response: "last" })), null);
    assert.deepEqual(store.notices(), []);
    assert.deepEqual(responses(open(storage).store), ["fits", "too much", "last"]);
  });

  test("one that refuses without saying why is told apart from a full one", () => {
    const { storage, store } = open();
    storage.setItem = () => {
      throw new Error("no");
    };
    assert.equal(store.record(answer()), "[store_refused]");
  });
});

describe("what others left in the store", () => {
  const hostile = {
    "cut off": '{"id": "abcdefgh", "item": "07-was',
    "no object": '"words"',
    nothing: "null",
    "an item that is none": JSON.stringify({
      ...answer({ item: "<img src=x>" }),
      id: "abcdefgh",
      answered_at: "2026-11-27T09:00:00Z",
    }),
    "a moment that is none": JSON.stringify({ ...answer(), id: "abcdefgh", answered_at: "2026-99-99T09:00:00Z" }),
    "a response without end": JSON.stringify({
      ...answer({ response: "x".repeat(5000) }),
      id: "abcdefgh",
      answered_at: "2026-11-27T09:00:00Z",
    }),
    "a response that acts": JSON.stringify({
      ...answer({ response: { toString: "harm" } }),
      id: "abcdefgh",
      answered_at: "2026-11-27T09:00:00Z",
    }),
    "a verdict that is none": JSON.stringify({
      ...answer({ correct: 1 }),
      id: "abcdefgh",
      answered_at: "2026-11-27T09:00:00Z",
    }),
    "nested without end": "[".repeat(100_000),
  };
  for (const [name, text] of Object.entries(hostile)) {
    test(`${name}: it is left as it is, told once, and the good answers are there`, () => {
      const { storage, store } = open();
      store.record(answer({ response: "good" }));
      storage.setItem(`${PREFIX}1/00000000/abcdefgh`, text);
      const { store: again } = open(storage);
      assert.deepEqual(responses(again), ["good"]);
      assert.deepEqual(again.notices(), ["[store_unreadable 1]"]);
      again.record(answer());
      assert.deepEqual(again.notices(), ["[store_unreadable 1]"]);
      assert.equal(storage.getItem(`${PREFIX}1/00000000/abcdefgh`), text);
    });
  }

  test("a name that no edition wrote is told like an entry that cannot be read", () => {
    const { storage } = open();
    storage.setItem(`${PREFIX}one/two`, "{}");
    assert.deepEqual(open(storage).store.notices(), ["[store_unreadable 1]"]);
  });

  test("answers of a newer edition stay untouched and are told", () => {
    const { storage } = open();
    storage.setItem(`${PREFIX}2/00000001/abcdefgh`, "something new");
    const { store } = open(storage);
    assert.deepEqual(store.notices(), ["[store_newer 1]"]);
    store.record(answer());
    assert.equal(storage.getItem(`${PREFIX}2/00000001/abcdefgh`), "something new");
  });

  test("another course's entries are neither read nor deleted", () => {
    const { storage, store } = open();
    storage.setItem("another-course/answer/1/00000001/abcdefgh", "theirs");
    store.record(answer());
    assert.equal(store.forget(), true);
    assert.deepEqual(storage.names, ["another-course/answer/1/00000001/abcdefgh"]);
    assert.deepEqual(store.answers(), []);
  });

  test("fields that nobody asked for are not taken along", () => {
    const { storage, store } = open();
    store.record(answer());
    const [name] = storage.names.filter((known) => known.startsWith(PREFIX));
    storage.setItem(name, storage.getItem(name).replace("{", '{"__proto__": {"harm": true}, "more": 1, '));
    const [read] = open(storage).store.answers();
    assert.equal(read.more, undefined);
    assert.equal(read.harm, undefined);
  });
});

test("answers from a file take their place by their time, and the same file adds nothing twice", () => {
  const { store } = open();
  store.record(answer({ response: "here at nine" }));
  const own = (response, hour) => ({
    ...answer({ response }),
    id: `from-file-${hour}`,
    answered_at: `2026-11-27T${hour}:00:00Z`,
  });
  const file = [own("at eight", "08"), own("at ten", "10"), own("at eleven", "11")];
  assert.deepEqual(store.add(file), { added: 3, fault: null });
  assert.deepEqual(responses(store), ["at eight", "here at nine", "at ten", "at eleven"]);
  assert.deepEqual(store.add(file), { added: 0, fault: null });
  store.record(answer({ response: "last" }));
  assert.equal(responses(store).at(-1), "last");
});

test("a seed that somebody spoiled is replaced", () => {
  const { storage } = open();
  storage.setItem("kosovo-kfor-course/seed", "<b>");
  assert.match(open(storage).store.seed(), /^\d+$/);
});
