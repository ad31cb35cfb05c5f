import { liveRegion } from "./elements.js";

/** Builds an element: `properties` are set on it, `children` are texts or elements. */
export function element(tag, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
}

/** A place whose words screen readers announce. */
export function statusLine() {
  return liveRegion("p", "shown");
}

let labels = 0;

/** A control under its label, which names it and nothing else. */
export function labelled(words, control) {
  labels += 1;
  control.id ||= `labelled-${labels}`;
  return element(
    "div",
    { className: "labelled" },
    element("label", { htmlFor: control.id, textContent: words }),
    control,
  );
}

const loading = new Map();

/** Loads a classic script of the site once; pages opened from disk can load data in no other way. */
function loadScript(address) {
  if (!loading.has(address)) {
    const promise = new Promise((resolve, reject) => {
      const script = element("script", { src: address, async: true });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => {
        loading.delete(address);
        reject(new Error(address));
      });
      document.head.append(script);
    });
    loading.set(address, promise);
  }
  return loading.get(address);
}

/** In the one file, data stand in elements of the page and are read when they are needed. */
function embedded(name) {
  const found = document.querySelector(`script[data-for="${name}"]`);
  return found ? JSON.parse(found.textContent) : undefined;
}

/** Returns data of the site by their name, such as `courseBank` or `courseExplorers/days`, from the file that sets them. */
export async function globalData(name, address) {
  const [whole, part] = name.split("/");
  const here = () => (part ? globalThis[whole]?.[part] : globalThis[whole]);
  if (here() !== undefined) return here();
  const found = embedded(name);
  if (found !== undefined) return found;
  await loadScript(address);
  return here();
}

/** Returns the element that the end of an address names; null for none, and for an address that somebody broke. */
export function namedBy(hash) {
  try {
    const name = decodeURIComponent(hash.replace(/^#/, ""));
    return name ? document.getElementById(name) : null;
  } catch {
    return null;
  }
}
