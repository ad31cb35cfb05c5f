// The whole bank of questions is a file of its own, and most readers of a lesson do without it.
import { globalData } from "./dom.js";
import { hasAnswers } from "./store.js";

const NEEDS_ALL = '[data-part="review"], [data-part="exam"], .course-known, .course-reread';

/**
 * Return the bank that a page needs: for Recall of somebody who has answered nothing yet, the page's own three questions are
 * enough (`first_bank`). Null where the file could not be loaded, or where no place asks for it.
 */
export async function bankFor(root, data) {
  if (globalThis.courseBank) return globalThis.courseBank;
  const needsAll = root.querySelector(NEEDS_ALL) !== null;
  if (!needsAll && !root.querySelector('[data-part="recall"]')) return null;
  if (!needsAll && data.first_bank && !hasAnswers(() => globalThis.localStorage)) return data.first_bank;
  // What stands in the places for readers without a script stays where the file does not come.
  return globalData("courseBank", "bank.js").catch(() => null);
}
