"""Errors that a learner can read: one sentence, no traceback."""

import difflib
from collections.abc import Iterable


class CourseError(Exception):
    """A mistake that could be foreseen; IPython shows its sentence alone."""

    def _render_traceback_(self) -> list[str]:
        return [f"{self}"]


def unknown(kind: str, name: object, known: Iterable[str]) -> CourseError:
    """Build the error for a name that does not exist.

    Parameters
    ----------
    kind : str
        What the name stands for, such as ``"table"``.
    name : object
        The name that was asked for.
    known : iterable of str
        The names that exist.

    Returns
    -------
    CourseError
        A sentence with the nearest name and the list of names.
    """
    names = sorted(known)
    nearest = difflib.get_close_matches(str(name), names, n=1, cutoff=0.5)
    suggestion = f" Did you mean {nearest[0]!r}?" if nearest else ""
    shown = ", ".join(names[:40]) + (", …" if len(names) > 40 else "")
    return CourseError(f"There is no {kind} {name!r}.{suggestion} Known: {shown}.")
