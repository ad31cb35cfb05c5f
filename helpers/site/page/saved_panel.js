// What is saved in this browser, a file to take it elsewhere, reading such a file back, and forgetting everything.

import { asText, fileName, MOST_BYTES, readInto } from "./answers_file.js";
import { button, create, download, liveRegion, say } from "./elements.js";
import { fill } from "./marking.js";

/** Fill a place with the state of the store; without a lesson it speaks of all. */
export function showSaved(place, { lesson, store, texts, language }) {
  const counted = create("p", "course-saved-count");
  const warned = create("p", "course-saved-notice");
  const said = liveRegion("div", "course-saved-said");
  const buttons = create("div", "course-quiz-buttons");
  const saver = button(texts.save_file, () => {
    if (!store.answers().length) return say(said, texts.nothing_to_save);
    const done = download(fileName(), asText(store.answers()));
    if (done) store.wasSavedToAFile();
    say(said, done ? fill(texts.file_saved, { file: fileName() }) : texts.file_not_saved);
  });
  buttons.append(saver, readButton(), forgetButton());
  place.lang = language;
  place.replaceChildren(counted, warned, buttons, said, create("p", "course-saved-where", texts.where_kept));

  const refresh = () => {
    const answers = store.answers();
    const items = new Set(answers.filter((answer) => !lesson || answer.lesson === lesson).map((answer) => answer.item));
    counted.textContent = inWords(items.size);
    warned.textContent = store.notices().join(" ");
    warned.hidden = !warned.textContent;
    saver.setAttribute("aria-disabled", String(!answers.length));
  };
  const inWords = (count) => {
    if (!count) return fill(lesson ? texts.none_saved : texts.none_saved_at_all, { lesson });
    return fill(lesson ? texts.saved_of_lesson : texts.saved_of_all, { lesson, count });
  };
  store.onAnswers(refresh);
  refresh();

  /** A button that opens the browser's own choice of a file: the field itself cannot be styled and says little. */
  function readButton() {
    const field = create("input");
    field.type = "file";
    field.accept = ".json,.txt,application/json";
    field.hidden = true;
    field.addEventListener("change", async () => {
      const [file] = field.files;
      field.value = "";
      if (!file) return;
      if (file.size > MOST_BYTES) return say(said, texts.read_too_large);
      try {
        say(said, readInto(store, await file.text(), texts));
      } catch {
        say(said, texts.read_no_json);
      }
      refresh();
    });
    const pressed = button(texts.read_file, () => field.click());
    pressed.append(field);
    // A press on the field inside the button must not press the button again.
    field.addEventListener("click", (event) => event.stopPropagation());
    return pressed;
  }

  /** Asked twice: the first press says what would be deleted. */
  function forgetButton() {
    let isSure = false;
    const pressed = button(texts.forget, () => {
      if (!isSure) {
        isSure = true;
        pressed.textContent = texts.forget_sure;
        return say(said, fill(texts.forget_asked, { count: store.answers().length }));
      }
      const isGone = store.forget();
      isSure = false;
      pressed.textContent = texts.forget;
      refresh();
      say(said, isGone ? texts.forgotten : texts.not_forgotten);
    });
    pressed.addEventListener("blur", () => {
      isSure = false;
      pressed.textContent = texts.forget;
    });
    return pressed;
  }
}
