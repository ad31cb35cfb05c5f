"""Rules for the written checks: each stands in its lesson, quotes briefly, and has sample answers that a learner could write."""

from helpers.authoring import fill
from helpers.authoring.lesson_text import LessonText, lessons, plain
from helpers.authoring.prose_rules import LOADED, QUOTED, QUOTED_WORDS
from helpers.base import written_checks
from helpers.base.written_checks import WrittenCheck

PART = "Talk or write"
SAMPLE_WORDS = 60


def checks_stand_in_their_lessons() -> list[str]:
    """Each written check stands in its lesson under Talk or write, with the cell that asks for the text right after it."""
    faults = []
    by_number = {lesson.number: lesson for lesson in lessons()}
    for check in written_checks.all():
        place = f"data/written_checks.toml, check {check.id}"
        if check.lesson not in by_number:
            faults.append(f"{place}: lesson {check.lesson} has no part {PART}; take the check out.")
        else:
            faults += [
                f"{by_number[check.lesson].path.name}: {fault}"
                for fault in _cell_faults(by_number[check.lesson], check)
            ]
    return faults


def code_of(check: WrittenCheck) -> str:
    """Return the code of the cell that asks for the text."""
    return f'# The written check: run this cell\nfrom helpers import quiz\nquiz.written_check("{check.lesson}")'


def _cell_faults(lesson: LessonText, check: WrittenCheck) -> list[str]:
    found = [name for name, _source in lesson.written_checks()]
    if found != [check.id]:
        return [
            f"{len(found)} cells hold a written check; exactly one must, "
            f'by its metadata {{"course": {{"written": "{check.id}"}}}}.'
        ]
    place = next(number for number, cell in enumerate(lesson.cells) if fill.written_check(cell) == check.id)
    faults = [] if lesson.part_of[place] == PART else [f"its written check must stand under {PART}."]
    after = lesson.cells[place + 1 : place + 2]
    if not after or after[0].cell_type != "code" or after[0].source != code_of(check):
        faults.append(f"after its written check there must be a cell with the code {code_of(check)!r}.")
    return faults


def lessons_without_data_hold_none() -> list[str]:
    """Each lesson that talks has a written check, and none holds one that the data lacks."""
    known = {check.lesson for check in written_checks.all()}
    faults = []
    for lesson in lessons():
        if lesson.number in known:
            continue
        if lesson.written_checks():
            faults.append(
                f"{lesson.path.name}: data/written_checks.toml has no check for it; take its cell out, or write one."
            )
        else:
            faults.append(f"{lesson.path.name}: it has no written check; write one in data/written_checks.toml.")
    return faults


def written_checks_quote_briefly() -> list[str]:
    """A quotation in an extract, a question or a sample answer has at most twelve words."""
    return [
        f"data/written_checks.toml, check {check.id}, {place}: a quotation of {len(quotation.split())} words; "
        f"at most {QUOTED_WORDS}."
        for check in written_checks.all()
        for place, text in _texts(check)
        for quotation in QUOTED.findall(plain(text))
        if len(quotation.split()) > QUOTED_WORDS
    ]


def sample_answers_are_short() -> list[str]:
    """A sample answer has at most sixty words: a learner writes three sentences."""
    return [
        f"data/written_checks.toml, check {check.id}, level {level.level}: its sample has {count} words; at most {SAMPLE_WORDS}."
        for check in written_checks.all()
        for level in check.levels
        if (count := len(level.sample.split())) > SAMPLE_WORDS
    ]


def written_checks_are_fair() -> list[str]:
    """No loaded word stands outside a quotation in a written check."""
    return [
        f"data/written_checks.toml, check {check.id}, {place}: loaded word {match[0]!r} outside a quotation."
        for check in written_checks.all()
        for place, text in _texts(check)
        for match in LOADED.finditer(QUOTED.sub(" ", text))
    ]


def _texts(check: WrittenCheck) -> list[tuple[str, str]]:
    """Return every text of a check with the place where an author finds it."""
    found = [
        (f"extract {number}", text)
        for number, extract in enumerate(check.extracts, start=1)
        for text in (extract.heading, extract.text, extract.place)
    ]
    found += [(f"question {number}", text) for number, text in enumerate(check.questions, start=1)]
    return found + [
        (f"level {level.level}", text)
        for level in check.levels
        for text in (level.name, level.criterion, level.sample, level.lift)
    ]


RULES = (
    checks_stand_in_their_lessons,
    lessons_without_data_hold_none,
    written_checks_quote_briefly,
    sample_answers_are_short,
    written_checks_are_fair,
)
