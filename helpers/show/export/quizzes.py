"""A quiz as it stands, on paper: questions, options, the answer that was given, and what was said about it."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from helpers.show import rubric

_BOX = "border:1px solid #767676;border-radius:4px;margin:0.8em 0;padding:0.4em 1em;break-inside:avoid"
_SAID = "border-left:4px solid #767676;margin:0.6em 0;padding:0 0.8em"
_BLANK = "____"
_CERTAINTIES = ("guess", "fairly sure", "sure")
_ADVICE = {"multiple": "several", "order": "order", "match": "match"}
"""Which sentence of the interface says how a form is answered."""


def from_state(state: dict) -> Markup:
    """Return the quiz of a saved widget as HTML.

    Parameters
    ----------
    state : dict
        The widget's values, as :class:`helpers.quiz.widget.Quiz` synchronises them.

    Raises
    ------
    AttributeError, KeyError, TypeError
        When the values are not those of a quiz.
    """
    return as_html(
        state["heading"],
        state["items"],
        state.get("results", {}),
        state["texts"],
        notice=state.get("notice", ""),
        language=state.get("language", "en"),
    )


def as_html(
    heading: str,
    items: list[dict],
    results: dict[str, dict],
    texts: dict[str, str],
    notice: str = "",
    language: str = "en",
) -> Markup:
    """Return questions with the answers that were given to them as HTML without controls.

    Parameters
    ----------
    heading : str
        What stands above the questions.
    items : list of dict
        The questions as the page knows them: ``id``, ``form``, ``stem``, ``options`` and so on.
    results : dict
        What was answered, by question: ``response``, ``certainty``, ``verdict``, ``feedback``, ``note``.
    texts : dict
        The sentences of the interface, by their names (:mod:`helpers.quiz.texts`).
    notice : str
        What stands under the heading, if anything.
    language : str
        The language tag of the sentences of the interface; questions are in English.
    """
    parts = [_paragraph(escape(heading), "strong")]
    if notice:
        parts.append(_paragraph(escape(notice)))
    for number, item in enumerate(items, start=1):
        place = texts["question"].replace("{number}", str(number)).replace("{total}", str(len(items)))
        parts.append(_question(place, item, results.get(item["id"]) or {}, texts))
    html = Markup('<div class="course-on-paper" lang="{}">{}</div>').format(language, _joined(parts))
    # A blank line would end the HTML where the page is written as Markdown.
    return html.replace("\n", " ")


def _question(place: str, item: dict, result: dict, texts: dict) -> Markup:
    form = item["form"]
    answered = bool(result.get("verdict"))
    task = item.get("task")
    stem = escape(texts[task]) if task else Markup("{}. {}").format(place, _lesson_text(item["stem"]))
    parts = [_paragraph(stem, "strong"), *_extract(item.get("extract", ()))]
    if form == "multiple" or (form in _ADVICE and not answered):
        parts.append(_paragraph(escape(texts[_ADVICE[form]])))
    parts.append(_answer(form, item, result["response"] if answered else None, texts))
    if item.get("asks_certainty"):
        parts.append(_certainty(result.get("certainty"), texts))
    if answered:
        parts.append(_said(result, texts))
    if item.get("hint"):
        hint = _paragraph(_lesson_text(item["hint"]))
        parts.append(Markup("<details><summary>{}</summary>{}</details>").format(texts["hint"], hint))
    return Markup('<div style="{}">{}</div>').format(_BOX, _joined(parts))


def _extract(lines: Sequence[str]) -> list[Markup]:
    block = Markup('<blockquote style="margin:0.2em 0 0.6em;border-left:4px solid;padding:0 0.8em">{}</blockquote>')
    return [block.format(_joined([_paragraph(_lesson_text(line)) for line in lines]))] if lines else []


def _answer(form: str, item: dict, response: object, texts: dict) -> Markup:
    if form == "written":
        return _written(response, texts)
    if form == "levels":
        return _levels(item, response, texts)
    if form == "order":
        return _order(item, response, texts)
    if item.get("prompts"):
        return _pairs(item, response, texts)
    if item.get("options"):
        return _options(item, response, texts)
    given = _BLANK if response is None else Markup("<strong>{}</strong>").format(response)
    label = texts["text" if form == "text" else "number"]
    return _paragraph(Markup("{}: {} {}").format(label, given, _lesson_text(item.get("unit", ""))))


def _written(response: object, texts: dict) -> Markup:
    label = _paragraph(Markup("{}:").format(texts["written"]), "strong")
    return label + (_paragraph(escape(_BLANK)) if response is None else rubric.typed(str(response)))


def _levels(item: dict, response: object, texts: dict) -> Markup:
    """Return the rubric and the level that was chosen; on paper it stands open."""
    shown = rubric.as_html(item["levels"], texts)
    if response is None:
        return shown
    heads = {"0": texts["none_yet"]} | {
        str(level["level"]): texts["level"].replace("{level}", str(level["level"])) for level in item["levels"]
    }
    return shown + _paragraph(_marked(escape(heads[str(response)]), texts))


def _options(item: dict, response: object, texts: dict) -> Markup:
    chosen = response if isinstance(response, list) else [response]
    lines = []
    for option in item["options"]:
        text = _lesson_text(option["text"])
        lines.append(_marked(text, texts) if option["key"] in chosen else text)
    return _list("ul", lines)


def _order(item: dict, response: object, texts: dict) -> Markup:
    by_key = {option["key"]: _lesson_text(option["text"]) for option in item["options"]}
    if response is None:
        return _list("ul", by_key.values())
    return _paragraph(Markup("{}:").format(texts["text"]), "strong") + _list("ol", [by_key[key] for key in response])


def _pairs(item: dict, response: object, texts: dict) -> Markup:
    by_key = {match["key"]: _lesson_text(match["text"]) for match in item["matches"]}
    if response is None:
        partners = [Markup(" / ").join(by_key.values())] * len(item["prompts"])
    else:
        partners = [_marked(by_key[key], texts) for key in response]
    pairs = zip(item["prompts"], partners, strict=True)
    return _list("ul", [Markup("{}: {}").format(_lesson_text(prompt), partner) for prompt, partner in pairs])


def _certainty(given: str | None, texts: dict) -> Markup:
    if given is None:
        return _paragraph(Markup("{} {}").format(texts["certainty"], " / ".join(texts[one] for one in _CERTAINTIES)))
    return _paragraph(Markup("{} <strong>{}</strong>").format(texts["certainty"], texts[given]))


def _said(result: dict, texts: dict) -> Markup:
    lines = [_paragraph(escape(texts[result["verdict"]]), "strong")]
    for entry in result.get("feedback", []):
        lines.append(_paragraph(Markup("{} {}").format(entry.get("lead", ""), _lesson_text(entry.get("text", "")))))
    lines.append(_paragraph(escape(result.get("note", "")), "em"))
    return Markup('<div style="{}">{}</div>').format(_SAID, _joined(lines))


def _marked(text: Markup, texts: dict) -> Markup:
    return Markup("<strong>{}: {}</strong>").format(texts["text"], text)


def _lesson_text(text: str) -> Markup:
    """Return words of the lesson, which are English whatever the language of the interface."""
    return Markup('<span lang="en">{}</span>').format(text)


def _paragraph(content: Markup, tag: str | None = None) -> Markup:
    return Markup("<p>{}</p>").format(Markup("<{0}>{1}</{0}>").format(tag, content) if tag else content)


def _list(tag: str, lines: object) -> Markup:
    items = _joined(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<{0}>{1}</{0}>").format(tag, items)


def _joined(parts: object) -> Markup:
    return Markup("").join(parts)
