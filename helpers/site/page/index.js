// The page's own script: it finds the places that the builder left in a page, and fills them.
//
// A page holds, as JSON in `#course-data`, what helpers/site/bank_json.py gives for its lesson (a page with several lessons:
// texts, language, and `lessons` with one such block each by number); what Recall, Review and the exam need is in bank.js, which
// bank.js beside this file brings. Places:
//   .course-quiz[data-part][data-lesson]   a quiz; part is recall, predict, exit, practice, after, exam, review or written
//   .course-exercise[data-exercise]        an exercise
//   .course-saved[data-lesson]             what is saved, with the file to take it elsewhere (without data-lesson: of all lessons)
//   .course-hand-in, .course-known, .course-reread
// What stands in a place before is for readers without a script, and goes.

import quiz from "../../quiz/quiz.js";
import { bankFor } from "./bank.js";
import { create } from "./elements.js";
import { showExercise } from "./exercises.js";
import { showHandIn } from "./hand_in_form.js";
import { showKnown, showReread } from "./known.js";
import { quizModel } from "./model.js";
import { partOf } from "./parts.js";
import { showSaved } from "./saved_panel.js";
import { startSiteParts } from "./site_parts.js";
import { openStore } from "./store.js";

const NEED_BANK = ["recall", "exam", "review"];

/**
 * Fill every place of a page; `data` is what the page brought along. What asks from the whole bank is filled when that has come
 * (`bank` is a promise of it, or of null where it did not come); nothing else waits for it.
 */
export function fillPage(root, data, bank) {
  const { texts, language } = data;
  const store = openStore({ place: () => globalThis.localStorage, texts, events: globalThis });
  const page = { data, bank: null, store, texts, language };
  // A quiz that cannot be shown must not take the others with it: what stands there for readers without a script stays.
  const fill = (places, show) => {
    for (const place of places) {
      try {
        show(place);
      } catch (error) {
        console.error(error);
        place.append(create("p", "course-quiz-notice", texts.part_missing));
      }
    }
  };
  const each = (selector, show) => fill(root.querySelectorAll(selector), show);
  const quizzes = [...root.querySelectorAll(".course-quiz[data-part]")];
  const waiting = quizzes.filter((place) => NEED_BANK.includes(place.dataset.part));
  const own = quizzes.filter((place) => !waiting.includes(place));
  fill(own, (place) => showQuiz(place, page));
  each(".course-exercise[data-exercise]", (place) => {
    const exercise = ofLesson(data, place.dataset.lesson).exercises?.[place.dataset.exercise];
    if (!exercise) throw new Error(`there is no exercise ${place.dataset.exercise} in this page's data`);
    showExercise(place, { ...page, exercise });
  });
  each(".course-saved", (place) => showSaved(place, { ...page, lesson: place.dataset.lesson }));
  each(".course-hand-in", (place) => showHandIn(place, page));
  Promise.resolve(bank).then((whole) => {
    const withBank = { ...page, bank: whole };
    fill(waiting, (place) => showQuiz(place, withBank));
    each(".course-known", (place) => showKnown(place, withBank));
    each(".course-reread", (place) => showReread(place, withBank));
  });
  return store;
}

const ofLesson = (data, lesson) => data.lessons?.[lesson] ?? data;

function showQuiz(place, page) {
  const { part, lesson } = place.dataset;
  const found = partOf(part, lesson, { ...page, data: ofLesson(page.data, lesson) });
  if (found.questions) {
    place.replaceChildren();
    quiz.render({ model: quizModel({ ...page, ...found }), el: place });
  } else if (found.sentence) place.replaceChildren(create("p", "course-quiz-notice", found.sentence));
  else throw new Error(`nothing of the part ${part} of lesson ${lesson} came with this page`);
}

function start() {
  const found = document.getElementById("course-data");
  const data = found && JSON.parse(found.textContent);
  const store = data ? fillPage(document, data, bankFor(document, data)) : null;
  // The browser asks in its own words whether to leave.
  window.addEventListener("beforeunload", (event) => store?.isAtRisk() && event.preventDefault());
  startSiteParts(store);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
