"""Explorers and forms, which are boxes of stock controls, on paper: what each control shows, in its order."""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from helpers.base.language import gettext as _
from helpers.show.export.saved import SavedWidgets
from helpers.show.widget_words import SCREEN_ONLY

_BLANK = "____"
_BOXES = ("VBoxModel", "HBoxModel", "BoxModel")
_STOCK = ("@jupyter-widgets/controls", "@jupyter-widgets/base", "@jupyter-widgets/output")


def is_form(model_id: str, saved: SavedWidgets) -> bool:
    """Return whether a widget is a box in which no widget of another package was saved."""
    return _is_box(model_id, saved) and all(
        saved.kind(part)[0] in (None, *_STOCK) or saved.is_ours(part) for part in _parts(model_id, saved)
    )


def from_state(model_id: str, saved: SavedWidgets) -> Markup:
    """Return what stands in a box as HTML; controls that carry the class ``course-screen-only`` are left out.

    Parameters
    ----------
    model_id : str
        The box.
    saved : SavedWidgets
        The widgets of the notebook.

    Raises
    ------
    KeyError
        When a part of the box was not saved, or is of a kind that cannot be written down, or nothing stands in it.
    """
    lines = []
    for part in _parts(model_id, saved):
        state = saved.state(part)
        if saved.is_ours(part) or SCREEN_ONLY in state.get("_dom_classes", []):
            continue
        lines.append(_WRITERS[saved.kind(part)[1]](state))
    if not lines:
        raise KeyError(model_id)
    return Markup("<div>{}</div>").format(Markup("").join(lines))


def _is_box(model_id: str, saved: SavedWidgets) -> bool:
    module, name = saved.kind(model_id)
    return module in _STOCK and name in _BOXES


def _parts(model_id: str, saved: SavedWidgets, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    for child in saved.children(model_id):
        if child == model_id or child in seen:
            # A box cannot stand in itself; a damaged file may say so.
            raise KeyError(child)
        if _is_box(child, saved):
            yield from _parts(child, saved, seen | {model_id})
        else:
            yield child


def _as_it_is(state: dict) -> Markup:
    return Markup(state.get("value", ""))


def _chosen(state: dict) -> Markup:
    labels, index = state.get("_options_labels", []), state.get("index")
    return _line(state, labels[index] if isinstance(index, int) else _BLANK)


def _typed(state: dict) -> Markup:
    text = str(state.get("value", ""))
    # A blank line would end the HTML where the page is written as Markdown.
    return _line(state, Markup("<br>").join(text.splitlines()) if text.strip() else _BLANK)


def _ticked(state: dict) -> Markup:
    return _line(state, _("yes") if state.get("value") else _("no"))


def _number(state: dict) -> Markup:
    return _line(state, state.get("value", 0))


def _line(state: dict, shown: object) -> Markup:
    return Markup("<p>{} <strong>{}</strong></p>").format(state.get("description", ""), shown)


def _nothing(_state: dict) -> Markup:
    return Markup("")


_WRITERS: dict[object, Callable[[dict], Markup]] = {
    "HTMLModel": _as_it_is,
    "DropdownModel": _chosen,
    "SelectModel": _chosen,
    "TextModel": _typed,
    "TextareaModel": _typed,
    "CheckboxModel": _ticked,
    "BoundedIntTextModel": _number,
    "IntTextModel": _number,
    "ButtonModel": _nothing,
}
