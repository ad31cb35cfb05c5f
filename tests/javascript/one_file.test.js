/** In the one file a reader sees one page at a time, whatever stands behind the address. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./page.js";

const PAGES = ["index", "07", "12"].map(
  (id) => `<section class="page" id="${id}"><h1>Page ${id}</h1><h2 id="${id}-x">x</h2></section>`,
);

async function open(hash) {
  const document = openPage(`<header class="masthead"></header><main id="main" tabindex="-1">${PAGES.join("")}</main>`);
  globalThis.window.scrollTo = () => {};
  globalThis.window.Element.prototype.scrollIntoView = () => {};
  globalThis.location = { hash };
  const { startOneFile } = await import("../../helpers/site/page/one_file.js");
  startOneFile();
  return [...document.querySelectorAll("section.page")].filter((page) => !page.hidden).map((page) => page.id);
}

for (const [hash, shown] of Object.entries({
  "": "index",
  "#07": "07",
  "#12-x": "12",
  "#nowhere": "index",
  "#%": "index",
})) {
  test(`an address that ends with "${hash}" shows ${shown} alone`, async () => {
    assert.deepEqual(await open(hash), [shown]);
  });
}
