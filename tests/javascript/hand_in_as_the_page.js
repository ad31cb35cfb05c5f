// Builds hand-ins as a page does, from answers that a Python test wrote: node hand_in_as_the_page.js FILE
// Prints as JSON, for each learner, the file's name and text, or the name of the sentence that refuses it.

import { readFileSync } from "node:fs";
import { answersOf, asText, build, fileName, HandInError } from "../../helpers/site/page/hand_in.js";
import { cleanNickname, foldedNickname, inAFileName } from "../../helpers/site/page/nickname.js";

const { learners, nicknames, handed } = JSON.parse(readFileSync(process.argv[2], "utf-8"));

function attempt(step) {
  try {
    return step();
  } catch (error) {
    if (error instanceof HandInError) return { refused: error.message };
    throw error;
  }
}

const made = learners.map(({ nickname, answers, now, withTexts }) =>
  attempt(() => {
    const content = build(nickname, answers, { now, withTexts });
    return { name: fileName(content), text: asText(content) };
  }),
);
const names = nicknames.map((nickname) => {
  const clean = cleanNickname(nickname);
  return clean === null ? null : [clean, foldedNickname(clean), inAFileName(clean)];
});
const read = handed.map((text) => attempt(() => answersOf(JSON.parse(text))));
process.stdout.write(JSON.stringify({ made, names, read }));
