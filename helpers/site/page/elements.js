// Small pieces of a page. Words are always set as text: nothing that somebody typed or that stands in a file becomes markup.

export function create(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Words of the lesson, which are English whatever the language of the controls. */
export function lessonText(tag, className, text) {
  const element = create(tag, className, text);
  element.lang = "en";
  return element;
}

/** A place whose words screen readers announce; it stands in the page before its words do. */
export function liveRegion(tag = "div", className = "") {
  const element = create(tag, className);
  element.setAttribute("role", "status");
  return element;
}

export function button(text, onPress, className = "") {
  const element = create("button", className, text);
  element.type = "button";
  element.addEventListener("click", onPress);
  return element;
}

/** Say a sentence in a live region; the same sentence said again is announced again. */
export function say(region, ...sentences) {
  region.replaceChildren(...sentences.filter(Boolean).map((sentence) => create("p", "", sentence)));
}

/** A table that may be wider than the page: it is scrolled in a place of its own, which the keyboard reaches and which has a name. */
export function wideTable(table, name) {
  const box = create("div", "wide");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", name);
  box.append(table);
  return box;
}

/** A typed field under its label; nothing corrects or completes what is typed. */
export function typedField(label, { inputMode = "text", after = "" } = {}) {
  const place = create("label", "course-quiz-typed");
  const input = create("input");
  input.type = "text";
  input.inputMode = inputMode;
  input.autocomplete = "off";
  input.autocapitalize = "off";
  input.spellcheck = false;
  input.setAttribute("autocorrect", "off");
  place.append(label, input, after);
  return { place, input };
}

/** Enter in a field presses the button beside it; Enter that ends the composition of a letter does not. */
export function pressOnEnter(element, press) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.repeat || event.isComposing || event.keyCode === 229) return;
    if (event.target.tagName !== "INPUT") return;
    event.preventDefault();
    press();
  });
}

/** Save a text as a file among the downloads; returns whether the browser took it. */
export function download(name, text) {
  try {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = create("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // Some browsers begin to read a moment after the press.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return true;
  } catch {
    return false;
  }
}
