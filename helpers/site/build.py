"""Build the web edition: every page, its style, its script, its data; the same input gives the same bytes."""

import csv
import io
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from helpers import claims, data
from helpers.base import language, lessons
from helpers.base.errors import CourseError
from helpers.base.lessons import Lesson
from helpers.site import (
    archive,
    bank_json,
    briefing_form,
    bundle,
    data_scripts,
    explorers,
    lesson_page,
    notes,
    outside,
    page_texts,
    pages,
    pictures,
    single_file,
    template,
    wording,
)
from helpers.site.lesson_page import Page

ROOT = lessons.ROOT
TARGET = ROOT / "build" / "site"
ONE_FILE = "kosovo-kfor-course.html"
ARCHIVE = "kosovo-kfor-course-site.zip"
STYLES = [Path(__file__).parent / "style" / name for name in ("style.css", "answers.css")]
MENU = (
    ("index.html", "Home"),
    ("glossary.html", "Glossary"),
    ("who_says_so.html", "Who says so"),
    ("pictures.html", "Pictures"),
    ("data.html", "Data"),
    ("about.html", "About"),
)
_FILES = {"courseBank": "bank.js", "courseSearch": "search_index.js", "courseBriefing": "briefing_data.js"}
_TITLE = "Kosovo, KFOR and the unrest of 2023"

Say = Callable[[str], None]


def build(target: Path = TARGET, address: str = "", say: Say = print, kit: Path | None = None) -> None:
    """Write the whole site into a folder.

    Parameters
    ----------
    target : Path
        The folder; what stood there before is gone.
    address : str
        Where the site will stand on the web, for what search engines and link previews ask; empty for none.
    say : callable
        Is given a sentence at each step.
    kit : Path
        The folder of the classroom kit, which the site then holds and links to.

    Raises
    ------
    CourseError
        When something cannot be built; the sentence names it and the way out.
    """
    begun = time.monotonic()
    if kit is not None and not (kit / "index.html").is_file():
        raise CourseError(f"There is no kit in {kit}. Make it with python3 -m helpers kit, then build the site again.")
    _empty(target)
    say("Script of the pages")
    bundle.build(target / "course.js")
    say("Lessons")
    built = lesson_pages()
    say("Pages")
    site = Site(built, _whole(address), _style(), has_kit=kit is not None)
    texts = site.pages()
    say("Choices of pictures")
    loaded = _loaded(built)
    say("Files")
    _write_all(target, texts, loaded)
    if kit is not None:
        say("Classroom kit")
        shutil.copytree(kit, target / "kit")
    if address:
        _write(target / "sitemap.xml", outside.sitemap(_whole(address), texts))
    one_file = _one_file(built, texts, loaded, (target / "course.js").read_text(encoding="utf-8"))
    _write(target.parent / ONE_FILE, one_file)
    (target.parent / ARCHIVE).write_bytes(archive.packed(target, "kosovo-kfor-course-site"))
    say(f"Built in {time.monotonic() - begun:.0f} seconds: {target}, {ONE_FILE} and {ARCHIVE} beside it.")


def _loaded(built: Sequence[Page]) -> dict[str, object]:
    """Return what pages load when it is needed, by its name for the script."""
    return {
        "courseBank": bank_json.bank(),
        "courseSearch": pages.search_documents(built),
        "courseBriefing": briefing_form.content_of_picker(),
        **{f"courseExplorers/{name}": content for name, content in explorers.contents().items()},
    }


def _write_all(target: Path, texts: Mapping[str, str], loaded: Mapping[str, object]) -> None:
    for name, text in texts.items():
        _write(target / name, text)
    for name, content in loaded.items():
        file = _FILES.get(name, f"{name.removeprefix('course').lower()}.js")
        _write(target / file, data_scripts.script(name, content))
    _write(target / "style.css", _style())
    _write(target / "letters.css", pictures.letters())
    _write(target / "icon.svg", outside.icon())
    (target / "preview.png").write_bytes(outside.preview())
    copy_data(target / "data")


def _one_file(built: Sequence[Page], texts: Mapping[str, str], loaded: Mapping[str, object], script: str) -> str:
    found = {page.lesson.number: _data_of(page) for page in built}
    common = _common_data()
    lesson_data = {
        number: {key: value for key, value in one.items() if key not in common} for number, one in found.items()
    }
    search = [
        [kind, single_file.address(address, texts), title, text]
        for kind, address, title, text in pages.search_documents(built)
    ]
    style = _style() + pictures.letters()
    data = data_scripts.as_json({**common, "lessons": lesson_data})
    return single_file.build(texts, style, script, data, {**loaded, "courseSearch": search})


def _style() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in STYLES)


def _common_data() -> dict:
    """Return what the script of every page that keeps answers needs."""
    return {"texts": page_texts.texts(), "language": language.current()}


def _empty(target: Path) -> None:
    try:
        if target.exists():
            shutil.rmtree(target)
        target.mkdir(parents=True)
    except OSError as error:
        raise CourseError(f"The folder {target} cannot be emptied ({error.strerror}). Close what uses it.") from error


def _whole(address: str) -> str:
    return address if not address or address.endswith("/") else f"{address}/"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _data_of(page: Page) -> dict:
    """Return what the page's script needs; with it the three questions of Recall for somebody who begins here."""
    found = bank_json.lesson(page.lesson.number)
    return found | {"first_bank": bank_json.first_bank(page.lesson.number)} if "recall" in page.quizzes else found


def copy_data(target: Path) -> None:
    """Copy the tables with their descriptor into a folder, without the addresses that are not shown to learners."""
    target.mkdir(parents=True, exist_ok=True)
    for resource in data.package()["resources"]:
        if resource["name"] != "sources":
            shutil.copyfile(data.FOLDER / resource["path"], target / resource["path"])
    shutil.copyfile(data.FOLDER / "datapackage.json", target / "datapackage.json")
    _write(target / "sources.csv", _sources_for_learners())


def _sources_for_learners() -> str:
    """Return the table of sources without the addresses that are not shown to learners."""
    with (data.FOLDER / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(row if row["learner_link"] == "yes" else row | {"url": ""} for row in rows)
    return text.getvalue()


def lesson_pages() -> list[Page]:
    """Return the page of each lesson.

    Raises
    ------
    CourseError
        For a cell that no page can hold, and for an entry of the wording that fits nothing.
    """
    words = wording.load()
    built = [lesson_page.build(lesson, words) for lesson in lessons.all()]
    for sentence in words.faults():
        raise CourseError(sentence)
    return built


class Site:
    """All pages as texts, by the names of their files."""

    def __init__(self, built: Sequence[Page], address: str = "", style: str = "", *, has_kit: bool = False):
        """Take the lessons; ``style`` stands inside home and lessons, so that their text waits for no second file."""
        self._kit = "kit/index.html" if has_kit else ""
        self._style = Markup(style)
        self._built = built
        self._address = address
        self._teachers = lesson_page.page_name(lessons.of_shape("teachers")[0])
        menu = [*MENU[:-1], (self._teachers, "For teachers"), MENU[-1]]
        self._lessons = [self._entry(page) for page in built if page.lesson.shape != "teachers"]
        self._common = {
            "menu": [{"address": at, "title": title} for at, title in menu],
            "lessons": self._lessons,
            "address": address,
        }

    def _entry(self, page: Page) -> dict:
        lesson = page.lesson
        return {
            "number": lesson.number,
            "title": lesson.title,
            "question": lesson.question,
            "minutes": lesson.minutes,
            "address": page.name,
            "questions": pages.questions_of(page),
        }

    def pages(self) -> dict[str, str]:
        """Return every page of the site."""
        found = {"index.html": self._home()}
        found |= {page.name: self._lesson(page) for page in self._built}
        plain = {
            "glossary.html": ("Glossary", "Words that the lessons explain.", pages.glossary(self._built)),
            "who_says_so.html": (
                "Who says so", "Every figure, date and contested statement of the lessons, with its status and sources.",
                pages.who_says_so(self._built),
            ),
            "pictures.html": ("Pictures", "Every picture of the lessons, with the same as a table.", pages.all_pictures(self._built)),
            "data.html": ("Data", "The tables behind the lessons, to download.", pages.tables()),
            "about.html": ("About", "What this course is, and how to report an error.", pages.about()),
        }  # fmt: skip
        for name, (heading, lead, body) in plain.items():
            found[name] = self._render(
                "plain.html", name, "plain", f"{heading} · {_TITLE}", lead, heading=heading, lead=lead, body=body,
                has_pictures=name == "pictures.html",
            )  # fmt: skip
        for resource in data.package()["resources"]:
            if resource["name"] not in pages.WITHOUT_PAGE:
                name, heading = pages.table_page(resource["name"]), f"Table: {resource['title']}"
                lead = resource.get("description", heading)
                found[name] = self._render(
                    "plain.html",
                    name,
                    "table",
                    f"{heading} · {_TITLE}",
                    lead,
                    heading=heading,
                    lead=lead,
                    body=pages.table(resource),
                )
        return found

    def _home(self) -> str:
        entries = self._lessons
        return self._render(
            "home.html", "index.html", "home", _TITLE,
            "Lessons for people of 16 and older that take no side: who says what, on what evidence, and what nobody knows.",
            statuses=notes.STATUSES, claims=len(claims.ids()), teachers=self._teachers, kit=self._kit,
            take=next(entry for entry in entries if entry["number"] == "07"), style=self._style, data=data_scripts.as_json(_common_data()),
        )  # fmt: skip

    def _lesson(self, page: Page) -> str:
        lesson = page.lesson
        taught = [one for one in self._built if one.lesson.shape != "teachers"]
        at = taught.index(page) if page in taught else None
        before = self._entry(taught[at - 1]) if at else None
        after = self._entry(taught[at + 1]) if at is not None and at + 1 < len(taught) else None
        title = (
            f"{lesson.title} · {_TITLE}" if lesson.shape == "teachers" else f"{lesson.number} {lesson.title} · {_TITLE}"
        )
        return self._render(
            "lesson.html", page.name, lesson.shape, title, lesson.question,
            lesson=lesson, lead=page.lead, body=page.body, contents=page.contents, before=before, after=after,
            has_pictures=bool(page.pictures), style=self._style, data=data_scripts.as_json(_data_of(page)),
            kit=self._kit if lesson.shape == "teachers" else "",
        )  # fmt: skip

    def _render(self, file: str, name: str, kind: str, title: str, description: str, **more: object) -> str:
        lesson = more.get("lesson")
        described = outside.learning_resource(
            name, title, description, self._address, lesson if isinstance(lesson, Lesson) else None
        )
        values = {"data": "", "style": "", "has_pictures": False, "learning_resource": described}
        return template.render(
            file, name=name, kind=kind, title=title, description=description, **self._common, **values | more
        )
