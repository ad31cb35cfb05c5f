"""Read a folder of hand-ins: good files become rows, others are listed with their fault and skipped."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.progress import hand_in_file

MOST_FILES = 5000
_OF_THE_SYSTEM = ("desktop.ini", "thumbs.db")


@dataclass(frozen=True)
class ClassFolder:
    """What a folder holds.

    Attributes
    ----------
    learners : one row a learner: nickname, made_at, answered, right_at_first.
    answers : one row a learner and item: nickname, item, response, correct, certainty (all of the first try), last_correct.
    skipped : file and fault of each file that was not used.
    """

    learners: pd.DataFrame
    answers: pd.DataFrame
    skipped: list[tuple[str, str]]


def read_folder(folder: str | Path) -> ClassFolder:
    """Read every hand-in of a folder; other folders inside it are not looked into.

    Parameters
    ----------
    folder : where the files lie; a relative path starts at the notebook.

    Raises
    ------
    CourseError
        When there is no such folder.
    """
    path = Path(folder)
    if not path.is_dir():
        sentence = _("There is no folder {folder} beside this notebook. Make it, put the hand-ins in, and run again.")
        raise CourseError(sentence.format(folder=path.name or str(path)))
    hand_ins: list[tuple[str, dict]] = []
    skipped: list[tuple[str, str]] = []
    for file in sorted(path.iterdir()):
        if file.name.startswith(".") or file.name.casefold() in _OF_THE_SYSTEM:
            continue
        fault = _fault_before_reading(file, len(hand_ins) + len(skipped))
        try:
            if fault:
                raise CourseError(fault)
            hand_ins.append((file.name, hand_in_file.read(file)))
        except CourseError as error:
            skipped.append((file.name, str(error)))
    used, older = _newest_of_each(hand_ins)
    return ClassFolder(_learners(used), _answers(used), skipped + older)


def _fault_before_reading(file: Path, seen: int) -> str:
    if seen >= MOST_FILES:
        return _("there are more than {most} files in the folder").format(most=f"{MOST_FILES:,}")
    if file.is_symlink() or not file.is_file():
        return _("it is no plain file")
    if file.suffix.lower() != ".json":
        return _("its name does not end in .json")
    return ""


def _newest_of_each(hand_ins: list[tuple[str, dict]]) -> tuple[dict[str, dict], list[tuple[str, str]]]:
    """Return one hand-in a learner, with the newest entry for each question, and the files that added nothing.

    Two files with one nickname are of one learner unless most of the questions in both have first answers of other
    moments; then two learners chose the same nickname, and the second is shown with a number.
    """
    used: dict[str, dict] = {}
    older: list[tuple[str, str]] = []
    for file, content in sorted(hand_ins, key=lambda entry: entry[1]["made_at"], reverse=True):
        name, number = content["nickname"], 1
        while name in used and not _of_one_learner(used[name], content):
            number += 1
            name = f"{content['nickname']} ({number})"
        if name not in used:
            used[name] = content
            continue
        known = {entry["item"] for entry in used[name]["answers"]}
        more = [entry for entry in content["answers"] if entry["item"] not in known]
        used[name] = used[name] | {"answers": used[name]["answers"] + more}
        if not more:
            older.append((file, _("the same learner handed in a newer file, which counts")))
    return dict(sorted(used.items())), older


def _of_one_learner(one: dict, other: dict) -> bool:
    moments = {entry["item"]: entry["first"]["at"] for entry in one["answers"]}
    both = [entry for entry in other["answers"] if entry["item"] in moments]
    same = sum(entry["first"]["at"] == moments[entry["item"]] for entry in both)
    return not both or same > len(both) / 2


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
        for entry in content["answers"]
    ]
    return pd.DataFrame(rows, columns=["nickname", "item", "response", "correct", "certainty", "last_correct"])
