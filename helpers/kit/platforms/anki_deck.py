"""The bank and the glossary as a deck for Anki, written by genanki.

A note's identity is the question's id, so that a later edition of the deck changes cards in place of doubling them.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

import genanki

from helpers import glossary
from helpers.base.lessons import Lesson
from helpers.kit import selected
from helpers.kit.losses import CERTAINTY, Loss
from helpers.kit.selected import COURSE
from helpers.quiz import exchange
from helpers.quiz.static import extract_as_html
from helpers.site import archive
from helpers.site.pictures import Picture

NAME = "Anki"
# Numbers that name deck and form of notes for ever; another number would make a second deck.
_MODEL, _FIRST_DECK = 1_689_412_050, 1_689_412_100
# Anki asks for the seconds at which notes were changed; the same input is to give the same bytes.
_MOMENT = 1_700_000_000.0
_STYLE = """.card { font: 20px/1.5 system-ui, sans-serif; text-align: left; max-width: 34em; margin: 0 auto; padding: 1em; }
.card img { max-width: 100%; background: #fff; }
.where { font-size: 15px; opacity: .8; }
"""


def build(
    taught: Sequence[Lesson], pictures: Mapping[str, Mapping[str, Picture]], svg_of: Mapping[str, str]
) -> tuple[bytes, list[Loss]]:
    """Return the deck as a file, and what is lost.

    Parameters
    ----------
    taught : sequence of Lesson
        The lessons; each has a deck of its own inside that of the course.
    pictures : mapping
        The pictures of each lesson by the ids of their cells.
    svg_of : mapping of str
        The files of these pictures, with their letters inside, by the names of the files.
    """
    losses = [
        Loss("Every question", CERTAINTY),
        Loss(
            "Questions",
            "feedback on wrong answers is left out: a card has two sides. The back gives answer and reason.",
        ),
    ]
    model = _model()
    decks = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, svg in svg_of.items():
            (folder / file).write_text(svg, encoding="utf-8", newline="\n")
        for lesson in taught:
            deck = genanki.Deck(_FIRST_DECK + int(lesson.number), f"{COURSE}::{lesson.number} {lesson.title}")
            for note, lost in _notes(lesson, model, pictures[lesson.number]):
                losses += lost
                if note:
                    deck.add_note(note)
            decks.append(deck)
        package = genanki.Package(decks, media_files=[str(folder / file) for file in svg_of])
        package.write_to_file(str(folder / "deck.apkg"), timestamp=_MOMENT)
        return archive.repacked((folder / "deck.apkg").read_bytes()), losses


def _model() -> genanki.Model:
    return genanki.Model(
        _MODEL,
        COURSE,
        fields=[{"name": "Identity"}, {"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
        css=_STYLE,
        sort_field_index=0,
    )


def _notes(
    lesson: Lesson, model: genanki.Model, pictures: Mapping[str, Picture]
) -> Iterator[tuple[genanki.Note | None, list[Loss]]]:
    where = f'<p class="where">Lesson {lesson.number} {escape(lesson.title)}</p>'
    for asked in selected.questions_of(lesson.number):
        question = asked.question
        form = question.as_exchange()
        if form is None or not question.has_key:
            yield None, [Loss(question.id, "left out: a guess has no answer that a card could show.")]
            continue
        extract = extract_as_html(question.extract)
        front = f"{extract}<p>{escape(selected.stem(question), quote=False)}</p>{_choices(form)}{where}"
        back = f"<p><b>{escape(question.solution, quote=False)}</b></p><p>{escape(selected.reason(question), quote=False)}</p>"
        yield _note(model, question.id, front, back, asked.tags), []
    for row in glossary.of_lesson(lesson.number).to_dict("records"):
        front = f"<p><b>{escape(row['term'], quote=False)}</b></p><p>What does this word mean?</p>{where}"
        yield (
            _note(
                model,
                f"word-{row['id']}",
                front,
                f"<p>{escape(row['definition'], quote=False)}</p>",
                ["word", f"lesson-{lesson.number}"],
            ),
            [],
        )
    for cell, picture in pictures.items():
        image = f'<img src="{picture_file(lesson, cell)}"><p>{escape(picture.caption, quote=False)}</p>'
        front = f"<p>What does this picture show?</p>{image}{where}"
        yield (
            _note(
                model,
                f"picture-{lesson.number}-{cell}",
                front,
                f"<p>{escape(picture.words, quote=False)}</p>",
                ["picture", f"lesson-{lesson.number}"],
            ),
            [],
        )


def picture_file(lesson: Lesson, cell: str) -> str:
    """Return the name of a picture's file in the deck; Anki keeps the files of all decks in one folder."""
    return f"kosovo-kfor-{lesson.number}-{cell}.svg"


def _note(model: genanki.Model, identity: str, front: str, back: str, tags: Sequence[str]) -> genanki.Note:
    return genanki.Note(
        model=model, fields=[identity, front, back], tags=list(tags), guid=genanki.guid_for(COURSE, identity)
    )


def _choices(form: exchange.Exchange) -> str:
    if isinstance(form, exchange.Options):
        texts = [option.text for option in form.options]
    elif isinstance(form, exchange.Sequence):
        texts = list(form.offered)
    elif isinstance(form, exchange.Pairs):
        partners = " / ".join(form.partners)
        texts = [f"{text}: {partners}" for text, _partner in form.pairs]
    else:
        return f"<p>({escape(form.unit)})</p>" if isinstance(form, exchange.Figure) and form.unit else ""
    return "<ul>" + "".join(f"<li>{escape(text, quote=False)}</li>" for text in texts) + "</ul>"
