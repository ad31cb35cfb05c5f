// Written texts, as helpers/progress/written_texts.py keeps them.

import { firstSigns, strip } from "./reading.js";

// Answers of a written check were asked in "written 07".
export const PART = "written";
export const MOST_CHARACTERS = 1500;
export const LEVELS = ["0", "1", "2", "3"];
const LEVEL_ENDING = "-level";
const CONTROL = /\p{Cc}|\p{Cs}/u;

/** Whether an answer is a written text, or the choice of a level for one. */
export const isOfACheck = (answer) => answer.asked_in.split(" ")[0] === PART;

/** A text without signs that cannot be shown or written: line ends are of one kind, halves of signs are gone. */
export function cleanText(text) {
  const lines = text.replace(/\r\n?/g, "\n");
  return strip([...lines].filter((sign) => sign === "\n" || sign === "\t" || !CONTROL.test(sign)).join(""));
}

/** The last text of each check, as a hand-in holds it; `moment` writes when an answer was given. */
export function newest(answers, moment) {
  const found = new Map();
  for (const answer of answers.filter(isOfACheck)) {
    const isLevel = answer.item.endsWith(LEVEL_ENDING);
    const item = isLevel ? answer.item.slice(0, -LEVEL_ENDING.length) : answer.item;
    const text = !isLevel && typeof answer.response === "string" ? cleanText(answer.response) : "";
    if (text) {
      const kept = firstSigns(text, MOST_CHARACTERS);
      found.set(item, { item, lesson: answer.lesson, text: kept, nearest_level: null, at: moment(answer) });
    } else if (found.has(item) && LEVELS.includes(answer.response)) {
      found.get(item).nearest_level = Number(answer.response);
    }
  }
  return [...found.values()];
}
