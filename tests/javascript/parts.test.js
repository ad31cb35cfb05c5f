/** Options stand in an order of each learner's own that tells nothing of the key, and stay there after a reload. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { partOf } from "../../helpers/site/page/parts.js";
import { shuffled } from "../../helpers/site/page/shuffle.js";
import { openStore } from "../../helpers/site/page/store.js";
import { Storage, TEXTS } from "./browser_store.js";

const KEYS = ["a", "b", "c", "d"];
const OPTIONS = KEYS.map((key) => ({ key, text: `Option ${key}` }));
const KINDS = {
  single: { public: { id: "07-x", options: OPTIONS, matches: [] }, key: { kind: "single", keeps_order: false } },
  dates: { public: { id: "07-x", options: OPTIONS, matches: [] }, key: { kind: "single", keeps_order: true } },
  order: { public: { id: "07-x", options: OPTIONS, matches: [] }, key: { kind: "order", right: KEYS } },
  match: { public: { id: "07-x", options: [], matches: OPTIONS }, key: { kind: "match", right: KEYS } },
};

function shown(kind, storage = new Storage()) {
  const { public: item, key } = KINDS[kind];
  const data = { parts: { exit: { heading: "Exit", items: [item], keys: { "07-x": key } } } };
  const store = openStore({ place: () => storage, texts: TEXTS });
  const [question] = partOf("exit", "07", { data, bank: null, store, texts: TEXTS }).questions;
  const { options, matches } = question.public;
  return (kind === "match" ? matches : options).map((option) => option.key).join("");
}

const ofManyLearners = (kind) => Array.from({ length: 300 }, () => shown(kind));

test("each learner gets an order, and every order comes up", () => {
  assert.equal(new Set(ofManyLearners("single")).size, 24);
});

test("the order is the same after a reload", () => {
  const storage = new Storage();
  assert.equal(shown("single", storage), shown("single", storage));
});

test("numbers and dates keep theirs", () => {
  assert.deepEqual([...new Set(ofManyLearners("dates"))], ["abcd"]);
});

test("events to be put in order and partners never stand in the right order", () => {
  for (const kind of ["order", "match"]) {
    const orders = new Set(ofManyLearners(kind));
    assert.equal(orders.has("abcd"), false);
    assert.ok(orders.size > 15, `only ${orders.size} orders`);
  }
});

test("nothing is lost or doubled, and each place is as likely for each option", () => {
  const first = Array.from({ length: 4000 }, (_none, seed) => shuffled(KEYS, `${seed} 07-x`));
  for (const order of first) assert.deepEqual([...order].sort(), KEYS);
  for (const key of KEYS) {
    const share = first.filter(([top]) => top === key).length / first.length;
    assert.ok(Math.abs(share - 0.25) < 0.03, `${key} is first in ${share} of the orders`);
  }
});

test("a part that the page did not bring along gives nothing, and needs no bank to say so", () => {
  const store = openStore({ place: () => new Storage(), texts: TEXTS });
  for (const part of ["exit", "written", "recall", "exam", "review", "__proto__", "constructor"]) {
    const found = partOf(part, "07", { data: {}, bank: null, store, texts: TEXTS });
    assert.equal(found.questions, undefined);
  }
});
