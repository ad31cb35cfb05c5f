/** Stock controls keep their keys: what is pressed in them does not reach the program around the notebook. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadScript, openPage } from "./page.js";

const BOX = '<div id="box"><select></select><button>x</button><div id="widget"></div></div>';
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

/** Show the widget in a page, and note which keys come out at its top. */
async function guarded(html = BOX) {
  const document = openPage(html);
  const outside = [];
  document.addEventListener("keydown", (event) => outside.push(event.key));
  const { default: script } = await loadScript("show/suppress_shortcuts.js");
  const leave = script.render({ el: document.getElementById("widget") });
  await frame();
  return { document, outside, leave };
}

function pressIn(control, name, more = {}) {
  control.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, ...more }));
}

test("keys that are pressed in the controls beside it stay there", async () => {
  const { document, outside } = await guarded();
  for (const control of document.querySelectorAll("select, button")) {
    for (const name of ["ArrowDown", "Delete", " ", "x", "b", "Enter"]) pressIn(control, name);
  }
  assert.deepEqual(outside, []);
});

test("so do those of a control that comes later", async () => {
  const { document, outside } = await guarded();
  const later = document.createElement("input");
  document.getElementById("box").append(later);
  pressIn(later, "x");
  assert.deepEqual(outside, []);
});

test("keys that lead out, or are meant for the program, get through", async () => {
  const { document, outside } = await guarded();
  const select = document.querySelector("select");
  pressIn(select, "Tab");
  pressIn(select, "Escape");
  pressIn(select, "s", { ctrlKey: true });
  pressIn(select, "p", { metaKey: true });
  assert.deepEqual(outside, ["Tab", "Escape", "s", "p"]);
});

test("controls of other outputs are left alone", async () => {
  const { document, outside } = await guarded(`<input id="other">${BOX}`);
  pressIn(document.getElementById("other"), "x");
  assert.deepEqual(outside, ["x"]);
});

test("it takes no room itself", async () => {
  const { document } = await guarded();
  assert.ok(document.getElementById("widget").hidden);
});

test("a view that is closed guards nothing any more", async () => {
  const { document, outside, leave } = await guarded();
  leave();
  pressIn(document.querySelector("select"), "x");
  assert.deepEqual(outside, ["x"]);
});

test("a view that is closed at once, or stands nowhere, fails nowhere", async () => {
  const document = openPage(BOX);
  const { default: script } = await loadScript("show/suppress_shortcuts.js");
  const outside = [];
  document.addEventListener("keydown", (event) => outside.push(event.key));
  script.render({ el: document.getElementById("widget") })();
  script.render({ el: document.createElement("div") });
  await frame();
  pressIn(document.querySelector("select"), "x");
  assert.deepEqual(outside, ["x"]);
});
