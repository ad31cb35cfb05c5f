"""The table of paces in the teachers' notebook: what bends in each lesson."""

from helpers.base import lessons


def table() -> str:
    """Return what slower readers leave out, what is done early and what at home, lesson by lesson, as Markdown."""
    rows = ["| Lesson | Slower readers leave out | Whoever is done early | At home |", "|---|---|---|---|"]
    for lesson in lessons.of_shape("lesson"):
        rows.append(f"| {lesson.number} | {lesson.slower} | {lesson.early} | {lesson.homework} |")
    return "\n".join(rows)
