"""The written texts of a class, without names, beside the rubric and its sample answers."""

from collections.abc import Iterator
from hashlib import sha256

import pandas as pd
from markupsafe import Markup

from helpers.base import written_checks
from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.base.written_checks import WrittenCheck
from helpers.quiz.texts import texts as words
from helpers.quiz.written import levels_of
from helpers.show import html_tables, rubric

_BESIDE = Markup('<div style="display:flex;flex-wrap:wrap;gap:0 2em">{}{}</div>')
_HALF = Markup('<div style="flex:1 1 20em;min-width:0"><p><strong>{}</strong></p>{}</div>')


def as_html(handed_in: pd.DataFrame) -> Markup:
    """Return for each written check what learners wrote, side by side with its rubric; nothing where nobody wrote.

    Parameters
    ----------
    handed_in : pandas.DataFrame
        As ``texts`` in :class:`helpers.class_view.reading.ClassFolder`.
    """
    return Markup().join(
        html_tables.folded(_head(check, rows), _BESIDE.format(_written(rows), _rubric(check)))
        for check, rows in _by_check(handed_in)
    )


def as_text(handed_in: pd.DataFrame) -> list[str]:
    """Return the same as text, one entry a written check."""
    return [
        "\n".join([_head(check, rows), *(f"- {' '.join(row['text'].split())}" for row in rows)])
        for check, rows in _by_check(handed_in)
    ]


def shuffled(rows: list[dict]) -> list[dict]:
    """Return texts in an order that says nothing of names or alphabet and stays the same while the texts do."""
    return sorted(rows, key=lambda row: sha256(f"{row['item']} {row['text']}".encode()).digest())


def _by_check(handed_in: pd.DataFrame) -> Iterator[tuple[WrittenCheck, list[dict]]]:
    # A file may name any item; only what the course asked is shown.
    for check in written_checks.all():
        rows = handed_in[handed_in["item"] == check.id].to_dict("records")
        if rows:
            yield check, shuffled(rows)


def _head(check: WrittenCheck, rows: list[dict]) -> str:
    head = _("Lesson {lesson}").format(lesson=check.lesson)
    count = ngettext("{count} written text", "{count} written texts", len(rows)).format(count=len(rows))
    return f"{head}: {count}"


def _written(rows: list[dict]) -> Markup:
    note = _("Without names, in an order by chance")
    entries = Markup().join(
        Markup("<li>{}{}</li>").format(rubric.typed(row["text"]), _own_level(row["nearest_level"])) for row in rows
    )
    return _HALF.format(note, Markup("<ol>{}</ol>").format(entries))


def _own_level(level: int | None) -> Markup | str:
    if level is None:
        return ""
    said = _("The writer finds level {level} nearest.").format(level=level)
    return Markup("<p><em>{}</em></p>").format(said)


def _rubric(check: WrittenCheck) -> Markup:
    return _HALF.format(_("Three sample answers"), rubric.as_html(levels_of(check), words()))
