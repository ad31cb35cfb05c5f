"""How hard the lessons are to read, how long they take, and how much room each reading and each perspective has."""

import re

from helpers import claims, data
from helpers.authoring import clock
from helpers.authoring.lesson_text import LessonText, lessons, plain, unfolded, words

HARDEST = 8.0
LEAST_SHARE = 0.7
LINKS_APART = 2
_SIDES = {
    "institutions": ("institutions_pristina", "institutions_belgrade"),
    "residents of the north": ("northern_albanian_resident", "northern_serb_resident"),
}
CARDS_APART = 2
_READING = re.compile(r"^- \*.*$", re.MULTILINE)


def report() -> list[str]:
    """Return a line for each lesson, and one for each pair of perspectives of the source cards."""
    lines = []
    for lesson in lessons():
        shares = ", ".join(f"{length} words (links: {links})" for length, links in readings(lesson))
        level, time = reading_level(_running(lesson)), clock.of(lesson)
        lines.append(
            f"  {lesson.number}: reading level {level:.1f}; {time.minutes:.0f} of {lesson.entry.minutes} minutes ({time}); "
            f"its readings: {shares}"
        )
    for what, counts in cards_by_side().items():
        lines.append(f"  Source cards of {what}: {', '.join(f'{count} {name}' for name, count in counts.items())}")
    return lines


def reading_level(text: str) -> float:
    """Return the Automated Readability Index of a text: about the school year in which it can be read.

    Parameters
    ----------
    text : str
        Running English text without marks.

    Returns
    -------
    float
        A school year; below zero for very short words and sentences.

    Notes
    -----
    Smith and Senter, Automated Readability Index (AMRL-TR-66-220), 1967. It counts letters, words and sentences only.
    """
    sentences = [part for part in re.split(r"(?<=[.!?:;])\s+", text) if len(part.split()) > 2]
    count = max(len(text.split()), 1)
    letters = len(re.findall(r"[^\W_]", text))
    return 4.71 * letters / count + 0.5 * count / max(len(sentences), 1) - 21.43


def _running(lesson: LessonText) -> str:
    return " ".join(plain(text) for _, part, text in lesson.prose() if part != "Notes")


def readings(lesson: LessonText) -> list[tuple[int, int]]:
    """Return for each reading under Talk or write how many words and how many links to claims it has."""
    bullets = [
        bullet
        for _, part, text in lesson.prose()
        if part == "Talk or write"
        for bullet in _READING.findall(unfolded(text))
    ]
    return [(words(bullet), len(claims.LINK.findall(bullet))) for bullet in bullets]


def cards_by_side() -> dict[str, dict[str, int]]:
    """Return how many source cards each side of a pair of perspectives has in the whole series."""
    counts = data.load("voices")["perspective"].value_counts()
    return {what: {name: int(counts.get(name, 0)) for name in names} for what, names in _SIDES.items()}


def lessons_can_be_read() -> list[str]:
    """No lesson is harder to read than the eighth school year."""
    levels = {lesson.path.name: reading_level(_running(lesson)) for lesson in lessons()}
    return [
        f"{name}: its reading level is {level:.1f}; at most {HARDEST:g}. Use shorter words or sentences."
        for name, level in levels.items()
        if level > HARDEST
    ]


def readings_have_like_room() -> list[str]:
    """Each lesson has at least two readings; the shortest has 70 per cent of the longest, and links differ by two at most."""
    faults = []
    for lesson in lessons():
        found = readings(lesson)
        if len(found) < 2:
            faults.append(f"{lesson.path.name}: Talk or write has {len(found)} readings; at least 2.")
            continue
        lengths, links = zip(*found, strict=True)
        if min(lengths) < LEAST_SHARE * max(lengths):
            faults.append(
                f"{lesson.path.name}: its readings have {' and '.join(map(str, lengths))} words; make them alike."
            )
        if max(links) - min(links) > LINKS_APART:
            faults.append(
                f"{lesson.path.name}: its readings have {' and '.join(map(str, links))} links; make them alike."
            )
    return faults


def sides_have_like_cards() -> list[str]:
    """In the whole series neither side of a pair of perspectives has more than two source cards more than the other."""
    return [
        f"voices.csv: source cards of {what} are {counts}; they may differ by {CARDS_APART}."
        for what, counts in cards_by_side().items()
        if max(counts.values()) - min(counts.values()) > CARDS_APART
    ]


RULES = (lessons_can_be_read, readings_have_like_room, sides_have_like_cards)
