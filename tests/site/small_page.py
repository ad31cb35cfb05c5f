"""A small page of the web edition, made by the tests: every kind of question, exercises, and the places around them."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from helpers import exercises
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.site import bank_json, build, data_scripts, page_texts
from helpers.site import bundle as site_bundle

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "helpers" / "site"
# An exercise whose answer is a number, one with a text, one with a table.
EXERCISES = ("07.1", "07.2", "06.3")
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A small page</title><link rel="stylesheet" href="style.css"></head><body><main><h1>A small page</h1>
<div class="course-quiz" data-part="exit" data-lesson="07"><p id="static">Questions for readers without a script.</p></div>
<div class="course-quiz" data-part="written" data-lesson="07"></div>
{exercises}
<div class="course-quiz" data-part="recall" data-lesson="07">Questions of others.</div>
<div class="course-quiz" data-part="exam" data-lesson="11"></div>
<div class="course-quiz" data-part="review" data-lesson="12"></div>
<h2>Saved</h2><div class="course-saved" data-lesson="07"></div>
<h2>Hand in</h2><div class="course-hand-in"></div>
<h2>What you know</h2><div class="course-known"></div><h2>What to reread</h2><div class="course-reread"></div>
<script type="application/json" id="course-data">{data}</script>
<script src="bank.js"></script><script src="course.js"></script>
</main></body></html>
"""


def one_of_each_kind() -> dict[str, Question]:
    """Return a question of each kind of the bank, by its kind."""
    return {question.kind: question for question in reversed(bank.all_questions().values())}


def bundle(entry: Path, target: Path, *more: str) -> None:
    """Bundle a script of the tests and what it imports into one classic script."""
    esbuild = SITE / "node_modules" / ".bin" / "esbuild"
    assert esbuild.exists(), "These tests need the packages of the web edition: npm --prefix helpers/site ci"
    command = [esbuild, entry, "--bundle", "--format=iife", "--target=es2020", "--log-level=warning"]
    subprocess.run([*command, f"--outfile={target}", *more], check=True, timeout=60)


def write(folder: Path, questions: Iterable[Question] = ()) -> Path:
    """Write the page with its scripts into a folder; return its file."""
    asked = [bank_json.question(question) for question in questions or one_of_each_kind().values()]
    part = {
        "heading": "Exit check",
        "items": [one["public"] for one in asked],
        "keys": {one["public"]["id"]: one["key"] for one in asked},
    }
    known = exercises.all_exercises()
    data = {
        "lesson": "07",
        "language": "en",
        "texts": page_texts.texts(),
        "parts": {"exit": part},
        "exercises": {name: bank_json.exercise(known[name]) for name in EXERCISES},
        "written": bank_json.written("07"),
    }
    places = "".join(
        f'<div class="course-exercise" data-exercise="{name}" data-lesson="07"></div>' for name in EXERCISES
    )
    site_bundle.build(folder / "course.js")
    (folder / "style.css").write_text(
        "".join(path.read_text(encoding="utf-8") for path in build.STYLES), encoding="utf-8"
    )
    (folder / "bank.js").write_text(data_scripts.script("courseBank", bank_json.bank()), encoding="utf-8")
    page = folder / "page.html"
    page.write_text(_PAGE.format(exercises=places, data=data_scripts.as_json(data)), encoding="utf-8")
    return page
