"""A rubric with its sample answers, and a text as somebody typed it, as HTML that needs no script."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

# Words of the lessons are English, whatever the language of the interface.
_LESSON = Markup('<span lang="en">{}</span>')
_SAMPLE = Markup(
    '<blockquote lang="en" style="border-left:4px solid #767676;margin:0.3em 0;padding:0 0.8em">{}</blockquote>'
)


def as_html(levels: Sequence[Mapping], texts: Mapping[str, str]) -> Markup:
    """Return each level with its criterion, a sample answer and what lifts it.

    Parameters
    ----------
    levels : sequence of mapping
        ``level``, ``name``, ``criterion``, ``sample`` and ``lift``, which may be empty.
    texts : mapping
        The sentences of the interface by their names (:mod:`helpers.quiz.texts`).
    """
    return Markup().join(_level(level, texts) for level in levels)


def _level(level: Mapping, texts: Mapping[str, str]) -> Markup:
    head = texts["level"].replace("{level}", str(level["level"]))
    parts = [
        Markup("<p><strong>{}: {}.</strong> {}</p>").format(
            head, _LESSON.format(level["name"]), _LESSON.format(level["criterion"])
        ),
        _SAMPLE.format(level["sample"]),
    ]
    if level.get("lift"):
        parts.append(Markup("<p>{} {}</p>").format(texts["lift"], _LESSON.format(level["lift"])))
    return Markup("<div>{}</div>").format(Markup().join(parts))


def as_text(levels: Sequence[Mapping], texts: Mapping[str, str]) -> str:
    """Return the same as lines of text."""
    lines = []
    for level in levels:
        head = texts["level"].replace("{level}", str(level["level"]))
        lines += [f"{head}: {level['name']}. {level['criterion']}", f"  {level['sample']}"]
        lines += [f"  {texts['lift']} {level['lift']}"] if level.get("lift") else []
    return "\n".join(lines)


def typed(text: str) -> Markup:
    """Return what somebody typed as one paragraph, escaped, line by line; a long word is broken and not cut off."""
    # A blank line would end the HTML where a page is written as Markdown.
    lines = Markup("<br>").join(text.splitlines())
    return Markup('<p style="overflow-wrap:anywhere">{}</p>').format(lines)
