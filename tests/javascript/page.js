/** A page without a browser, the front end's half of a widget, and a kernel that answers when a test says so. */

import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const HELPERS = new URL("../../helpers/", import.meta.url);

// What the scripts take from the browser. Timers stay Node's own, which a test can move by hand.
const FROM_THE_BROWSER = [
  "document",
  "MutationObserver",
  "Option",
  "Event",
  "KeyboardEvent",
  "requestAnimationFrame",
  "cancelAnimationFrame",
];

/** Make an empty page and put it in the place of the one before. */
export function openPage(html = "") {
  const { window } = new JSDOM(`<!doctype html><body>${html}</body>`, { pretendToBeVisual: true });
  globalThis.window = window;
  for (const name of FROM_THE_BROWSER) globalThis[name] = window[name];
  return window.document;
}

let loaded = 0;

/** Load a script of the course as each widget does: from its text and anew, with what Python puts in front of it. */
export async function loadScript(path, before = "", after = "") {
  loaded += 1;
  const source = `${before}\n${readFileSync(new URL(path, HELPERS), "utf-8")}\n${after}\n// ${loaded}`;
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** The state of a widget as anywidget gives it to a view: several views may share one. */
export class Model {
  #state;
  #listeners = new Map();
  #callbacks = [];
  sent = [];
  isClosed = false;

  constructor(state) {
    this.#state = state;
  }

  get(name) {
    return this.#state[name];
  }

  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  off(event, listener) {
    const kept = listener ? (this.#listeners.get(event) ?? []).filter((one) => one !== listener) : [];
    this.#listeners.set(event, kept);
  }

  send(content, callbacks = {}) {
    if (this.isClosed) throw new Error("the way to this kernel is closed");
    // What goes over the wire is a copy.
    this.sent.push(JSON.parse(JSON.stringify(content)));
    this.#callbacks.push(callbacks);
  }

  /** The kernel says that it has begun with, or is done with, the last message. */
  tellStatus(state) {
    this.#callbacks.at(-1).iopub?.status?.({ content: { execution_state: state } });
  }

  /** How many functions still wait for something from the kernel. */
  get listening() {
    return [...this.#listeners.values()].flat().length;
  }

  /** Jupyter tells that the way to the kernel has opened or closed. */
  tellConnection() {
    this.#tell("comm_live_update", this);
  }

  #tell(event, ...values) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...values);
  }

  /** The kernel changes a trait. */
  change(name, value) {
    this.#state = { ...this.#state, [name]: value };
    this.#tell(`change:${name}`, this, value);
    this.#tell("change", this);
  }

  /** The kernel sends a message. */
  receive(content) {
    this.#tell("msg:custom", content, []);
  }
}
