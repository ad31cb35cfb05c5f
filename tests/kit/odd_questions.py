"""Questions with every sign that some format reserves, one of each kind."""

from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Multiple, Single
from helpers.quiz.kinds.guess import Guess
from helpers.quiz.kinds.match import Match
from helpers.quiz.kinds.number import Number
from helpers.quiz.kinds.order import Order
from helpers.quiz.kinds.text import Text

ODD = "~a=b#c{d}e:f\\g <b>&amp; ]]> \"h\" 'i' | Prishtinë Čačak Звечан ::x:: // y"
COMMON = {
    "skill": "fact", "level": "remember", "goal": 1, "claim": ["clash-29"], "reread": f"Background {ODD}", "hint": f"Hint {ODD}",
}  # fmt: skip


def _read(kind: type[Question], name: str, **more: object) -> Question:
    return kind.read("07", {"id": f"07-{name}", "stem": f"Question {ODD}?", **COMMON, **more})


def options(*right: int) -> list[dict]:
    found = []
    for place in range(1, 5):
        option = {"key": f"k{place}", "text": f"Option {place} {ODD}", "feedback": f"Said {place} {ODD}"}
        found.append(option | ({"correct": True} if place in right else {}))
    return found


SAID = {"feedback_right": f"Right {ODD}", "feedback_wrong": f"Wrong {ODD}"}


def all_kinds() -> list[Question]:
    """Return one question of each kind."""
    plain = [{"key": option["key"], "text": option["text"]} for option in options()]
    return [
        _read(Single, "odd-single", option=options(2)),
        _read(Multiple, "odd-multiple", option=options(1, 3)),
        _read(Number, "odd-number", answer=3.5, tolerance=0.1, near=0.5, unit=ODD, feedback_near=f"Near {ODD}", **SAID),
        _read(Order, "odd-order", item=[{"text": f"Item {n} {ODD}", "claim": f"c-{n}"} for n in range(1, 4)], **SAID),
        _read(Match, "odd-match", pair=[{"text": f"Left {n} {ODD}", "match": f"Right {n} {ODD}"} for n in range(1, 4)], **SAID),
        _read(Text, "odd-text", accepted=[f"Word {ODD}", "other"], **SAID),
        _read(Guess, "odd-guess", option=plain, feedback=f"Look {ODD}"),
        _read(Guess, "odd-guess-number", unit="people", feedback=f"Look {ODD}"),
    ]  # fmt: skip
