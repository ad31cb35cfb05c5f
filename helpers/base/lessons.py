"""The lessons of the course by their manifest, ``data/lessons.toml``. Standard library only."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helpers.base import toml_file
from helpers.base.errors import CourseError, unknown

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
MANIFEST = ROOT / "data" / "lessons.toml"
DOUBLE_MINUTES = 90

# What each shape of a lesson must say of itself beside number, slug, title and question.
_NEEDED = {
    "lesson": ("minutes", "goals", "facts_as_of", "needs"),
    "review": ("minutes", "goals", "needs"),
    "teachers": (),
}
_IDENTITY = ("number", "slug", "title", "question")
_TYPES = dict.fromkeys((*_IDENTITY, "shape", "facts_as_of", "newest_source", "needs", "content_note"), str) | {
    "minutes": int,
    "goals": list,
}
_TYPE_NAMES = {str: "a text in quotation marks", int: "a whole number", list: "a list of texts"}


@dataclass(frozen=True)
class Lesson:
    """One entry of the manifest.

    ``shape`` is ``lesson`` (it follows the template), ``review`` or ``teachers``; ``needs`` and ``content_note`` are
    Markdown; what an entry does not say is empty, and 0 for the minutes.
    """

    number: str
    slug: str
    title: str
    question: str
    shape: str = "lesson"
    minutes: int = 0
    goals: tuple[str, ...] = ()
    facts_as_of: str = ""
    newest_source: str = ""
    needs: str = ""
    content_note: str = ""

    @property
    def file(self) -> str:
        """The name of its notebook."""
        return f"{self.number}_{self.slug}.ipynb"

    @property
    def is_double(self) -> bool:
        """Whether it fills two classes."""
        return self.minutes >= DOUBLE_MINUTES


def all() -> list[Lesson]:
    """Return the lessons in their order.

    Raises
    ------
    CourseError
        When the manifest is damaged; the sentence names the lesson and the key at fault.
    """
    return list(_read(MANIFEST))


def of(number: str) -> Lesson:
    """Return the lesson with a number (``"07"``).

    Raises
    ------
    CourseError
        When there is none, and when the manifest is damaged.
    """
    known = {lesson.number: lesson for lesson in all()}
    if number not in known:
        raise unknown("lesson", number, known)
    return known[number]


def of_shape(shape: str) -> list[Lesson]:
    """Return the lessons of a shape, ``lesson``, ``review`` or ``teachers``, in their order; at least one.

    Raises
    ------
    CourseError
        When the course has none of this shape, and when the manifest is damaged.
    """
    found = [lesson for lesson in all() if lesson.shape == shape]
    if not found:
        raise CourseError(f'{_name(MANIFEST)}: no lesson has shape = "{shape}", and the course needs one.')
    return found


def paths() -> list[Path]:
    """Return the lessons' notebooks in their order; other files in the folder are passed over.

    Raises
    ------
    CourseError
        When a notebook is missing, and when the manifest is damaged.
    """
    found = [FOLDER / lesson.file for lesson in all()]
    for path in found:
        if not path.is_file():
            raise CourseError(
                f"{_name(path)} is missing, but {_name(MANIFEST)} names it. Restore it, or take its entry out."
            )
    return found


def strays() -> list[Path]:
    """Return the notebooks beside the lessons that the manifest does not know, such as copies of other systems."""
    known = {lesson.file for lesson in all()}
    return sorted(path for path in FOLDER.glob("*.ipynb") if path.name not in known and not path.name.startswith("."))


@cache
def _read(manifest: Path) -> tuple[Lesson, ...]:
    content = toml_file.read(manifest)
    _refuse_unknown(_name(manifest), content, ("lesson",))
    entries = content.get("lesson")
    if not isinstance(entries, list) or not entries:
        raise CourseError(f"{_name(manifest)}: it names no lesson; each is a block that begins with [[lesson]].")
    found = tuple(_entry(_place(manifest, place, entry), entry) for place, entry in enumerate(entries, start=1))
    _refuse_disorder(_name(manifest), found)
    return found


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _place(manifest: Path, place: int, entry: object) -> str:
    number = entry.get("number") if isinstance(entry, dict) else None
    return f"{_name(manifest)}, " + (f"lesson {number}" if isinstance(number, str) else f"entry {place}")


def _entry(place: str, entry: object) -> Lesson:
    if not isinstance(entry, dict):
        raise CourseError(f"{place}: a lesson is a block that begins with [[lesson]].")
    _refuse_unknown(place, entry, _TYPES)
    for key, value in entry.items():
        is_list_of_texts = isinstance(value, list) and {type(part) for part in value} == {str}
        if type(value) is not _TYPES[key] or (isinstance(value, list) and not is_list_of_texts):
            raise CourseError(f"{place}: {key} must be {_TYPE_NAMES[_TYPES[key]]}.")
    shape = entry.get("shape", "lesson")
    if shape not in _NEEDED:
        raise CourseError(f"{place}: shape must be one of {', '.join(_NEEDED)}.")
    for key in (*_IDENTITY, *_NEEDED[shape]):
        if not entry.get(key):
            raise CourseError(f"{place}: {key} is missing.")
    for key, form, words in (("number", r"\d\d", "two digits"), ("slug", r"[a-z0-9_]+", "small letters, digits and _")):
        if not re.fullmatch(form, entry[key], re.ASCII):
            raise CourseError(f"{place}: {key} must be {words}.")
    return Lesson(**entry | {"goals": tuple(entry.get("goals", ()))})


def _refuse_unknown(place: str, content: dict, known: tuple[str, ...] | dict) -> None:
    for key in content:
        if key not in known:
            raise CourseError(f"{place}: {unknown('key', key, known)}")


def _refuse_disorder(place: str, lessons: tuple[Lesson, ...]) -> None:
    seen: list[str] = []
    for lesson in lessons:
        if lesson.number in seen:
            raise CourseError(f"{place}: lesson {lesson.number} stands twice; numbers must differ.")
        if seen and lesson.number < seen[-1]:
            raise CourseError(
                f"{place}: lesson {lesson.number} stands after lesson {seen[-1]}; lessons stand in the order of their numbers."
            )
        seen.append(lesson.number)
