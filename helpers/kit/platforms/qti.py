"""The bank as a package of QTI 2.1: an item for each question, a test for each lesson.

Elements and processing follow the information model of 1EdTech, https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html.
"""

from collections.abc import Callable, Iterable, Sequence

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]

from helpers.base.lessons import Lesson
from helpers.kit import selected
from helpers.kit.losses import CERTAINTY, Loss
from helpers.kit.selected import COURSE, Asked
from helpers.quiz import exchange
from helpers.quiz.kinds.base import Question

NAME = "QTI 2.1"
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_q = ElementMaker(namespace=_QTI, nsmap={None: _QTI})
_p = ElementMaker(namespace=_PACKAGE, nsmap={None: _PACKAGE})

Element = etree._Element


def build(taught: Sequence[Lesson]) -> tuple[dict[str, bytes], list[Loss]]:
    """Return the files of the package by their names, and what is lost.

    Parameters
    ----------
    taught : sequence of Lesson
        The lessons whose questions are written.
    """
    files: dict[str, bytes] = {}
    losses = [Loss("Every question", CERTAINTY)]
    resources = []
    for lesson in taught:
        items = {}
        for asked in selected.questions_of(lesson.number):
            written, lost = _item(asked)
            losses += lost
            if written is not None:
                items[asked.question.id] = f"items/{asked.question.id}.xml"
                files[items[asked.question.id]] = _bytes(written)
        name = f"tests/lesson-{lesson.number}.xml"
        files[name] = _bytes(_test(lesson, items))
        resources.append(
            _resource(f"test-{lesson.number}", "imsqti_test_xmlv2p1", name, [_named(item) for item in items])
        )
        resources += [_resource(_named(item), "imsqti_item_xmlv2p1", path, []) for item, path in items.items()]
    files["imsmanifest.xml"] = _bytes(_manifest(resources))
    return files, losses


def _bytes(root: Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _named(item: str) -> str:
    """Return a name that XML takes as an identifier, which begins with no digit."""
    return f"q-{item}"


def _manifest(resources: Sequence[Element]) -> Element:
    return _p.manifest(
        _p.metadata(_p.schema("QTIv2.1 Package"), _p.schemaversion("1.0.0")),
        _p.organizations(),
        _p.resources(*resources),
        identifier="kosovo-kfor-course",
    )


def _resource(name: str, kind: str, path: str, needed: Sequence[str]) -> Element:
    needs = [_p.dependency(identifierref=item) for item in needed]
    return _p.resource(_p.file(href=path), *needs, identifier=name, type=kind, href=path)


def _test(lesson: Lesson, items: dict[str, str]) -> Element:
    references = [_q.assessmentItemRef(identifier=_named(item), href=f"../{path}") for item, path in items.items()]
    about = f"{lesson.question} From {COURSE}, CC BY 4.0. {selected.WITH_THE_LESSON} {CERTAINTY}"
    return _q.assessmentTest(
        _q.testPart(
            _q.assessmentSection(
                _q.rubricBlock(_q.p(about), view="candidate"), *references,
                identifier=f"lesson-{lesson.number}", title=f"{lesson.number} {lesson.title}", visible="true",
            ),
            identifier="part", navigationMode="nonlinear", submissionMode="individual",
        ),
        identifier=f"test-{lesson.number}", title=f"{lesson.number} {lesson.title}",
    )  # fmt: skip


def _item(asked: Asked) -> tuple[Element | None, list[Loss]]:
    question = asked.question
    form = question.as_exchange()
    if form is None:
        return None, [Loss(question.id, f"a question of the kind {question.kind} has no form in QTI 2.1.")]
    response, interaction, processing, feedbacks = _WRITERS[type(form)](question, form)
    several = "multiple" if isinstance(form, exchange.Options) and form.several else "single"
    item = _q.assessmentItem(
        response,
        _q.outcomeDeclaration(
            _q.defaultValue(_q.value("0")), identifier="SCORE", cardinality="single", baseType="float"
        ),
        _q.outcomeDeclaration(identifier="FEEDBACK", cardinality=several, baseType="identifier"),
        _q.itemBody(interaction),
        _q.responseProcessing(*processing),
        *(_feedback(key, text) for key, text in feedbacks.items()),
        identifier=_named(question.id), title=question.id, adaptive="false", timeDependent="false",
    )  # fmt: skip
    item.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    lost = [Loss(question.id, "the hint is left out: QTI 2.1 has no place that players show.")] if question.hint else []
    if isinstance(form, exchange.Word):
        lost.append(Loss(question.id, "a spelling that is nearly right counts as wrong; the lesson asks again."))
    return item, lost


def _feedback(key: str, text: str) -> Element:
    return _q.modalFeedback(_q.p(text), outcomeIdentifier="FEEDBACK", identifier=key, showHide="show")


Written = tuple[Element, Element, list[Element], dict[str, str]]


def _options(question: Question, form: exchange.Options) -> Written:
    names = {f"o-{option.key}": option for option in form.options}
    right = [name for name, option in names.items() if option.is_right]
    choices = [_q.simpleChoice(option.text, identifier=name, fixed="false") for name, option in names.items()]
    interaction = _q.choiceInteraction(
        _q.prompt(selected.asked(question)), *choices,
        responseIdentifier="RESPONSE", shuffle="false" if form.keeps_order else "true",
        maxChoices="0" if form.several else "1",
    )  # fmt: skip
    cardinality = "multiple" if form.several else "single"
    said = {name: option.feedback if question.has_key else selected.reason(question) for name, option in names.items()}
    processing = [_score(_is_correct(), [])] if question.has_key else []
    processing.append(_set("FEEDBACK", _q.variable(identifier="RESPONSE")))
    return _response(cardinality, "identifier", right), interaction, processing, said


def _pairs(question: Question, form: exchange.Pairs) -> Written:
    partner = {text: f"b-{number}" for number, text in enumerate(form.partners, start=1)}
    left = [(f"a-{number}", *pair) for number, pair in enumerate(form.pairs, start=1)]
    most = {"matchMax": "1"}
    first = [_q.simpleAssociableChoice(text, identifier=name, **most) for name, text, _match in left]
    second = [_q.simpleAssociableChoice(text, identifier=name, **most) for text, name in partner.items()]
    interaction = _q.matchInteraction(
        _q.prompt(selected.asked(question)), _q.simpleMatchSet(*first), _q.simpleMatchSet(*second),
        responseIdentifier="RESPONSE", shuffle="false", maxAssociations=str(len(left)),
    )  # fmt: skip
    right = [f"{name} {partner[match]}" for name, _text, match in left]
    return _response("multiple", "directedPair", right), interaction, *_right_or_wrong(question)


def _sequence(question: Question, form: exchange.Sequence) -> Written:
    name = {text: f"i-{number}" for number, text in enumerate(form.offered, start=1)}
    choices = [_q.simpleChoice(text, identifier=identifier) for text, identifier in name.items()]
    interaction = _q.orderInteraction(
        _q.prompt(selected.asked(question)), *choices, responseIdentifier="RESPONSE", shuffle="false"
    )
    right = [name[text] for text in form.right]
    return _response("ordered", "identifier", right), interaction, *_right_or_wrong(question)


def _figure(question: Question, form: exchange.Figure) -> Written:
    unit = f" ({form.unit})" if form.unit else ""
    interaction = _field(f"{selected.asked(question)}{unit}")
    if form.answer is None:
        return (
            _response("single", "float", []),
            interaction,
            [_set("FEEDBACK", _key("kept"))],
            {"kept": selected.reason(question)},
        )
    distances = {"right": form.tolerance} | ({"near": form.near} if form.near is not None else {})
    right, *near = [(key, _within(distance)) for key, distance in distances.items()]
    processing = [_score(right[1], near)]
    return _response("single", "float", [f"{form.answer:.10g}"]), interaction, processing, dict(question.feedback)


def _within(distance: float) -> Element:
    how = {"toleranceMode": "absolute", "tolerance": f"{distance:.10g} {distance:.10g}"} if distance else {
        "toleranceMode": "exact"
    }  # fmt: skip
    return _q.equal(_q.variable(identifier="RESPONSE"), _q.correct(identifier="RESPONSE"), **how)


def _word(question: Question, form: exchange.Word) -> Written:
    matches = [
        _q.stringMatch(
            _q.variable(identifier="RESPONSE"), _q.baseValue(text, baseType="string"),
            caseSensitive="false", substring="false",
        )
        for text in form.accepted
    ]  # fmt: skip
    processing = [_score(_q("or", *matches), [])]
    response = _response("single", "string", form.accepted[:1])
    return response, _field(selected.asked(question)), processing, dict(question.feedback)


def _field(words: str) -> Element:
    return _q.p(f"{words} ", _q.textEntryInteraction(responseIdentifier="RESPONSE", expectedLength="20"))


def _right_or_wrong(question: Question) -> tuple[list[Element], dict[str, str]]:
    return [_score(_is_correct(), [])], {key: question.feedback[key] for key in ("right", "wrong")}


def _response(cardinality: str, base_type: str, right: Iterable[str]) -> Element:
    values = [_q.value(value) for value in right]
    correct = [_q.correctResponse(*values)] if values else []
    return _q.responseDeclaration(*correct, identifier="RESPONSE", cardinality=cardinality, baseType=base_type)


def _is_correct() -> Element:
    return _q.match(_q.variable(identifier="RESPONSE"), _q.correct(identifier="RESPONSE"))


def _score(condition: Element, near: Sequence[tuple[str, Element]]) -> Element:
    """Return the processing: what is right scores 1; feedbacks by key follow for what is right, near and wrong."""
    score = _set("SCORE", _q.baseValue("1", baseType="float"))
    branches = [_q.responseElseIf(test, _set("FEEDBACK", _key(key))) for key, test in near]
    return _q.responseCondition(
        _q.responseIf(condition, score, _set("FEEDBACK", _key("right"))),
        *branches,
        _q.responseElse(_set("FEEDBACK", _key("wrong"))),
    )


def _set(outcome: str, value: Element) -> Element:
    return _q.setOutcomeValue(value, identifier=outcome)


def _key(name: str) -> Element:
    return _q.baseValue(name, baseType="identifier")


_WRITERS: dict[type, Callable[..., Written]] = {
    exchange.Options: _options,
    exchange.Pairs: _pairs,
    exchange.Sequence: _sequence,
    exchange.Figure: _figure,
    exchange.Word: _word,
}
