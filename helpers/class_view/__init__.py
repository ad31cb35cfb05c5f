"""The class view for teachers: what a folder of hand-ins says about the questions, not about persons."""

from pathlib import Path

from helpers.base.errors import CourseError
from helpers.class_view.reading import read_folder
from helpers.class_view.view import ClassView
from helpers.progress import Sentence


def show(folder: str | Path) -> ClassView | Sentence:
    """Show a folder of hand-ins.

    Parameters
    ----------
    folder : str or Path
        Where the files lie, such as ``"hand-ins"`` beside the notebook: files, one folder a learner, or a zip archive, as
        platforms give them.

    Returns
    -------
    ClassView or Sentence
        The view; a sentence when there is no such folder.
    """
    try:
        return ClassView(read_folder(folder))
    except CourseError as error:
        return Sentence(error)
