// What a reader has answered, lesson by lesson, beside the names of the lessons.
import { element } from "./dom.js";

/** How many different questions of each lesson have an answer; exercises and texts are counted where they stand. */
function counted(store) {
  const items = new Map();
  for (const { item, lesson, correct } of store.answers()) {
    if (correct === null || item.includes(".")) continue;
    items.set(lesson, (items.get(lesson) ?? new Set()).add(item));
  }
  return items;
}

export function startProgress(store) {
  if (!store) return;
  const places = document.querySelectorAll("[data-lesson][data-questions]");
  const show = () => {
    const answered = counted(store);
    for (const place of places) {
      const count = answered.get(place.dataset.lesson)?.size ?? 0;
      let mark = place.querySelector(".answered");
      if (!count) {
        mark?.remove();
        continue;
      }
      mark ??= place.appendChild(element("span", { className: "answered" }));
      mark.textContent = ` ${count} of ${place.dataset.questions} answered`;
    }
  };
  store.onAnswers(show);
  show();
}
