// The list of all claims, shown by status, lesson and words.
import { element, labelled, statusLine } from "./dom.js";

function picker(label, values) {
  const options = [new Option("all", ""), ...values.map((value) => new Option(value, value))];
  const select = element("select", {}, ...options);
  return { select, box: labelled(label, select) };
}

export function startFilters() {
  const list = document.querySelector(".ledger");
  if (!list) return;
  const entries = [...list.children];
  const lessonsOf = (entry) => entry.dataset.lessons.split(" ");
  const status = picker("Status", [...new Set(entries.map((entry) => entry.dataset.status))].sort());
  const lesson = picker("Lesson", [...new Set(entries.flatMap(lessonsOf))].sort());
  const words = element("input", { type: "text", autocomplete: "off" });
  const said = statusLine();
  const show = () => {
    const wanted = words.value.trim().toLowerCase();
    const tests = [
      (entry) => !status.select.value || entry.dataset.status === status.select.value,
      (entry) => !lesson.select.value || lessonsOf(entry).includes(lesson.select.value),
      (entry) => !wanted || entry.textContent.toLowerCase().includes(wanted),
    ];
    for (const entry of entries) entry.hidden = !tests.every((fits) => fits(entry));
    said.textContent = `${entries.filter((entry) => !entry.hidden).length} of ${entries.length} statements are shown.`;
  };
  for (const control of [status.select, lesson.select, words]) control.addEventListener("input", show);
  const wordsBox = labelled("Words in it", words);
  list.before(element("div", { className: "choices" }, status.box, lesson.box, wordsBox), said);
  show();
}
