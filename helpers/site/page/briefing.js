// The briefing: statements are chosen from the ledger, the draft stays in this browser, and the page is printed alone.
import { element, globalData, labelled, statusLine } from "./dom.js";

const DRAFT = "briefing";
const TEXTS = ["advice", "unknown", "change"];
const READINGS = { first: "The first reading", second: "The second reading" };
const SHOWN = 110;

const shortened = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/\s\S*$/, "")} …` : text);

/** What was kept, whatever it holds: only what fits is taken. */
function asDraft(text, known) {
  let kept = {};
  try {
    kept = JSON.parse(text) ?? {};
  } catch {
    // No draft yet, or none that can be read.
  }
  const claims = (value) =>
    []
      .concat(value ?? [])
      .filter((id, at, all) => known.claims.has(id) && all.indexOf(id) === at)
      .slice(0, known.limits.most);
  const written = (value) => (typeof value === "string" ? value.slice(0, known.limits.text) : "");
  const sure = Number.isInteger(kept.sure) && kept.sure >= 0 && kept.sure <= 10 ? kept.sure : 5;
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, written(kept[name])])),
    ...Object.fromEntries(Object.keys(READINGS).map((name) => [name, claims(kept[name])])),
    sure,
    picture: Object.hasOwn(known.pictures, kept.picture) ? kept.picture : "",
  };
}

/** What a briefing lacks; what it advises is nobody's business but the writer's. */
function faults(draft, known) {
  const lacking = [];
  if (!draft.advice.trim()) lacking.push("Write your advice in one or two sentences.");
  for (const [name, words] of Object.entries(READINGS)) {
    if (draft[name].length < known.limits.least) lacking.push(`${words} needs at least two statements of the course.`);
  }
  if (!draft.unknown.trim()) lacking.push("Say what stays unknown.");
  if (!draft.change.trim()) lacking.push("Say what would change your mind.");
  return lacking;
}

function button(text, onPress) {
  const made = element("button", { type: "button", textContent: text });
  made.addEventListener("click", onPress);
  return made;
}

/** A statement with its status and its sources, whose links were made when the site was built. */
function evidence(id, known) {
  const { statement, title, sources } = known.claims.get(id);
  const small = element("small");
  // The sources come from the build of this site, which escapes what stands in them.
  small.innerHTML = sources.map((source) => known.sources[source]).join("; ");
  return element("li", {}, `${statement} (${title}. `, small, ")");
}

function section(heading, ...content) {
  return element("section", {}, element("h2", { textContent: heading }), ...content);
}

function picture(name, known) {
  const figure = element("figure", { className: "picture" });
  if (!name) return figure;
  figure.innerHTML = known.pictures[name].image;
  figure.append(element("figcaption", { textContent: known.pictures[name].caption }));
  return figure;
}

/** The page to print: question, advice, both readings, what is unknown, what would change it. */
function pageOf(draft, known) {
  const paragraph = (text) => element("p", { textContent: text });
  const list = (name) => element("ul", {}, ...draft[name].map((id) => evidence(id, known)));
  return element(
    "article",
    { className: "briefing-page" },
    element("h1", { textContent: known.question }),
    section("My advice", paragraph(draft.advice)),
    section("Evidence for the first reading", list("first")),
    section("Evidence for the second reading", list("second")),
    picture(draft.picture, known),
    section("What stays unknown", paragraph(draft.unknown)),
    section("What would change my mind", paragraph(draft.change)),
    paragraph(`How sure I am, from 0 to 10: ${draft.sure}`),
  );
}

function print(page) {
  document.body.append(page);
  document.body.classList.add("prints-briefing");
  const clear = () => {
    page.remove();
    document.body.classList.remove("prints-briefing");
  };
  window.addEventListener("afterprint", clear, { once: true });
  window.print();
}

/** The list of statements of one lesson, and buttons that put the chosen one into a reading. */
function makePicker(known, add) {
  const numbers = [...new Set([...known.claims.values()].flatMap((claim) => claim.lessons))].sort();
  const lesson = element("select", {}, ...numbers.map((number) => new Option(`Lesson ${number}`, number)));
  lesson.value = numbers.at(-1);
  const statement = element("select", { size: 8 });
  const whole = statusLine();
  const show = () => {
    const claim = known.claims.get(statement.value);
    whole.textContent = claim ? `${claim.statement} (${claim.title})` : "";
  };
  const fill = () => {
    const listed = [...known.claims.values()].filter((claim) => claim.lessons.includes(lesson.value));
    statement.replaceChildren(...listed.map((claim) => new Option(shortened(claim.statement), claim.id)));
    statement.selectedIndex = 0;
    show();
  };
  lesson.addEventListener("change", fill);
  statement.addEventListener("change", show);
  fill();
  const buttons = Object.entries(READINGS).map(([name, words]) =>
    button(`Add to ${words[0].toLowerCase()}${words.slice(1)}`, () => add(name, statement.value)),
  );
  const row = element("p", { className: "briefing-buttons" }, ...buttons);
  return [labelled("Statements of", lesson), labelled("Statement", statement), whole, row];
}

function run(form, known, store) {
  const said = form.querySelector(".briefing-said");
  const draft = asDraft(store?.draft(DRAFT) ?? "", known);
  const keep = () => {
    said.textContent = store?.keepDraft(DRAFT, JSON.stringify(draft)) ?? "";
  };
  const showReading = (name) => {
    const box = form.querySelector(`[data-reading="${name}"]`);
    const entries = draft[name].map((id) => {
      const away = button("Take away", () => {
        draft[name] = draft[name].filter((other) => other !== id);
        keep();
        showReading(name);
        box.querySelector("button, legend")?.focus();
      });
      away.setAttribute("aria-label", `Take away: ${shortened(known.claims.get(id).statement)}`);
      return element("li", {}, `${known.claims.get(id).statement} `, away);
    });
    box.querySelector("ol").replaceChildren(...entries);
    box.querySelector(".no-script").textContent = entries.length ? "" : "Nothing chosen yet.";
  };
  const add = (name, id) => {
    if (draft[name].includes(id) || draft[name].length >= known.limits.most) {
      said.textContent = "It stands there already, or the reading is full: eight statements are the most.";
      return;
    }
    draft[name].push(id);
    keep();
    showReading(name);
    said.textContent ||= `Added to ${READINGS[name].toLowerCase()}.`;
  };
  form.querySelector(".picker").append(...makePicker(known, add));
  for (const name of [...TEXTS, "sure", "picture"]) {
    const control = form.elements[name];
    control.value = draft[name];
    control.addEventListener("input", () => {
      draft[name] = name === "sure" ? Math.min(10, Math.max(0, Math.round(Number(control.value)) || 0)) : control.value;
      keep();
    });
  }
  for (const name of Object.keys(READINGS)) showReading(name);
  const printer = button("Print my page", () => {
    const lacking = faults(draft, known);
    said.textContent = lacking.length ? ["The page is not ready yet.", ...lacking].join(" ") : "";
    if (!lacking.length) print(pageOf(draft, known));
  });
  form.querySelector(":scope > .briefing-buttons").append(printer);
}

async function known() {
  const { claims, ...rest } = await globalData("courseBriefing", "briefing_data.js");
  const byId = claims.map(([id, lessons, statement, title, sources]) => [
    id,
    { id, lessons, statement, title, sources },
  ]);
  return { ...rest, claims: new Map(byId) };
}

export function startBriefing(store) {
  const form = document.querySelector(".course-briefing");
  if (!form) return;
  form.addEventListener("submit", (event) => event.preventDefault());
  const begin = () =>
    known().then(
      (found) => run(form, found, store),
      () => {
        form.querySelector(".briefing-said").textContent =
          "The statements of the course could not be loaded. Load the page again.";
      },
    );
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      begin();
    },
    { rootMargin: "600px" },
  );
  watcher.observe(form);
}
