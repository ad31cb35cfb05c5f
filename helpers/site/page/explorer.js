// Choices beside a picture: each state was drawn when the site was built, and is put together here from lines that states share.
import { element, globalData, labelled, statusLine } from "./dom.js";

const NOT_LOADED = "The choices of this picture could not be loaded. The picture and its table are whole without them.";

function joined(lines, runs) {
  const parts = [];
  for (let place = 0; place < runs.length; place += 2) {
    parts.push(...lines.slice(runs[place], runs[place] + runs[place + 1]));
  }
  return parts.join("\n");
}

/** Ids inside a drawing begin with the name of its place, so that two drawings of one page do not share them. */
function withOwnIds(svg, prefix) {
  return svg.replace(/(id="|href="#|url\(#)([^")]+)/g, `$1${prefix}-$2`);
}

/** Drawings and tables come from the build of this site, which escapes what stands in them; nothing of a reader is in them. */
function fill(box, html) {
  box.innerHTML = html;
}

function showDrawn(place, explorer, chosen) {
  const state = explorer.states[chosen.join("|")];
  const box = place.querySelector(".picture-box");
  fill(box, withOwnIds(joined(explorer.lines, state.svg), place.dataset.prefix));
  const drawing = box.querySelector("svg");
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", state.words);
  place.querySelector("figcaption").textContent = state.caption;
  const details = place.querySelector("details");
  const summary = details.querySelector("summary");
  summary.textContent = state.title;
  const holder = element("div");
  fill(holder, joined(explorer.lines, state.table));
  details.replaceChildren(summary, ...holder.childNodes);
}

function relationOf(one, other, notSeen) {
  if (one === notSeen || other === notSeen) return "not seen in both";
  return one === other ? "alike" : "different";
}

function row(tag, head, texts, className = "") {
  const first = element("th", { scope: tag === "th" ? "col" : "row", textContent: head });
  const rest = texts.map((textContent) => element(tag, tag === "th" ? { scope: "col", textContent } : { textContent }));
  return element("tr", { className }, first, ...rest);
}

/** Two reports side by side, aspect by aspect. */
function showCompared(place, explorer, chosen) {
  const [first, second] = chosen.map((name) => explorer.reports[name]);
  const rows = explorer.aspects.map((aspect, at) => {
    const pair = [first[at + 1], second[at + 1]];
    const relation = relationOf(...pair, explorer.notSeen);
    return row("td", aspect, [...pair, relation], relation === "different" ? "differs" : "");
  });
  const caption = element("caption", { textContent: "Two reports of the same evening" });
  const head = element("thead", {}, row("th", "Aspect", [first[0], second[0], "The two are"]));
  const table = element("table", {}, caption, head, element("tbody", {}, ...rows));
  place.querySelector("figure .wide").replaceChildren(table);
}

function choiceOf(control, onChange) {
  const options = control.options.map(([value, text]) => {
    const isChosen = value === control.value;
    return new Option(text, value, isChosen, isChosen);
  });
  const select = element("select", {}, ...options);
  select.addEventListener("change", onChange);
  return { select, box: labelled(control.label, select) };
}

async function start(place) {
  const name = place.dataset.explorer;
  const explorer = await globalData(`courseExplorers/${name}`, `explorers/${name}.js`);
  const said = statusLine();
  const show = () => {
    const chosen = choices.map(({ select }) => select.value);
    (explorer.states ? showDrawn : showCompared)(place, explorer, chosen);
    const words = choices.map(
      ({ select }, at) => `${explorer.controls[at].label} ${select.selectedOptions[0].textContent}`,
    );
    said.textContent = `Shown: ${words.join("; ")}.`;
  };
  const choices = explorer.controls.map((control) => choiceOf(control, show));
  place.prepend(element("div", { className: "choices" }, ...choices.map(({ box }) => box)), said);
  if (!explorer.states) show();
}

/** States are fetched when a reader comes near: a lesson shows its text first. */
export function startExplorers() {
  const begin = (place) =>
    start(place).catch(() => place.prepend(element("p", { className: "shown", textContent: NOT_LOADED })));
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        watcher.unobserve(target);
        begin(target);
      }
    },
    { rootMargin: "600px" },
  );
  for (const place of document.querySelectorAll(".explorer")) watcher.observe(place);
}
