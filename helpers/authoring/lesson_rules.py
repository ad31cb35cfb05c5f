"""Rules for the manifest of lessons and for what is filled from it and from the shared texts."""

import re

import nbformat

from helpers import claims, data
from helpers.authoring import fill, shared_texts
from helpers.authoring.lesson_text import everything, lessons
from helpers.base import lessons as manifest
from helpers.quiz import bank

_LINK_TO_LESSON = re.compile(r"\]\(([^)#\s]*\.ipynb)")


def manifest_names_every_notebook() -> list[str]:
    """Every notebook in the folder is a lesson of the manifest, and every lesson has its notebook."""
    manifest.paths()
    return [
        f"notebooks/{path.name} is no lesson of data/lessons.toml: take the file away, or add its entry."
        for path in manifest.strays()
    ]


def filled_cells_agree() -> list[str]:
    """Every cell whose words have their home in a file holds them as that file has them."""
    return [
        f"{lesson.path.name}, cell {cell.id}: it differs from {_home(cell)}. "
        "Change the text there, then run python3 -m helpers refresh."
        for lesson in everything()
        for cell in lesson.cells
        if fill.is_filled(cell) and cell.source != fill.source(cell, lesson.entry)
    ]


def _home(cell: nbformat.NotebookNode) -> str:
    name = fill.shared_name(cell)
    if (check := fill.written_check(cell)) is not None:
        return f"data/written_checks.toml, check {check}"
    if name is None:
        return f"data/cards.toml, card {fill.voice(cell)}"
    return "data/lessons.toml" if name == shared_texts.HEAD else f"data/shared_texts.toml, {name}"


def every_shared_text_is_taken() -> list[str]:
    """Every shared text stands in a lesson."""
    taken = {shared_texts.HEAD} | {fill.shared_name(cell) for lesson in everything() for cell in lesson.cells}
    return [
        f"data/shared_texts.toml, {name}: no lesson takes it; delete it."
        for name in shared_texts.names()
        if name not in taken
    ]


def no_lesson_lacks_a_shared_text() -> list[str]:
    """The first cell of every notebook is filled from the manifest; each lesson takes each text meant for all once."""
    faults = []
    for lesson in everything():
        if fill.shared_name(lesson.cells[0]) != shared_texts.HEAD:
            faults.append(f'{lesson.path.name}: its first cell needs the metadata {{"course": {{"shared": "head"}}}}.')
    for lesson in lessons():
        names = [fill.shared_name(cell) for cell in lesson.cells]
        for wanted in shared_texts.names_in_each_lesson():
            if (count := names.count(wanted)) != 1:
                faults.append(
                    f"{lesson.path.name}: {count} cells take the shared text {wanted!r}; exactly one must, "
                    f'by its metadata {{"course": {{"shared": "{wanted}"}}}}.'
                )
    return faults


def links_to_lessons_lead_somewhere() -> list[str]:
    """Every link from a lesson to another one names a notebook of the manifest."""
    known = {lesson.file for lesson in manifest.all()}
    return [
        f"{lesson.path.name}, cell {cell_id}: the link to {file} leads nowhere; data/lessons.toml has no such notebook."
        for lesson in everything()
        for cell_id, _, source in lesson.prose()
        for file in _LINK_TO_LESSON.findall(source)
        if file not in known
    ]


def newest_sources_are_true() -> list[str]:
    """A lesson that says of when its newest source is says so of the newest source of its claims."""
    return [
        f'data/lessons.toml, lesson {lesson.number}: newest_source must be "{newest}".'
        for lesson in manifest.of_shape("lesson")
        if lesson.newest_source and (newest := _newest_source(lesson.number)) != lesson.newest_source
    ]


def _newest_source(lesson: str) -> str:
    published = data.load("sources").set_index("id")["published"]
    used = {source for claim in claims.of_lesson(lesson) for source in claim.sources}
    return data.format_date(published[list(used)].max()[: len("2026-06")])


def readme_lists_the_lessons() -> list[str]:
    """The table in README.md is the one that the manifest gives."""
    wanted = fill.readme()
    if fill.README.read_text(encoding="utf-8") != wanted:
        return ["README.md: its table of lessons differs from data/lessons.toml; run python3 -m helpers refresh."]
    return []


def goals_are_asked_about() -> list[str]:
    """Every goal of a lesson has a question of its quiz."""
    asked = {(question.lesson, question.goal) for question in bank.all_questions().values()}
    return [
        f"data/lessons.toml, lesson {lesson.number}: no question has goal {place} ({goal})."
        for lesson in manifest.of_shape("lesson")
        for place, goal in enumerate(lesson.goals, start=1)
        if (lesson.number, place) not in asked
    ]


RULES = (
    manifest_names_every_notebook,
    filled_cells_agree,
    every_shared_text_is_taken,
    no_lesson_lacks_a_shared_text,
    links_to_lessons_lead_somewhere,
    newest_sources_are_true,
    readme_lists_the_lessons,
    goals_are_asked_about,
)
