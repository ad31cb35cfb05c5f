"""The bank as Moodle XML, one category a lesson.

The elements are those of Moodle's own exporter, https://docs.moodle.org/en/Moodle_XML_format. Texts are written as escaped
HTML, so that no character of a question can be read as markup.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from lxml import etree

from helpers.base.lessons import Lesson
from helpers.kit import selected
from helpers.kit.losses import CERTAINTY, Loss
from helpers.kit.selected import COURSE, Asked
from helpers.quiz import exchange
from helpers.quiz.kinds.base import Question
from helpers.quiz.static import extract_as_html

NAME = "Moodle XML"
_FULL, _NONE = "100", "0"
_PENALTY = "0.3333333"

Element = etree._Element


def build(taught: Sequence[Lesson], *, has_ordering: bool) -> tuple[bytes, list[Loss]]:
    """Return the questions of lessons as a file for Moodle's import, and what is lost.

    Parameters
    ----------
    taught : sequence of Lesson
        The lessons whose questions are written.
    has_ordering : bool
        Whether the site knows the type ``ordering``, which is part of Moodle since 4.4; else an order is asked as a match of
        texts with places.
    """
    root = etree.Element("quiz")
    losses = [Loss("Every question", CERTAINTY)]
    for lesson in taught:
        _category(root, lesson)
        for asked in selected.questions_of(lesson.number):
            losses += _question(root, asked, has_ordering)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8"), losses


def _category(root: Element, lesson: Lesson) -> None:
    category = etree.SubElement(root, "question", type="category")
    _text(
        category,
        "category",
        f"$course$/top/{COURSE.replace('/', '//')}/{lesson.number} {lesson.title.replace('/', '//')}",
    )
    said = f"{lesson.question} From {COURSE}, CC BY 4.0. {selected.WITH_THE_LESSON} {CERTAINTY}"
    _text(category, "info", _paragraph(said), format="html")


def _question(root: Element, asked: Asked, has_ordering: bool) -> list[Loss]:
    question = asked.question
    form = question.as_exchange()
    if form is None:
        return [Loss(question.id, f"a question of the kind {question.kind} has no form in Moodle.")]
    write = _WRITERS[type(form)]
    if isinstance(form, exchange.Sequence) and not has_ordering:
        write = _places
    element = etree.SubElement(root, "question")
    _text(element, "name", question.id)
    _text(element, "questiontext", _asked(question), format="html")
    _text(element, "generalfeedback", _paragraph(f"Read again: {question.reread}."), format="html")
    # Nobody marks a guess.
    _leaf(element, "defaultgrade", "1" if question.has_key else "0")
    _leaf(element, "penalty", _PENALTY if question.has_key else "0")
    _leaf(element, "hidden", "0")
    _leaf(element, "idnumber", question.id)
    losses = list(write(element, question, form))
    if question.hint:
        _text(element, "hint", _paragraph(question.hint), format="html")
    tags = etree.SubElement(element, "tags")
    for tag in asked.tags:
        _text(tags, "tag", tag)
    return losses


def _choice(element: Element, question: Question, form: exchange.Options) -> Iterable[Loss]:
    element.set("type", "multichoice")
    _leaf(element, "single", "false" if form.several else "true")
    _leaf(element, "shuffleanswers", "false" if form.keeps_order else "true")
    _leaf(element, "answernumbering", "abc")
    _leaf(element, "showstandardinstruction", "0")
    right = sum(option.is_right for option in form.options)
    for option in form.options:
        said = option.feedback if question.has_key else selected.reason(question)
        _answer(element, option.text, said, _share(question, form, option, right), as_html=True)
    return ()


def _share(question: Question, form: exchange.Options, option: exchange.Option, right: int) -> str:
    """Return what an option earns in per cent; of several, a wrong one takes back what it could win by chance."""
    if not question.has_key:
        return _FULL
    if not form.several:
        return _FULL if option.is_right else _NONE
    return _per_cent(100 / right) if option.is_right else _per_cent(-100 / (len(form.options) - right))


def _per_cent(share: float) -> str:
    # Moodle knows certain shares only, to five decimals.
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _match(element: Element, question: Question, form: exchange.Pairs) -> Iterable[Loss]:
    _pairs(element, question, form.pairs, shuffles=True)
    return ()


def _places(element: Element, question: Question, form: exchange.Sequence) -> Iterable[Loss]:
    place = {text: str(number) for number, text in enumerate(form.right, start=1)}
    _pairs(element, question, [(text, place[text]) for text in form.offered], shuffles=False)
    yield Loss(question.id, "an order is asked as a match of texts with places, the earliest is 1.")


def _pairs(element: Element, question: Question, pairs: Iterable[tuple[str, str]], *, shuffles: bool) -> None:
    element.set("type", "matching")
    _leaf(element, "shuffleanswers", "true" if shuffles else "false")
    _combined_feedback(element, question)
    for text, partner in pairs:
        part = etree.SubElement(element, "subquestion", format="html")
        _leaf(part, "text", escape(text, quote=False))
        _text(part, "answer", partner)


def _ordering(element: Element, question: Question, form: exchange.Sequence) -> Iterable[Loss]:
    element.set("type", "ordering")
    for name, value in (
        ("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0"),
        ("gradingtype", "ABSOLUTE_POSITION"), ("showgrading", "SHOW"), ("numberingstyle", "none"),
    ):  # fmt: skip
        _leaf(element, name, value)
    _combined_feedback(element, question)
    for number, text in enumerate(form.right, start=1):
        _answer(element, text, "", f"{number}", as_html=True)
    return ()


def _combined_feedback(element: Element, question: Question) -> None:
    for name, said in (("correct", "right"), ("partiallycorrect", "wrong"), ("incorrect", "wrong")):
        _text(element, f"{name}feedback", _paragraph(question.feedback[said]), format="html")


def _number(element: Element, question: Question, form: exchange.Figure) -> Iterable[Loss]:
    element.set("type", "numerical")
    if form.answer is None:
        _answer(element, "*", selected.reason(question), _FULL, tolerance="0")
    else:
        _answer(element, f"{form.answer:.10g}", question.feedback["right"], _FULL, tolerance=f"{form.tolerance:.10g}")
        if form.near is not None:
            _answer(element, f"{form.answer:.10g}", question.feedback["near"], _NONE, tolerance=f"{form.near:.10g}")
        _answer(element, "*", question.feedback["wrong"], _NONE, tolerance="0")
    # The unit stands in the question; Moodle is to ask for none.
    _leaf(element, "unitgradingtype", "0")
    _leaf(element, "unitpenalty", "0")
    _leaf(element, "showunits", "3")
    _leaf(element, "unitsleft", "0")
    if form.unit:
        _first(element, "questiontext").text = _asked(question, f" ({form.unit})")
    return ()


def _word(element: Element, question: Question, form: exchange.Word) -> Iterable[Loss]:
    element.set("type", "shortanswer")
    _leaf(element, "usecase", "0")
    for text in form.accepted:
        _answer(element, text.replace("*", r"\*"), question.feedback["right"], _FULL)
    _answer(element, "*", question.feedback["wrong"], _NONE)
    yield Loss(question.id, "a spelling that is nearly right counts as wrong; the lesson asks again.")


_WRITERS: dict[type, Callable[..., Iterable[Loss]]] = {
    exchange.Options: _choice,
    exchange.Pairs: _match,
    exchange.Sequence: _ordering,
    exchange.Figure: _number,
    exchange.Word: _word,
}


def _answer(
    element: Element, text: str, said: str, fraction: str, *, as_html: bool = False, tolerance: str = ""
) -> None:
    answer = etree.SubElement(element, "answer", fraction=fraction, format="html" if as_html else "moodle_auto_format")
    _leaf(answer, "text", escape(text, quote=False) if as_html else text)
    _text(answer, "feedback", _paragraph(said), format="html")
    if tolerance:
        _leaf(answer, "tolerance", tolerance)


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    _leaf(etree.SubElement(parent, name, attributes), "text", text)


def _leaf(parent: Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text


def _first(element: Element, name: str) -> Element:
    found = element.find(f"{name}/text")
    assert found is not None
    return found


def _asked(question: Question, unit: str = "") -> str:
    return f"{extract_as_html(question.extract)}{_paragraph(selected.stem(question) + unit)}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>" if text else ""
