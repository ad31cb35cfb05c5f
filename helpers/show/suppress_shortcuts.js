// Programs around a notebook take arrow keys, Delete, Space and letters for themselves, from wherever they come.
// Controls need them; so what is pressed in a control of this box ends here.

/** Tab and Escape lead out of a control; with Control or Command a key is meant for the program. */
function keepKey(event) {
  if (event.key === "Tab" || event.key === "Escape" || event.ctrlKey || event.metaKey) return;
  event.stopPropagation();
}

function render({ model, el }) {
  el.hidden = true;
  let box;
  // The notebook holds what is chosen and written here; without this JupyterLab would print and export it without the newest.
  const onChange = () => model.widget_manager?.setDirty?.();
  // The element is put into its box after this function returns.
  const waiting = requestAnimationFrame(() => {
    box = el.parentElement;
    box?.addEventListener("keydown", keepKey);
    box?.addEventListener("change", onChange);
  });
  return () => {
    cancelAnimationFrame(waiting);
    box?.removeEventListener("keydown", keepKey);
    box?.removeEventListener("change", onChange);
  };
}

export default { render };
