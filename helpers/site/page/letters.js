// The letters of pictures come when a reader nears the first one: text does not wait for them.
import { element } from "./dom.js";

export function startLetters() {
  const pictures = document.querySelectorAll("svg.drawn");
  if (!pictures.length || document.getElementById("letters")) return;
  const load = () => {
    watcher.disconnect();
    if (!document.getElementById("letters")) {
      document.head.append(element("link", { id: "letters", rel: "stylesheet", href: "letters.css" }));
    }
  };
  const watcher = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {
    rootMargin: "1200px",
  });
  for (const picture of pictures) watcher.observe(picture);
  window.addEventListener("beforeprint", load);
}
