// Stock controls do not say that they need their keys; this says it for every control in the same output.

const CONTROLS = "input, select, button, textarea, [tabindex]";

function guard(root) {
  for (const control of root.querySelectorAll(CONTROLS)) control.setAttribute("data-lm-suppress-shortcuts", "true");
}

function render({ el }) {
  el.hidden = true;
  let observer;
  const start = () => {
    const root = el.closest(".jp-OutputArea-output") || el.parentElement;
    if (!root) return;
    guard(root);
    observer = new MutationObserver(() => guard(root));
    observer.observe(root, { childList: true, subtree: true });
  };
  // The element is put into the page after this function returns.
  const waiting = requestAnimationFrame(start);
  return () => {
    cancelAnimationFrame(waiting);
    if (observer) observer.disconnect();
  };
}

export default { render };
