"""Read a folder of hand-ins: good files become rows, others are listed with their fault and skipped."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.class_view import collecting
from helpers.progress import hand_in_file, nickname, written_texts


@dataclass(frozen=True)
class ClassFolder:
    """What a folder holds.

    Attributes
    ----------
    learners : pandas.DataFrame
        One row a learner: nickname, made_at, answered.
    answers : pandas.DataFrame
        One row a learner and item: nickname, item, response, correct, certainty (all of the first try), last_correct.
    skipped : list of tuple
        File and fault of each file that was not used.
    texts : pandas.DataFrame
        One row a written text that was handed in: item, text, nearest_level. No row says whose it is.
    """

    learners: pd.DataFrame
    answers: pd.DataFrame
    skipped: list[tuple[str, str]]
    texts: pd.DataFrame


def read_folder(folder: str | Path) -> ClassFolder:
    """Read every hand-in of a folder, of the folders inside it and of zip archives, as platforms give them.

    Parameters
    ----------
    folder : str or Path
        Where the files lie, or a zip archive; a relative path starts at the notebook.

    Raises
    ------
    CourseError
        When there is no such folder.
    """
    path = _found(Path(folder))
    hand_ins: list[tuple[str, dict]] = []
    skipped: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    for file in collecting.collect(path):
        try:
            if file.fault:
                raise CourseError(file.fault)
            content = hand_in_file.from_bytes(file.raw)
            first = names.setdefault(content["checksum"], file.name)
            if first != file.name:
                raise CourseError(_("it is the same as {file}").format(file=first))
            hand_ins.append((file.name, content))
        except CourseError as error:
            skipped.append((file.name, str(error)))
    used, older = _one_of_each_learner(hand_ins)
    return ClassFolder(_learners(used), _answers(used), skipped + older, _texts(used))


def _found(path: Path) -> Path:
    try:
        path = path.expanduser()
        if path.exists():
            return path
    except (OSError, RuntimeError, ValueError):
        # No system takes such a name.
        pass
    sentence = _("There is no folder {folder} beside this notebook. Make it, put the hand-ins in, and run again.")
    raise CourseError(sentence.format(folder=path.name or str(path)))


def _one_of_each_learner(hand_ins: list[tuple[str, dict]]) -> tuple[dict[str, dict], list[tuple[str, str]]]:
    """Return one hand-in a learner, put together from all, and the files that added nothing.

    Files under one nickname, in whatever spelling, are of one learner unless most of the questions in both have first
    answers of other moments; then two learners chose the same nickname, and the second is shown with a number.
    Answers only ever grow in number: which file is newer is told by how much it holds, because clocks are wrong at times.
    """
    learners: dict[str, list[dict]] = {}
    older: list[tuple[str, str]] = []
    for file, content in sorted(hand_ins, key=lambda entry: _how_much(entry[1]), reverse=True):
        namesakes = learners.setdefault(nickname.folded(content["nickname"]), [])
        same = _same_learner(namesakes, content)
        if same is None:
            namesakes.append(_by_item(content))
        elif not _adds(same, content):
            older.append((file, _("the same learner handed in a newer file, which counts")))
    used = {
        content["nickname"] + (f" ({number})" if number > 1 else ""): content
        for namesakes in learners.values()
        for number, content in enumerate(namesakes, start=1)
    }
    return dict(sorted(used.items())), older


def _by_item(content: dict) -> dict:
    answers = {entry["item"]: entry for entry in content["answers"]}
    return {**content, "answers": answers, "texts": _texts_by_lesson(content)}


def _texts_by_lesson(content: dict) -> dict[str, tuple[str, list[dict]]]:
    """Return for each lesson in a file when the file was made and the written texts; none means that none is handed in."""
    texts = content.get("texts", [])
    lessons = {entry["lesson"] for entry in [*content["answers"], *texts]}
    return {lesson: (content["made_at"], [text for text in texts if text["lesson"] == lesson]) for lesson in lessons}


def _how_much(content: dict) -> tuple[int, int, str]:
    return sum(entry["tries"] for entry in content["answers"]), content["version"], content["made_at"]


def _same_learner(namesakes: list[dict], content: dict) -> dict | None:
    """Return the one among namesakes who gave these answers too, else one who answered other questions only."""
    shares = [(_share_of_same_moments(one, content), one) for one in namesakes]
    agreeing = [one for share, one in shares if share is not None and share > 1 / 2]
    return next(iter([*agreeing, *(one for share, one in shares if share is None)]), None)


def _share_of_same_moments(one: dict, other: dict) -> float | None:
    """Return of how many questions in both the first answers are of the same moment; None where no question is."""
    both = [entry for entry in other["answers"] if entry["item"] in one["answers"]]
    same = [entry["first"]["at"] == one["answers"][entry["item"]]["first"]["at"] for entry in both]
    return sum(same) / len(same) if same else None


def _adds(one: dict, other: dict) -> bool:
    """Put what another file of a learner holds beyond this one into it; return whether there was anything."""
    known = one["answers"]
    more = {
        entry["item"]: entry
        for entry in other["answers"]
        if entry["item"] not in known or entry["tries"] > known[entry["item"]]["tries"]
    }
    known.update(more)
    return _adds_texts(one["texts"], _texts_by_lesson(other)) or bool(more)


def _adds_texts(known: dict[str, tuple[str, list[dict]]], other: dict[str, tuple[str, list[dict]]]) -> bool:
    """Let the file that was made last say of each lesson which text is handed in; return whether that changed anything.

    Who hands a lesson in again without its text has taken the text back.
    """
    nothing: tuple[str, list[dict]] = ("", [])
    newer = {lesson: said for lesson, said in other.items() if said[0] > known.get(lesson, nothing)[0]}
    changed = any(said[1] != known.get(lesson, nothing)[1] for lesson, said in newer.items())
    known.update(newer)
    return changed


def _learners(used: dict[str, dict]) -> pd.DataFrame:
    rows = [
        {"nickname": name, "made_at": content["made_at"], "answered": len(content["answers"])}
        for name, content in used.items()
    ]
    return pd.DataFrame(rows, columns=["nickname", "made_at", "answered"])


def _answers(used: dict[str, dict]) -> pd.DataFrame:
    rows = [
        {
            "nickname": name,
            "item": entry["item"],
            "response": entry["first"]["response"],
            "correct": entry["first"]["correct"],
            "certainty": entry["first"]["certainty"],
            "last_correct": entry["last"]["correct"],
        }
        for name, content in used.items()
        for entry in content["answers"].values()
    ]
    return pd.DataFrame(rows, columns=["nickname", "item", "response", "correct", "certainty", "last_correct"])


def _texts(used: dict[str, dict]) -> pd.DataFrame:
    rows = [
        {"item": entry["item"], "text": text, "nearest_level": entry["nearest_level"]}
        for content in used.values()
        for _made_at, entries in content["texts"].values()
        for entry in entries
        if (text := written_texts.clean(entry["text"]))
    ]
    # Sorted by the words: the order of the rows must not be that of the names.
    rows.sort(key=lambda row: (row["item"], row["text"]))
    # As objects: beside a level that is missing pandas would make 2 of the others 2.0.
    return pd.DataFrame(rows, columns=["item", "text", "nearest_level"], dtype=object)
