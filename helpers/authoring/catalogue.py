"""The catalogue of the interface: gather its sentences from the code, check the translations, compile them."""

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from helpers.base import files, language
from helpers.base.errors import CourseError

HELPERS = language.FOLDER.parents[1]
# What a learner or teacher reads while a lesson runs; authors' tools, pictures and tables of facts stay in English.
ROOMS = (
    "briefing",
    "class_view",
    "exercises.py",
    "explore.py",
    "progress",
    "quiz",
    "review",
    "show",
    "site/page_texts.py",
)
# Its sentences are for authors of questions.
_FILES_FOR_AUTHORS = ("quiz/bank.py", "quiz/fields.py", "quiz/kinds/__init__.py", "quiz/kinds/base.py")
_KEYWORDS = {"_": None, "ngettext": (1, 2)}
# What they say is read by authors of questions, in English.
_FOR_AUTHORS = {"Field", "feedback", "KindError", "refuse_doubles"}
_FIELD = re.compile(r"\{(\w*)\}")
_HEADER = "# The interface in {language}. No native reader has checked it yet.\n#"
# A date of today would make the files differ from day to day.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
# Two words one after the other, as no key, format or column has them.
_SENTENCE = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
_DATABASE_OR_MARKUP = re.compile(
    r"\b(SELECT|INSERT|CREATE|ALTER|DELETE|DROP|UPDATE|EXISTS|PRAGMA|BEGIN|FROM)\b|style=|scope=|lang=|charset="
)
_STYLE_OR_SCRIPT = re.compile(r"data:|[a-z-]+:\S+[ ;]")
# Read by programs, or the lesson's own words.
_NOT_INTERFACE = {
    "fairly sure",
    "kosovo-kfor-course hand-in",
    "Shows accidental damage. It is no proof of honesty: anybody can write such a file.",
    "blue heron",
    "18 May to 19 July",
    "14 June to 19 July",
    "A picture needs words that say what it shows.",
    "upper left",
    "row wrap",
    "all of the above",
    "none of the above",
}


def po_file(tag: str) -> Path:
    """Return the file of translations into a language."""
    return language.FOLDER / tag.replace("-", "_") / "LC_MESSAGES" / f"{language.DOMAIN}.po"


def interface() -> list[str]:
    """Return the modules whose sentences are translated, as paths from ``helpers``, in order."""
    found = [path for room in ROOMS for path in [HELPERS / room, *(HELPERS / room).rglob("*.py")] if path.is_file()]
    return sorted({path.relative_to(HELPERS).as_posix() for path in found} - set(_FILES_FOR_AUTHORS))


def sentences() -> Catalog:
    """Return every sentence that the code gives to the catalogue, in the order of the files."""
    catalogue = Catalog(project="Kosovo and KFOR course", charset="utf-8")
    for name in interface():
        source = io.BytesIO((HELPERS / name).read_bytes())
        for _line, message, _comments, _context in extract("python", source, keywords=_KEYWORDS):
            catalogue.add(message, locations=[(name, 0)])
    return catalogue


def update() -> None:
    """Bring every language's file up to the code: new sentences come in empty, gone ones go; then compile it."""
    for tag in language.LANGUAGES:
        if tag != language.SOURCE:
            catalogue = _read(tag)
            catalogue.update(sentences(), no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            write(tag, catalogue)


def write(tag: str, catalogue: Catalog) -> None:
    """Write a language's file and its compiled form, the same bytes for the same sentences."""
    catalogue.header_comment = _HEADER.format(language=language.LANGUAGES[tag])
    catalogue.project, catalogue.version, catalogue.fuzzy = "Kosovo and KFOR course", "1", False
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "the course"
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    buffer = io.BytesIO()
    write_po(buffer, catalogue, include_lineno=False, sort_output=True, width=110)
    path = po_file(tag)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.replace(path, buffer.getvalue())
    files.replace(path.with_suffix(".mo"), compiled(tag))


def _read(tag: str) -> Catalog:
    locale = tag.replace("-", "_")
    if not po_file(tag).exists():
        return Catalog(locale=locale)
    try:
        with po_file(tag).open("rb") as file:
            return read_po(file, locale=locale, abort_invalid=True)
    except (OSError, ValueError, PoFileError) as error:
        raise CourseError(f"{_place(tag)} cannot be read ({error}). Mend it, or restore it from the course.") from error


def _place(tag: str) -> str:
    return po_file(tag).relative_to(HELPERS.parent).as_posix()


def _is_compiled(tag: str) -> bool:
    path = po_file(tag).with_suffix(".mo")
    return path.is_file() and path.read_bytes() == compiled(tag)


def compiled(tag: str) -> bytes:
    """Return a language's translations in the form that ``gettext`` loads."""
    buffer = io.BytesIO()
    write_mo(buffer, _read(tag))
    return buffer.getvalue()


def catalogues_are_complete() -> list[str]:
    """Every sentence of the interface has a translation with the same fields, and the compiled files are up to date."""
    faults = []
    wanted = {message.id: message for message in sentences() if message.id}
    for tag in language.LANGUAGES:
        if tag == language.SOURCE:
            continue
        place = _place(tag)
        found = {message.id: message for message in _read(tag) if message.id}
        for identity in wanted.keys() - found.keys():
            faults.append(f"{place}: {_first(identity)!r} is missing; run python3 -m helpers refresh and translate it.")
        for identity in found.keys() - wanted.keys():
            faults.append(f"{place}: {_first(identity)!r} is no longer in the code; run python3 -m helpers refresh.")
        for identity in wanted.keys() & found.keys():
            faults += [f"{place}: {_first(identity)!r} {fault}" for fault in _translation_faults(found[identity])]
        if not _is_compiled(tag):
            faults.append(f"{place}: the compiled file beside it is older or missing; run python3 -m helpers refresh.")
    return sorted(faults)


def _first(identity: str | tuple[str, ...]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _translation_faults(message: object) -> list[str]:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(texts):
        return ["is not translated."]
    if message.fuzzy:
        return ["is marked fuzzy; read it and take the mark away."]
    identity = message.id if isinstance(message.id, tuple) else (message.id,)
    fields = set(_FIELD.findall(identity[-1]))
    return ["has other fields in its translation." for text in texts if set(_FIELD.findall(text)) != fields]


def every_sentence_is_in_the_catalogue() -> list[str]:
    """No sentence for readers stands in the interface's code outside the catalogue."""
    faults = []
    for name in interface():
        tree = ast.parse((HELPERS / name).read_text(encoding="utf-8"))
        faults += [
            f"helpers/{name}, line {line}: {text[:60]!r} is outside the catalogue; write it as _(...)."
            for line, text in loose_sentences(tree)
        ]
    script = (HELPERS / "quiz" / "quiz.js").read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", script, flags=re.DOTALL)
    faults += [
        f"helpers/quiz/quiz.js: {text!r} is outside the catalogue; hand it over in texts()."
        for text in re.findall(r'"([^"\n]*)"', code)
        if re.search(r"[A-Z][a-z]+ [a-z]+", text)
    ]
    return faults


def loose_sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of each string that reads like a sentence and is neither translated nor a docstring.

    A sentence that is translated inside an f-string counts too: Babel does not find it there on every Python.
    """
    if isinstance(tree, ast.Call) and getattr(tree.func, "id", "") in {*_KEYWORDS, *_FOR_AUTHORS}:
        return
    if isinstance(tree, ast.AnnAssign) and getattr(tree.target, "id", "") == "about":
        return
    if isinstance(tree, ast.JoinedStr):
        inside = (call for call in ast.walk(tree) if isinstance(call, ast.Call))
        yield from ((call.lineno, ast.unparse(call)) for call in inside if getattr(call.func, "id", "") in _KEYWORDS)
    for child in ast.iter_child_nodes(tree):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            text = child.value
            loose = _SENTENCE.search(text) and not _DATABASE_OR_MARKUP.search(text) and not _STYLE_OR_SCRIPT.match(text)
            if loose and text not in _NOT_INTERFACE:
                yield child.lineno, child.value
        elif not is_docstring:
            yield from loose_sentences(child)


RULES = (every_sentence_is_in_the_catalogue, catalogues_are_complete)
