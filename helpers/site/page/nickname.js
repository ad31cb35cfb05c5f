// Nicknames as people write names, as helpers/progress/nickname.py keeps them: every script, safe in a file's name.

import { caseFold, lengthOf } from "./reading.js";

export const EXAMPLE = "blue heron";
const MOST_SIGNS = 30;
// Marks that combine with a letter are no signs of their own, but end somewhere.
const LONGEST = 60;
// Some computers and disks take no longer names.
const MOST_BYTES_IN_A_FILE_NAME = 100;

const APOSTROPHES = "'\u2018\u2019\u02bc\u00b4\u2032";
const JOINERS = "\u200c\u200d";
const MIDDLE_DOTS = "\u00b7\u30fb";
const INSIDE_HEBREW = "\u05f3\u05f4";
const ALSO = ` ._${APOSTROPHES}${MIDDLE_DOTS}${INSIDE_HEBREW}${JOINERS}`;

const isLetter = (sign) => /^[\p{L}\p{N}]$/u.test(sign);
const isMark = (sign) => /^\p{M}$/u.test(sign);
const isHyphen = (sign) => /^\p{Pd}$/u.test(sign);
const isSpace = (sign) => /^\p{Zs}$/u.test(sign);
const isPartOfNames = (sign) =>
  isLetter(sign) || isMark(sign) || isHyphen(sign) || isSpace(sign) || ALSO.includes(sign);

/** A nickname in the one form in which it is kept, composed letters and single spaces; null for what is no nickname. */
export function cleanNickname(given) {
  const text = typeof given === "string" ? given.trim().normalize("NFC") : "";
  const all = [...text];
  const signs = all.filter((sign) => !isMark(sign) && !JOINERS.includes(sign)).length;
  const isName =
    1 <= signs &&
    signs <= MOST_SIGNS &&
    lengthOf(text) <= LONGEST &&
    all.every(isPartOfNames) &&
    (isLetter(all[0]) || `_${APOSTROPHES}`.includes(all[0])) &&
    all.some(isLetter) &&
    !JOINERS.includes(all.at(-1));
  return isName ? text.split(/\p{Zs}+/u).join(" ") : null;
}

/** What is the same in two spellings of one nickname: case, spaces, width and kinds of hyphen do not count. */
export function foldedNickname(nickname) {
  const plain = [...nickname].map((sign) => (APOSTROPHES.includes(sign) ? "'" : isHyphen(sign) ? "-" : sign)).join("");
  const text = [...caseFold(plain.normalize("NFKC")).normalize("NFKC")].filter((sign) => !JOINERS.includes(sign));
  return text.join("").trim().split(/\s+/).join(" ");
}

/** A nickname for the name of a file: letters and digits alone, those of the Latin script without accents. */
export function inAFileName(nickname) {
  const parts = [];
  for (const sign of caseFold(nickname).normalize("NFKC")) {
    const [base] = sign.normalize("NFKD");
    if (/^[a-z0-9]$/i.test(base)) parts.push(base);
    else if (isLetter(sign) || (isMark(sign) && parts.length && !isAscii(parts.at(-1)))) parts.push(sign);
    else if (!isMark(sign) && parts.length && parts.at(-1) !== "-") parts.push("-");
  }
  while (new TextEncoder().encode(parts.join("")).length > MOST_BYTES_IN_A_FILE_NAME) parts.pop();
  return parts.join("").replace(/^-+|-+$/g, "");
}

const isAscii = (text) => text.codePointAt(0) < 128;
