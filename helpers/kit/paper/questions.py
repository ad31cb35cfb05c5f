"""Questions on paper, and in the key: each by its neutral form."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from helpers import claims
from helpers.kit import selected
from helpers.kit.losses import Loss
from helpers.quiz import exchange
from helpers.quiz.kinds.base import Question, names_a_line
from helpers.quiz.static import extract_as_html
from helpers.quiz.texts import texts

# Options up to this many letters stand in two columns.
_SHORT = 48
CERTAINTY = ("guess", "fairly sure", "sure")


def asked(questions: Sequence[Question], *, certainty: bool = True) -> tuple[Markup, list[Loss]]:
    """Return questions as a list to be answered with a pen, and those that paper cannot ask.

    Parameters
    ----------
    questions : sequence of Question
        In the order of the sheet.
    certainty : bool
        Whether each asks how sure the learner is.
    """
    items, losses = [], []
    for question in questions:
        form = question.as_exchange()
        if form is None:
            losses.append(Loss(question.id, f"a question of the kind {question.kind} has no form on paper."))
            continue
        body = _BODIES[type(form)](form)
        sure = _sure() if certainty and question.asks_certainty else ""
        head = Markup("<p>{}</p>{}").format(selected.stem(question), extract_as_html(question.extract))
        items.append(Markup("<li>{}{}{}</li>").format(head, body, sure))
    return Markup('<ol class="questions">{}</ol>').format(Markup("").join(items)), losses


def _sure() -> Markup:
    said = texts()
    choices = Markup("").join(Markup("<span>{}</span>").format(said[name]) for name in CERTAINTY)
    return Markup('<p class="circles">How sure are you? {}</p>').format(choices)


def key(questions: Sequence[Question]) -> Markup:
    """Return the answers in the same order, each with what is said to every answer."""
    items = [_key(question) for question in questions if question.as_exchange() is not None]
    return Markup('<ol class="questions">{}</ol>').format(Markup("").join(items))


def _key(question: Question) -> Markup:
    form = question.as_exchange()
    if not question.has_key:
        return Markup("<li><p>{}</p><p>A guess has no key. {}</p>{}</li>").format(
            question.stem, selected.reason(question), _found(question)
        )
    about = f"goal {question.goal}, {question.level}" if question.level else f"goal {question.goal}"
    head = Markup('<p>{}</p>{}<p><strong>{}</strong> <span class="line">({})</span></p>').format(
        question.stem, extract_as_html(question.extract), _answer(form, question), about
    )
    return Markup("<li>{}{}</li>").format(head, _said(form, question))


def _found(question: Question) -> Markup:
    """Return what the sheet shows where a guess was made about a number of the ledger."""
    name = question.rests_on.partition("/")[0]
    return (
        Markup("<p><strong>What was found:</strong> {}</p>").format(claims.get(name).statement) if name else Markup("")
    )


def _answer(form: exchange.Exchange | None, question: Question) -> str:
    if isinstance(form, exchange.Options):
        letters = [letter(place) for place, option in enumerate(form.options) if option.is_right]
        return question.solution if names_a_line(question.solution) else f"{', '.join(letters)}: {question.solution}"
    if isinstance(form, exchange.Sequence):
        place = {text: number for number, text in enumerate(form.right, start=1)}
        places = ", ".join(str(place[text]) for text in form.offered)
        return f"{places} from the upper box to the lower: {question.solution}"
    if isinstance(form, exchange.Pairs):
        letters = [
            f"{number} {letter(form.partners.index(match))}" for number, (_text, match) in enumerate(form.pairs, 1)
        ]
        return f"{', '.join(letters)}: {question.solution}"
    return question.solution


def _said(form: exchange.Exchange | None, question: Question) -> Markup:
    if isinstance(form, exchange.Options):
        said = [(letter(place), option.feedback) for place, option in enumerate(form.options)]
    else:
        said = [(name.capitalize(), text) for name, text in question.feedback.items()]
    item = Markup("<li><strong>{}:</strong> {}</li>")
    return Markup('<ul class="feedback">{}</ul>').format(Markup("").join(item.format(*one) for one in said))


def letter(place: int) -> str:
    """Return the letter of an option by its place, A for 0."""
    return chr(ord("A") + place)


def _options(form: exchange.Options) -> Markup:
    texts_ = [option.text for option in form.options]
    if all(map(names_a_line, texts_)):
        # The lines have their letters in the extract; a second set of letters would confuse.
        return Markup('<p class="circles">{}</p>').format(
            Markup("").join(map(Markup("<span>{}</span>").format, texts_))
        )
    is_short = max(map(len, texts_)) <= _SHORT
    return _list("options in-columns" if is_short else "options", texts_, tag="ol")


def _pairs(form: exchange.Pairs) -> Markup:
    left = Markup("").join(
        Markup('<li>{} <span class="blank" style="min-width:2.5em"></span></li>').format(text)
        for text, _match in form.pairs
    )
    right = _list("options", form.partners, tag="ol")
    return Markup('<div class="partners"><ol>{}</ol>{}</div>').format(left, right)


def _sequence(form: exchange.Sequence) -> Markup:
    how = Markup('<p class="line">Write 1 for the earliest into its box, and so on to {}.</p>').format(
        len(form.offered)
    )
    return how + _list("boxes wide-boxes", form.offered, tag="ul")


def _figure(form: exchange.Figure) -> Markup:
    return Markup('<p><span class="blank"></span> {}</p>').format(form.unit)


def _word(_form: exchange.Word) -> Markup:
    return Markup('<p><span class="blank" style="min-width:14em"></span></p>')


def _list(kind: str, texts_: Sequence[str], *, tag: str) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(text) for text in texts_)
    return Markup('<{0} class="{1}">{2}</{0}>').format(tag, kind, items)


_BODIES: dict[type, Callable[..., Markup]] = {
    exchange.Options: _options,
    exchange.Pairs: _pairs,
    exchange.Sequence: _sequence,
    exchange.Figure: _figure,
    exchange.Word: _word,
}
