import Reveal from "reveal.js";
import Notes from "reveal.js/plugin/notes";

const deck = document.querySelector(".reveal");
const reveal = new Reveal(deck, {
  plugins: [Notes],
  hash: true,
  slideNumber: "c/t",
  transition: "none",
  width: 1280,
  height: 720,
  margin: 0.04,
  center: false,
  pdfSeparateFragments: false,
});
// As an application, screen readers would pass all keys on and read nothing by themselves.
reveal.initialize().then(() => deck.removeAttribute("role"));
