// Keeps a learner's answers in the browser: one entry an answer, so that two tabs never overwrite each other's.
//
// An entry's name is `kosovo-kfor-course/answer/<version>/<number>/<id>`; the number is its place in the order of saving.
// What is not of this version, or is none of ours, stays where it is and is told in a sentence.

import { asAnswer, newId } from "./answer_record.js";
import { fill } from "./marking.js";

const COURSE = "kosovo-kfor-course/";
const VERSION = 1;
const ANSWERS = `${COURSE}answer/`;
const OWN = new RegExp(`^${ANSWERS}(\\d{1,3})/(\\d{1,12})/([a-z0-9-]{8,80})$`);
const DIGITS = 8;

/** Whether any answer of this course may be in the browser's store; `place` gives that store and may throw. */
export const hasAnswers = (place) => namesIn(tryTo(place)).some((name) => name.startsWith(ANSWERS));

/**
 * Open the store of a page.
 *
 * `place` gives the browser's store and may throw, as it does where a browser forbids one; `texts` are the page's sentences;
 * `events` is what tells of changes in other tabs (the window).
 */
export function openStore({ place, texts, events, now = Date.now }) {
  const storage = tryTo(place) ?? null;
  const read = new Map();
  const inMemory = new Map();
  const drafts = new Map();
  const listeners = new Set();
  let unreadable = 0;
  let newer = 0;
  let fault = storage ? null : texts.store_missing;
  // Whether a file holds what the store does not.
  let isInAFile = true;

  /** Read the entries that came since and drop those that went; return the new answers, and whether any went. */
  function refresh() {
    const names = namesIn(storage);
    const found = [];
    unreadable = 0;
    newer = 0;
    for (const name of names) {
      if (!name.startsWith(ANSWERS)) continue;
      const [, version, number] = OWN.exec(name) ?? [];
      if (Number(version) > VERSION) newer += 1;
      else if (!read.has(name)) {
        const answer = version ? asAnswer(parse(tryTo(() => storage.getItem(name)))) : null;
        read.set(name, answer && { number: Number(number), answer });
        if (answer) found.push(answer);
      }
      if (read.get(name) === null) unreadable += 1;
    }
    const there = new Set(names);
    const gone = [...read.keys()].filter((name) => !there.has(name));
    for (const name of gone) read.delete(name);
    return { found, isLess: gone.length > 0 };
  }

  const entries = () => {
    const known = [...read.values(), ...inMemory.values()].filter((entry) => entry !== null);
    return known.sort(
      (one, other) => one.number - other.number || (one.answer.answered_at < other.answer.answered_at ? -1 : 1),
    );
  };

  const nameOf = ({ number, answer }) => `${ANSWERS}${VERSION}/${String(number).padStart(DIGITS, "0")}/${answer.id}`;

  /** Write one entry; return null, or the sentence that says why it is kept in memory alone. */
  function write(entry) {
    try {
      if (!storage) throw new Error("no store");
      // What could not be written before goes first: its place in the order is earlier.
      for (const [id, waiting] of inMemory) {
        storage.setItem(nameOf(waiting), JSON.stringify(waiting.answer));
        read.set(nameOf(waiting), waiting);
        inMemory.delete(id);
      }
      storage.setItem(nameOf(entry), JSON.stringify(entry.answer));
      read.set(nameOf(entry), entry);
      fault = null;
    } catch (error) {
      inMemory.set(entry.answer.id, entry);
      isInAFile = false;
      fault = storage ? (isFull(error) ? texts.store_full : texts.store_refused) : texts.store_missing;
    }
    return fault;
  }

  const tell = (answers) => {
    for (const listener of listeners) listener(answers);
  };

  const store = {
    /** All answers in the order of saving. */
    answers: () => entries().map((entry) => entry.answer),

    /** Save an answer; returns null, or a sentence that says where it is instead. */
    record(answer) {
      this.catchUp();
      const last = entries().at(-1)?.number ?? 0;
      const saved = { ...answer, id: newId(), answered_at: new Date(now()).toISOString() };
      const told = write({ number: last + 1, answer: saved });
      for (const listener of listeners) listener([saved], "here");
      return told;
    },

    /** Take in answers from a file, each in its place by its time; returns how many were new and the first fault of writing. */
    add(answers) {
      this.catchUp();
      const known = new Set(entries().map((entry) => entry.answer.id));
      const fresh = new Map(answers.map((answer) => [answer.id, answer]));
      const merged = placed(
        [...fresh.values()].filter((answer) => !known.has(answer.id)),
        entries(),
      );
      let told = null;
      for (const entry of merged) told = write(entry) ?? told;
      if (merged.length) tell(merged.map((entry) => entry.answer));
      return { added: merged.length, fault: told };
    },

    /** Read what other tabs saved, also before their message arrives. */
    catchUp() {
      const { found, isLess } = refresh();
      if (found.length || isLess) tell(found);
    },

    /** What a learner should know of the store now. */
    notices() {
      const counted = [
        [unreadable, texts.store_unreadable],
        [newer, texts.store_newer],
      ];
      const said = counted.filter(([count]) => count).map(([count, sentence]) => fill(sentence, { count }));
      return fault ? [fault, ...said] : said;
    },

    /** Whether answers would be gone if the page were closed now. */
    isAtRisk: () => inMemory.size > 0 && !isInAFile,

    /** All answers were just saved to a file. */
    wasSavedToAFile() {
      isInAFile = true;
    },

    /** Be told of answers that came from elsewhere, or were saved here (then with "here"). */
    onAnswers: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** A number of this learner's own, by which options are shuffled the same way each time. */
    seed() {
      const kept = /^\d{1,10}$/.exec(tryTo(() => storage.getItem(`${COURSE}seed`)) ?? drafts.get("seed") ?? "")?.[0];
      if (kept) return kept;
      const made = String(Math.floor(Math.random() * 2 ** 31));
      drafts.set("seed", made);
      tryTo(() => storage.setItem(`${COURSE}seed`, made));
      return made;
    },

    /** A text that is kept under a name, such as a draft; empty where there is none. */
    draft: (name) => tryTo(() => storage.getItem(`${COURSE}draft/${name}`)) ?? drafts.get(name) ?? "",

    /** Keep a text under a name; returns null, or the sentence that says why it will not outlive the page. */
    keepDraft(name, text) {
      drafts.set(name, text);
      try {
        if (!storage) return texts.store_missing;
        storage.setItem(`${COURSE}draft/${name}`, text);
        return null;
      } catch (error) {
        return isFull(error) ? texts.store_full : texts.store_refused;
      }
    },

    /** Delete every answer, draft and setting of this course for good; returns whether all is gone. */
    forget() {
      for (const name of namesIn(storage)) if (name.startsWith(COURSE)) tryTo(() => storage.removeItem(name));
      for (const kept of [read, inMemory, drafts]) kept.clear();
      refresh();
      tell([]);
      return !namesIn(storage).some((name) => name.startsWith(COURSE));
    },
  };

  events?.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(ANSWERS)) store.catchUp();
  });
  refresh();
  return store;
}

/** Give new answers places among those that are there: each after the last one that was given before it, the rest at the end. */
function placed(answers, there) {
  let after = 0;
  let number = 0;
  return answers.map((answer) => {
    const moment = Date.parse(answer.answered_at);
    while (after < there.length && Date.parse(there[after].answer.answered_at) <= moment) {
      number = Math.max(number, there[after].number);
      after += 1;
    }
    if (after === there.length) number += 1;
    return { number, answer };
  });
}

function namesIn(storage) {
  const read = () => Array.from({ length: storage.length }, (_none, place) => storage.key(place));
  return (tryTo(read) ?? []).filter((name) => typeof name === "string");
}

/** Browsers name a full store in several ways. */
const isFull = (error) => /quota/i.test(`${error?.name} ${error?.message}`) || [22, 1014].includes(error?.code);

function tryTo(step) {
  try {
    return step();
  } catch {
    return undefined;
  }
}

function parse(text) {
  return typeof text === "string" ? tryTo(() => JSON.parse(text)) : undefined;
}
