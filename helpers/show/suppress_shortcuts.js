// Programs around a notebook take arrow keys, Delete, Space and letters for themselves, from wherever they come.
// Controls need them; so what is pressed in a control of this box ends here.

/** Tab and Escape lead out of a control; with Control or Command a key is meant for the program. */
function keepKey(event) {
  if (event.key === "Tab" || event.key === "Escape" || event.ctrlKey || event.metaKey) return;
  event.stopPropagation();
}

function render({ el }) {
  el.hidden = true;
  let box;
  // The element is put into its box after this function returns.
  const waiting = requestAnimationFrame(() => {
    box = el.parentElement;
    box?.addEventListener("keydown", keepKey);
  });
  return () => {
    cancelAnimationFrame(waiting);
    box?.removeEventListener("keydown", keepKey);
  };
}

export default { render };
