/** Who moves to another computer takes the answers along; a file that is not ours must do no harm. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { asText, MOST_BYTES, readInto } from "../../helpers/site/page/answers_file.js";
import { build, checksum, asText as handInText } from "../../helpers/site/page/hand_in.js";
import { openStore } from "../../helpers/site/page/store.js";
import { answer, Storage, TEXTS } from "./browser_store.js";

function open() {
  const storage = new Storage();
  return openStore({ place: () => storage, texts: TEXTS });
}

function filled() {
  const store = open();
  store.record(answer({ response: "first" }));
  store.record(answer({ response: "second", correct: true }));
  store.record(
    answer({
      item: "07-written",
      response: "Words of my own. Zvečan 😀",
      correct: null,
      certainty: null,
      asked_in: "written 07",
    }),
  );
  store.record(
    answer({ item: "07-written-level", response: "2", correct: null, certainty: null, asked_in: "written 07" }),
  );
  return store;
}

test("a file that was saved brings every answer into another browser, in its order, and once", () => {
  const store = filled();
  const other = open();
  const text = asText(store.answers());
  assert.equal(readInto(other, text, TEXTS), "[read_added 4 0]");
  assert.deepEqual(other.answers(), store.answers());
  assert.equal(readInto(other, `\ufeff${text}`, TEXTS), "[read_added 0 4]");
});

test("a hand-in read back brings the first and the last answer to each question, and the texts", () => {
  const store = filled();
  const other = open();
  const text = handInText(build("grey heron", store.answers(), { withTexts: true }));
  assert.equal(readInto(other, text, TEXTS), "[read_added 4 0]");
  const seen = other.answers().map(({ item, response, correct }) => [item, response, correct]);
  assert.deepEqual(seen, [
    ["07-was-30-final", "first", false],
    ["07-was-30-final", "second", true],
    ["07-written", "Words of my own. Zvečan 😀", null],
    ["07-written-level", "2", null],
  ]);
  assert.equal(readInto(other, text, TEXTS), "[read_added 0 4]");
});

describe("a file that is not as it should be is told in one sentence, and nothing of it is taken", () => {
  const good = () => JSON.parse(asText(filled().answers()));
  const handIn = () => build("grey heron", filled().answers());
  const signed = (content) => ({ ...content, checksum: checksum(content) });
  const files = {
    "no text": ["\u0000\u0001", "[read_no_json]"],
    empty: ["", "[read_no_json]"],
    "cut off": [asText(filled().answers()).slice(0, 200), "[read_no_json]"],
    "nested without end": ["[".repeat(200_000), "[read_no_json]"],
    "too large": [`"${"x".repeat(MOST_BYTES)}"`, "[read_too_large]"],
    "too many": [JSON.stringify({ ...good(), answers: Array(50_001).fill(0) }), "[read_too_large]"],
    "somebody else's": ['{"format": "another course"}', "[read_not_ours]"],
    "a list": ["[]", "[read_not_ours]"],
    nothing: ["null", "[read_not_ours]"],
    "without answers": [JSON.stringify({ ...good(), answers: {} }), "[read_not_ours]"],
    "a newer edition's": [JSON.stringify({ ...good(), version: 2 }), "[read_other_version]"],
    "answers that are none": [JSON.stringify({ ...good(), answers: [1, null, {}, []] }), "[read_nothing]"],
    "a hand-in of a newer edition": [JSON.stringify({ ...handIn(), version: 9 }), "[read_other_version]"],
    "a hand-in that was changed": [JSON.stringify({ ...handIn(), nickname: "red fox" }), "[read_changed]"],
    "a hand-in with more in it": [JSON.stringify(signed({ ...handIn(), more: 1 })), "[read_not_ours]"],
    "a hand-in with markup for a question": [
      JSON.stringify(handIn()).replaceAll("07-was-30-final", "<script>"),
      "[read_not_ours]",
    ],
    "a hand-in of the first edition": [JSON.stringify(signed({ ...handIn(), version: 1 })), "[read_first_version]"],
  };
  for (const [name, [text, sentence]] of Object.entries(files)) {
    test(name, () => {
      const store = open();
      assert.equal(readInto(store, text, TEXTS), sentence);
      assert.deepEqual(store.answers(), []);
    });
  }
});

test("good answers of a file are taken although others in it are none", () => {
  const content = JSON.parse(asText(filled().answers()));
  content.answers[1].item = "<img src=x onerror=alert(1)>";
  const store = open();
  assert.equal(readInto(store, JSON.stringify(content), TEXTS), "[read_added 3 0] [read_left_out 1]");
  assert.equal(store.answers().length, 3);
});

test("a store without room says so when a file is read", () => {
  const storage = new Storage();
  const store = openStore({ place: () => storage, texts: TEXTS });
  storage.room = 0;
  assert.equal(readInto(store, asText(filled().answers()), TEXTS), "[read_added 4 0] [store_full]");
  assert.equal(store.answers().length, 4);
});
