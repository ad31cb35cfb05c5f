"""The state of widgets as JupyterLab and nbclient keep it in a notebook."""

from collections.abc import Iterable, Iterator

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
COURSE = __name__.partition(".")[0]
_REFERENCE = "IPY_MODEL_"


class SavedWidgets:
    """What a notebook says about its widgets; values that equal a widget's default may be missing.

    Attributes
    ----------
    models : dict
        The saved models by their ids; empty where nothing usable was saved.
    """

    def __init__(self, metadata: dict):
        self._metadata = metadata
        held = _at(metadata, "widgets", STATE, "state")
        self.models: dict[str, dict] = held if isinstance(held, dict) else {}

    def state(self, model_id: str) -> dict:
        """Return the values of one model; empty when it was not saved or is odd."""
        state = _at(self.models, model_id, "state")
        return state if isinstance(state, dict) else {}

    def kind(self, model_id: str) -> tuple[object, object]:
        """Return module and name of a model, such as ``("@jupyter-widgets/controls", "VBoxModel")``."""
        model = self.models.get(model_id)
        return (model.get("model_module"), model.get("model_name")) if isinstance(model, dict) else (None, None)

    def is_ours(self, model_id: str) -> bool:
        """Return whether a model is a widget that the course made itself."""
        return str(self.state(model_id).get("_anywidget_id", "")).startswith(f"{COURSE}.")

    def children(self, model_id: str) -> list[str]:
        """Return the ids of the widgets that stand in a box."""
        return list(_references(self.state(model_id).get("children", [])))

    def drop(self, replaced: Iterable[str], kept: Iterable[str]) -> None:
        """Take the widgets of the course out of the notebook, with all that they alone refer to.

        Parameters
        ----------
        replaced : iterable of str
            The widgets for which words are shown; what the course made and is shown nowhere is dropped as well.
        kept : iterable of str
            The widgets that are still shown; when none of them was saved, no state is kept at all.
        """
        needed = self._reached(kept)
        if not needed:
            self._metadata.pop("widgets", None)
        ours = [model_id for model_id in self.models if self.is_ours(model_id)]
        for model_id in self._reached([*replaced, *ours]) - needed:
            del self.models[model_id]

    def _reached(self, first: Iterable[str]) -> set[str]:
        reached: set[str] = set()
        waiting = list(first)
        while waiting:
            model_id = waiting.pop()
            if model_id in self.models and model_id not in reached:
                reached.add(model_id)
                waiting += _references(self.state(model_id))
        return reached


def _at(held: object, *keys: str) -> object:
    for key in keys:
        held = held.get(key) if isinstance(held, dict) else None
    return held


def _references(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.startswith(_REFERENCE):
        yield value.removeprefix(_REFERENCE)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _references(part)
