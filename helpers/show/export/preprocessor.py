"""Put words in the place of each widget of the course before nbconvert makes a page."""

import re

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from helpers.show.export import cleaning, forms, offline, paper, quizzes
from helpers.show.export.saved import COURSE, VIEW, SavedWidgets

_IMPORTS_THE_COURSE = re.compile(rf"^\s*(?:from|import)\s+{COURSE}\b", re.MULTILINE)
# What a file holds may be anything; one odd widget must not keep the rest of a lesson from being printed.
_ODD_STATE = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)


class WordsForWidgets(Preprocessor):
    """Show questions, answers and pictures of a lesson without scripts; other notebooks stay as they are."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return a lesson whose widgets are words, and resources that ask nothing of the web.

        Parameters
        ----------
        nb : NotebookNode
            The notebook; a widget of somebody else in it keeps its view and its script.
        resources : dict
            What nbconvert's templates are given.

        Returns
        -------
        tuple of NotebookNode and dict
            Both, changed in place when the notebook is a lesson.
        """
        saved = SavedWidgets(nb.metadata)
        if not _is_lesson(nb, saved):
            return nb, resources
        replaced, kept = [], []
        for output in _outputs_with_views(nb):
            model_id = str(output.data[VIEW].get("model_id"))
            html = _words(model_id, output.data.get("text/html"), saved)
            if html is None:
                kept.append(model_id)
            else:
                replaced.append(model_id)
                del output.data[VIEW]
                output.data["text/html"] = html
        saved.drop(replaced, kept)
        offline.ask_nothing_of_the_web(nb, resources)
        paper.add_style(resources)
        cleaning.allow_what_lessons_show(resources)
        return nb, resources


def _is_lesson(nb: NotebookNode, saved: SavedWidgets) -> bool:
    imported = any(cell.cell_type == "code" and _IMPORTS_THE_COURSE.search(cell.source) for cell in nb.cells)
    return imported or any(saved.is_ours(model_id) for model_id in saved.models)


def _outputs_with_views(nb: NotebookNode) -> list[NotebookNode]:
    outputs = [output for cell in nb.cells for output in cell.get("outputs", [])]
    return [output for output in outputs if isinstance(output.get("data", {}).get(VIEW), dict)]


def _words(model_id: str, beside: str | None, saved: SavedWidgets) -> str | None:
    """Return a widget of the course as HTML; None for a widget of somebody else.

    Where the state is missing or odd, the words that stand beside the widget are taken.
    """
    if model_id not in saved.models:
        return beside
    try:
        if saved.is_ours(model_id):
            return str(quizzes.from_state(saved.state(model_id)))
        if beside is None or not forms.is_form(model_id, saved):
            return None
        return str(forms.from_state(model_id, saved))
    except _ODD_STATE:
        return beside or ""
