/** A browser's store as a page meets it: one that keeps, one that is full, one that is forbidden; and what other tabs do to it. */

export class Storage {
  #entries = new Map();
  /** How many signs it takes; a browser's own takes about five millions. */
  room = Number.POSITIVE_INFINITY;

  get length() {
    return this.#entries.size;
  }

  key(place) {
    return [...this.#entries.keys()][place] ?? null;
  }

  getItem(name) {
    return this.#entries.get(name) ?? null;
  }

  setItem(name, value) {
    const used = [...this.#entries].reduce((sum, entry) => sum + entry.join("").length, 0);
    if (used + name.length + value.length > this.room) {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    }
    this.#entries.set(name, String(value));
  }

  removeItem(name) {
    this.#entries.delete(name);
  }

  get names() {
    return [...this.#entries.keys()];
  }
}

/** What a window is to a store: it tells of changes that other tabs made. */
export class Tabs extends EventTarget {
  tell(key) {
    this.dispatchEvent(Object.assign(new Event("storage"), { key }));
  }
}

/** Each sentence is its own name in brackets, with its fields, so that tests do not follow the wording. */
export const TEXTS = new Proxy(
  {
    store_unreadable: "[store_unreadable {count}]",
    store_newer: "[store_newer {count}]",
    read_added: "[read_added {added} {known}]",
    read_left_out: "[read_left_out {count}]",
  },
  { get: (known, name) => known[name] ?? `[${String(name)}]` },
);

/** What a page saves of one answer, before the store adds id and time. */
export const answer = (more = {}) => ({
  item: "07-was-30-final",
  lesson: "07",
  response: "final",
  correct: false,
  certainty: "sure",
  bank_version: "w0123456789a",
  asked_in: "exit 07",
  ...more,
});
