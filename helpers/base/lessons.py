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
    "lesson": ("minutes", "goals", "facts_as_of", "needs", "slower", "early", "homework"),
    "review": ("minutes", "goals", "needs"),
    "teachers": (),
}
_IDENTITY = ("number", "slug", "title", "question")
_PACES = ("slower", "early", "homework")
_TYPES = dict.fromkeys((*_IDENTITY, "shape", "facts_as_of", "newest_source", "needs", "content_note", *_PACES), str) | {
    "minutes": int,
    "goals": list,
}
_TYPE_NAMES = {str: "a text in quotation marks", int: "a whole number", list: "a list of texts"}


@dataclass(frozen=True)
class Lesson:
    """One entry of the manifest.

    ``shape`` is ``lesson`` (it follows the template), ``review`` or ``teachers``; ``needs``, ``content_note``, ``slower``
    (what slower readers leave out), ``early`` (what to do when done early) and ``homework`` are Markdown; what an entry does
    not say is empty, and 0 for the minutes.
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
    slower: str = ""
    early: str = ""
    homework: str = ""

    @property
    def file(self) -> str:
        """The name of its notebook."""
        return f"{self.number}_{self.slug}.ipynb"

    @property
    def is_double(self) -> bool:
        """Whether it fills two classes."""
        return self.minutes >= DOUBLE_MINUTES


@dataclass(frozen=True)
class Route:
    """A way through the course: its lessons, for whom, and how it is assessed in the end."""

    id: str
    title: str
    audience: str
    lessons: tuple[Lesson, ...]
    assessment: str

    @property
    def minutes(self) -> int:
        """Minutes in class."""
        return sum(lesson.minutes for lesson in self.lessons)


def routes() -> list[Route]:
    """Return the ways through the course, the shortest first.

    Raises
    ------
    CourseError
        When the manifest is damaged; the sentence names the route and the key at fault.
    """
    return list(_routes(MANIFEST))


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
    _refuse_unknown(_name(manifest), content, ("lesson", "route"))
    entries = content.get("lesson")
    if not isinstance(entries, list) or not entries:
        raise CourseError(f"{_name(manifest)}: it names no lesson; each is a block that begins with [[lesson]].")
    found = tuple(_entry(_place(manifest, place, entry), entry) for place, entry in enumerate(entries, start=1))
    _refuse_disorder(_name(manifest), found)
    return found


@cache
def _routes(manifest: Path) -> tuple[Route, ...]:
    known = {lesson.number: lesson for lesson in _read(manifest) if lesson.shape == "lesson"}
    entries = toml_file.read(manifest).get("route", [])
    if not isinstance(entries, list):
        raise CourseError(f"{_name(manifest)}: a route is a block that begins with [[route]].")
    return tuple(
        _route(f"{_name(manifest)}, route {place}", entry, known) for place, entry in enumerate(entries, start=1)
    )


def _route(place: str, entry: object, known: dict[str, Lesson]) -> Route:
    if not isinstance(entry, dict):
        raise CourseError(f"{place}: a route is a block that begins with [[route]].")
    texts = ("id", "title", "audience", "assessment")
    toml_file.refuse_other_keys(place, entry, (*texts, "lessons"))
    numbers = entry.get("lessons")
    if not isinstance(numbers, list) or not numbers:
        raise CourseError(f'{place}: lessons must be a list of numbers such as ["03", "07"].')
    for number in numbers:
        if number not in known:
            raise CourseError(f"{place}: {unknown('lesson', str(number), known)}")
    read = {key: toml_file.text(place, entry, key) for key in texts}
    return Route(**read, lessons=tuple(known[number] for number in numbers))


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
