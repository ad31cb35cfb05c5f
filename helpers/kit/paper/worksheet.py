"""The worksheet of a lesson, and its answer key."""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from helpers import glossary
from helpers.base import cards, written_checks
from helpers.base.cards import Card
from helpers.kit.lesson_parts import Block, LessonParts, as_html, inline
from helpers.kit.losses import Loss
from helpers.kit.numbered_notes import Notes, Words, unlinked
from helpers.kit.paper import figures, questions, sheet
from helpers.kit.paper.sheet import heading
from helpers.quiz.written import levels_of

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_RULES = "We ask for evidence, we criticise statements and not people, and nobody has to speak for a whole group."
_ORGANISER = ("Who speaks?", "How could they know?", "What could they not know?", "Words to keep, with quotation marks")


def worksheet(parts: LessonParts) -> tuple[str, list[Loss]]:
    """Return the worksheet of a lesson as a page of HTML, and what it leaves out.

    Parameters
    ----------
    parts : LessonParts
        The lesson.
    """
    lesson, notes = parts.lesson, Notes()
    exit_check, losses = questions.asked(parts.exit_check)
    body = [
        _head(parts, "Worksheet"),
        Markup('<div class="opening">{}</div>').format(as_html(parts.opening, notes.numbered)),
        heading(2, "Background"),
        *_blocks(parts, "background", notes, losses),
        _words(lesson.number),
        heading(2, "Voices"),
        *_blocks(parts, "voices", notes, losses),
        _organiser(parts.cards),
        Markup('<section class="keep">{}</section>').format(Markup("").join(_guess(parts, notes, losses))),
        Markup('<section class="page">{}</section>').format(
            heading(2, "Now look") + Markup("").join(_blocks(parts, "look", notes, losses))
        ),
        heading(2, "Talk or write"),
        *_blocks(parts, "talk", notes, losses),
        sheet.writing_lines(4),
        heading(2, "The written check"),
        *_written(parts, notes),
        heading(2, "Exit check"),
        Markup('<p class="line">Circle a letter, or write where there is a line or a box.</p>'),
        exit_check,
        heading(2, "Who says so"),
        Markup("<p>{}</p>").format(
            "Each number in the text leads here: how sure the statement is, on whose word, as of when. The lesson names the sources."
        ),
        notes.html(),
    ]  # fmt: skip
    return sheet.document(
        f"{lesson.number} {lesson.title}: worksheet", Markup("\n").join(body), kind="worksheet"
    ), losses


def answer_key(parts: LessonParts) -> str:
    """Return the key of a worksheet: answers with what is said to each, possible answers, rubric with samples."""
    lesson, check = parts.lesson, parts.written_check
    answers = [_possible_answer(asked, block) for asked, block in _answered(parts)]
    goals = Markup("").join(Markup("<li>{}</li>").format(goal) for goal in lesson.goals)
    body = [
        _head(parts, "Answer key", for_learner=False),
        Markup("<p>For the teacher. Learners get it after they have answered, or not at all.</p>"),
        heading(2, "What the lesson wants"), Markup("<ol>{}</ol>").format(goals),
        heading(2, "Guess"), questions.key(parts.guesses),
        heading(2, "Exit check"), questions.key(parts.exit_check),
        heading(2, "Possible answers to the open tasks"),
        Markup("<p>One possible answer each, and not the only one.</p>"),
        *answers,
        heading(2, "The written check"),
        Markup("<p>{}</p>").format(" ".join(check.questions)),
        *map(_level, levels_of(check)),
    ]  # fmt: skip
    return sheet.document(f"{lesson.number} {lesson.title}: answer key", Markup("\n").join(body), kind="key")


def _answered(parts: LessonParts) -> Iterator[tuple[str, Block]]:
    """Yield each possible answer after the first words, in bold, of the task that it answers."""
    asked = ""
    for block in (*parts.voices, *parts.look, *parts.talk):
        if block.answer:
            yield asked, block
        elif bold := _BOLD.findall(unlinked(block.markdown)):
            asked = bold[-1] if bold[-1].startswith("One question") else bold[0]


def _possible_answer(asked: str, block: Block) -> Markup:
    return Markup('<div class="possible-answer"><p><strong>{}</strong></p>{}</div>').format(
        asked, as_html(block.markdown, unlinked)
    )


def _written(parts: LessonParts, notes: Notes) -> Iterator[Markup]:
    """Yield the extracts of the written check, and each question with lines to write on."""
    *extracts, _questions = written_checks.asked(parts.written_check)
    yield from (as_html(block, notes.numbered) for block in extracts)
    for number, question in enumerate(parts.written_check.questions, start=1):
        asked = as_html(f"{number}\\. {question}", notes.numbered)
        yield Markup('<div class="keep">{}{}</div>').format(asked, sheet.writing_lines(4))


def _guess(parts: LessonParts, notes: Notes, losses: list[Loss]) -> list[Markup]:
    guesses, lost = questions.asked(parts.guesses)
    losses += lost
    fold = Markup('<p class="fold-here">Do not turn the page before you have written your guess.</p>')
    return [heading(2, "Guess first"), *_blocks(parts, "guess", notes, losses), guesses, fold]


def _head(parts: LessonParts, kind: str, *, for_learner: bool = True) -> Markup:
    lesson = parts.lesson
    head = heading(1, f"{lesson.number} {lesson.title}: {kind.lower()}") + Markup("<p><strong>{}</strong></p>").format(
        lesson.question
    )
    if not for_learner:
        return head
    name = Markup('<p class="name-line"><span>Name or nickname</span><span>Date</span></p>')
    content_note = as_html(f"**Content note:** {lesson.content_note}", unlinked) if lesson.content_note else Markup("")
    said = Markup('<p class="line">Facts as of {}. {}</p>').format(lesson.facts_as_of, _RULES)
    return head + name + said + content_note


def _blocks(parts: LessonParts, place: str, notes: Notes, losses: list[Loss]) -> list[Markup]:
    """Return the cells of a part; possible answers stand in the key. A class looks at the table where it works with data."""
    lesson = parts.lesson.number
    shown = []
    blocks: Sequence[Block] = getattr(parts, place)
    for block in blocks:
        if block.answer:
            continue
        if block.card:
            shown.append(card(block.card, notes.numbered, with_originals=True))
        elif block.picture:
            shown.append(_picture(block, lesson, losses, has_table=place == "look"))
        elif block.table:
            shown.append(_table(block, lesson, losses))
        else:
            shown.append(as_html(block.markdown, notes.numbered))
            if "Write one line" in block.markdown or "**One question without code" in block.markdown:
                shown.append(sheet.writing_lines(2))
    return shown


def card(shown: Card, words: Words, *, with_originals: bool) -> Markup:
    """Return a source card: who speaks, the line of facts, what was said, what the voice could not know.

    Parameters
    ----------
    shown : Card
        The card.
    words : callable
        Writes the links of its Markdown.
    with_originals : bool
        Whether translated words stand below in their own language too.
    """
    quoted = [said for said in shown.quotations if said.original and with_originals]
    original = Markup(" · ").join(
        Markup('<span lang="{}">{}</span>').format(said.language, said.original) for said in quoted
    )
    translated = Markup('<p class="originals">{} {}</p>').format(cards.TRANSLATED, original) if quoted else Markup("")
    return Markup(
        '<article class="card"><h3>{}</h3><div class="line">{}</div>{}{}<p><strong>Could not know:</strong> {}</p></article>'
    ).format(
        inline(shown.heading, words),
        as_html(shown.line, words),
        as_html(shown.text, words),
        translated,
        inline(shown.could_not_know, words),
    )


def _picture(block: Block, lesson: str, losses: list[Loss], *, has_table: bool) -> Markup:
    assert block.picture
    name = f"{lesson}-{block.cell}"
    shown, lost = figures.figure(block.picture, name)
    if has_table:
        table, more = figures.rows(block.picture.table, f"table of picture {name}", "picture-table")
        shown, lost = shown + table, lost + more
    losses += lost
    return shown


def _table(block: Block, lesson: str, losses: list[Loss]) -> Markup:
    shown, lost = figures.rows(block.table, f"table {lesson}-{block.cell}")
    losses += lost
    return shown


def _words(lesson: str) -> Markup:
    rows = glossary.of_lesson(lesson)[["term", "definition"]].itertuples(index=False)
    entries = Markup("").join(
        Markup("<li><strong>{}</strong>: {}</li>").format(term, definition) for term, definition in rows
    )
    return heading(3, "Words") + Markup("<ul>{}</ul>").format(entries)


def _organiser(shown: Sequence[Card]) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(words) for words in _ORGANISER)
    row = Markup('<tr><th scope="row">{}</th>{}</tr>')
    cells = Markup("<td></td>") * len(_ORGANISER)
    rows = Markup("").join(row.format(unlinked(one.heading), cells) for one in shown)
    return Markup(
        '<table class="organiser"><caption>Notes on the voices</caption><thead><tr><th scope="col">Voice</th>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(heads, rows)


def _level(level: dict) -> Markup:
    lift = Markup("<p><em>What lifts it:</em> {}</p>").format(level["lift"]) if level["lift"] else Markup("")
    return Markup(
        '<div class="level"><p><strong>Level {}: {}.</strong> {}</p><blockquote>{}</blockquote>{}</div>'
    ).format(level["level"], level["name"], level["criterion"], level["sample"], lift)
