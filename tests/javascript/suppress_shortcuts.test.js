/** Stock controls keep their keys: JupyterLab sees none that is pressed in them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadScript, openPage } from "./page.js";

const OUTPUT = '<div class="jp-OutputArea-output"><select></select><button>x</button><div id="widget"></div></div>';
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
const kept = (control) => control.closest("[data-lm-suppress-shortcuts=true]") !== null;

async function guarded(html) {
  const document = openPage(html);
  const { default: script } = await loadScript("show/suppress_shortcuts.js");
  const leave = script.render({ el: document.getElementById("widget") });
  await frame();
  return { document, leave };
}

test("every control beside it keeps its keys", async () => {
  const { document } = await guarded(OUTPUT);
  for (const control of document.querySelectorAll("select, button")) assert.ok(kept(control), control.tagName);
});

test("so does a control that comes later", async () => {
  const { document } = await guarded(OUTPUT);
  const later = document.createElement("input");
  document.querySelector(".jp-OutputArea-output").append(later);
  await frame();
  assert.ok(kept(later));
});

test("controls of other outputs are left alone", async () => {
  const { document } = await guarded(`<input id="other">${OUTPUT}`);
  assert.ok(!kept(document.getElementById("other")));
});

test("outside JupyterLab the element's own surroundings are guarded", async () => {
  const { document } = await guarded('<section><select></select><div id="widget"></div></section>');
  assert.ok(kept(document.querySelector("select")));
});

test("it takes no room itself", async () => {
  const { document } = await guarded(OUTPUT);
  assert.ok(document.getElementById("widget").hidden);
});

test("a view that closes at once fails nowhere", async () => {
  const document = openPage(OUTPUT);
  const { default: script } = await loadScript("show/suppress_shortcuts.js");
  const element = document.getElementById("widget");
  const leave = script.render({ el: element });
  element.remove();
  leave?.();
  await frame();
});
