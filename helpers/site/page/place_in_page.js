// Marks in the contents of a page the part that is being read.

/** Mark it now and whenever the page is scrolled; a page without contents is left alone. */
export function startPlaceInPage() {
  const links = new Map([...document.querySelectorAll(".page-contents a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (!headings.length) return;
  let isAsked = false;
  const mark = () => {
    isAsked = false;
    // A part is being read from when its heading has passed the upper third of the window.
    // In the one file other lessons are hidden.
    const line = window.innerHeight / 3;
    const passed = headings.filter((one) => one.getClientRects().length && one.getBoundingClientRect().top <= line);
    const current = passed.length ? passed[passed.length - 1].id : null;
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  window.addEventListener(
    "scroll",
    () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(mark);
    },
    { passive: true },
  );
  mark();
}
