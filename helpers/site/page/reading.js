// Reads what people write, numbers of every habit and names of every script, as helpers/base/written.py does.

export const LONGEST = 200;
const LARGEST = 1e15;

// What counts as a space to Python; JavaScript's own list differs by some signs.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const SPACES_AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
// The letter i as people type it, also where a keyboard is set to Turkish.
const I = "[i\\u0130\\u0131]";
const PER_CENT = new RegExp(
  `%|\\u066a|per${SPACE}?cent|për${SPACE}?q${I}nd|odsto|posto|procent[a${I.slice(1)}?`,
  "giu",
);
const AFTER_SIGN = new RegExp(`^([+-])${SPACE}+`);
// Between groups of three digits people put spaces of several widths, apostrophes and low lines.
const GROUP_SIGN = new RegExp(`(\\d)(?:${SPACE}|[_'\\u2019\\u066c])(?=\\d{3}(?!\\d))`, "g");
const PLAIN = /^[+-]?\d{1,15}(?:[.,]\d{0,15})?$/;
const GROUPED = /^[+-]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/;
const BOTH_SIGNS = /^[+-]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?!\1)[.,]\d{1,15}$/;
const DIGIT = /\p{Nd}/u;

const LETTERS = {
  ...Object.fromEntries([..."đıłøæ"].map((letter, place) => [letter, "diloa"[place]])),
  // Serbian Cyrillic, letter by letter, and the three that are two Latin ones.
  ...Object.fromEntries(
    [..."абвгдђежзијклмнопрстћуфхцчш"].map((letter, place) => [letter, "abvgddezzijklmnoprstcufhccs"[place]]),
  ),
  љ: "lj",
  њ: "nj",
  џ: "dz",
};
const SEVERAL = new RegExp(`[/|,;()\\[\\]\\n]|${SPACE}(?:or|ose|${I}l${I}|odnosno|and|dhe|${I})${SPACE}`, "iu");
const FILLER = new RegExp(
  `^(?:${I}n|at|the|town|c${I}ty|v${I}llage|mun${I}c${I}pal${I}ty|of|në|u|grad|qytet${I}|komuna|opšt${I}na)${SPACE}+`,
  "iu",
);
const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;

/** A value that is no number, or too long or too large for one. */
export class NoNumber extends Error {}

export const strip = (text) => text.replace(SPACES_AROUND, "");

/** The number of signs as Python counts them. */
export const lengthOf = (text) => [...text].length;

/** The first signs of a text as Python counts them. */
export const firstSigns = (text, most) => [...text].slice(0, most).join("");

/** Letters without the difference of capitals, as Unicode folds them. */
export const caseFold = (text) =>
  // The dotless i has a capital that is the dotted one's too; folding keeps the two apart.
  text
    .split("ı")
    .map((part) => part.toLowerCase().toUpperCase().toLowerCase().replace(/ς/g, "σ"))
    .join("ı");

/** What a number can mean, likeliest first: one reading, or two for a text such as 4.500 or 1,567. */
export function numbers(response) {
  if (typeof response === "number") {
    if (!(Math.abs(response) < LARGEST)) throw new NoNumber(String(response));
    return [response];
  }
  if (typeof response !== "string") throw new NoNumber(typeof response);
  const text = plainDigits(response);
  if (GROUPED.test(text)) return readingsOfGroups(text);
  if (BOTH_SIGNS.test(text)) {
    const decimal = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
    return [Number(`${text.slice(0, decimal).replace(/[.,]/g, "")}.${text.slice(decimal + 1)}`)];
  }
  if (PLAIN.test(text)) return [Number(text.replace(",", "."))];
  throw new NoNumber(text);
}

/** A text with ASCII digits and signs, without spaces, group signs and per cent. */
function plainDigits(response) {
  if (lengthOf(response) > LONGEST) throw new NoNumber("too long");
  const text = [...response.normalize("NFKC")].map(asciiDigit).join("");
  const signs = text
    .replace(PER_CENT, "")
    .replace(/[\u2212\u2013\u2012]/g, "-")
    .replace(/[\u066b\u00b7]/g, ".");
  return strip(signs).replace(AFTER_SIGN, "$1").replace(GROUP_SIGN, "$1");
}

/** A digit of any script as ASCII: the digits of a script stand in tens, one after the other. */
function asciiDigit(sign) {
  if (sign.codePointAt(0) < 128 || !DIGIT.test(sign)) return sign;
  let zero = sign.codePointAt(0);
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((sign.codePointAt(0) - zero) % 10);
}

function readingsOfGroups(text) {
  const thousands = Number(text.replace(/[.,]/g, ""));
  if (text.match(/[.,]/g).length > 1) return [thousands];
  const decimals = Number(text.replace(",", "."));
  // The lessons are in English, which writes thousands with commas and decimals with points.
  return text.includes(",") ? [thousands, decimals] : [decimals, thousands];
}

/** The likeliest reading of a number; where only whole numbers make sense, 4.500 is 4,500. */
export function number(response, whole = false) {
  const found = numbers(response);
  return whole ? Math.max(...found) : found[0];
}

/** The reading of a number that is nearest to what is asked for: nobody is wrong by a habit of writing. */
export function numberNearestTo(response, wanted) {
  const distance = (found) => Math.abs(found - wanted);
  return numbers(response).reduce((best, found) => (distance(found) < distance(best) ? found : best));
}

/** A text without case, accents, spaces, punctuation and script: Zvečan, Zveçan and Звечан are all zvecan. */
export function fold(text) {
  const plain = [...caseFold(text.normalize("NFKC"))].map((sign) => LETTERS[sign] ?? sign).join("");
  return [...plain.normalize("NFKD")].filter((sign) => LETTER_OR_NUMBER.test(sign)).join("");
}

/** The folded names that a text gives: one, or both names of a town. Words such as "in" before a name are left out. */
export function names(text) {
  return text
    .split(SEVERAL)
    .map((part) => fold(withoutFillers(strip(part))))
    .filter((folded) => folded);
}

function withoutFillers(text) {
  const shorter = text.replace(FILLER, "");
  return shorter === text ? text : withoutFillers(shorter);
}

/** A number with at most ten digits and commas between thousands, as Python's format ",.10g" writes it. */
export function inDigits(value) {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [digits, exponent] = value.toExponential(9).split("e");
  const power = Number(exponent);
  if (power < -4 || power >= 10) {
    const short = digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
    return `${short}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  const fixed = Number(value.toPrecision(10)).toFixed(9 - power);
  const [whole, decimals = ""] = (fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed).split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return decimals ? `${grouped}.${decimals}` : grouped;
}
