"""A lesson that was run is exported whole and asks nothing of the web; other people's notebooks are exported as before."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import ipywidgets
import nbformat
import pytest
from bs4 import BeautifulSoup
from ipywidgets.embed import dependency_state
from nbconvert.exporters import HTMLExporter, MarkdownExporter, NotebookExporter, ScriptExporter, SlidesExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode, v4
from traitlets.config import Config, PyFileConfigLoader

from helpers import briefing, claims, data, explore, progress, quiz
from helpers.base import lessons
from helpers.quiz import bank
from helpers.show.export import WordsForWidgets, offline
from helpers.show.export.saved import STATE, VIEW

pytestmark = pytest.mark.usefixtures("own_answers")
ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "helpers" / "start" / "settings" / "jupyter"
IMPORT = "from helpers import explore, quiz"
# What a browser fetches by itself when it opens a page.
FETCHED = re.compile(
    r"""(?:<script[^>]+src|<link[^>]+href|<img[^>]+src|import\s[^;]*from\s|import\()\W*(?:https?:)?//"""
)
MARKED = {
    "verdict": "right", "feedback": [{"lead": "", "text": "He signed it."}], "certainty": "sure", "note": "Saved.",
}  # fmt: skip


def settings() -> Config:
    """Return what Jupyter reads from the course's settings file."""
    return PyFileConfigLoader("jupyter_config.py", path=str(SETTINGS)).load_config()


def notebook(*widgets: ipywidgets.Widget, words: str | None = "Words beside.", source: str = IMPORT) -> NotebookNode:
    """Return a notebook as JupyterLab saves it: an import, then each widget with words beside it, and their state."""
    cells = [v4.new_code_cell(source)]
    for widget in widgets:
        bundle = {
            VIEW: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id},
            "text/plain": "Plain words.",
        }
        if words is not None:
            bundle["text/html"] = words
        cells.append(v4.new_code_cell("", outputs=[v4.new_output("execute_result", bundle, execution_count=1)]))
    if not widgets:
        return v4.new_notebook(cells=cells)
    # Once around through JSON, as in a file.
    held = json.loads(json.dumps(dependency_state(widgets, drop_defaults=False)))
    saved = {STATE: {"version_major": 2, "version_minor": 0, "state": held}}
    return v4.new_notebook(cells=cells, metadata={"widgets": saved})


def export(nb: NotebookNode, exporter: type[TemplateExporter] = HTMLExporter, **options: object) -> str:
    return exporter(config=settings(), **options).from_notebook_node(nb)[0]


def shown(html: str) -> str:
    """Return the words of a page's body."""
    return " ".join(BeautifulSoup(html, "html.parser").body.get_text(" ").split())


def words_of(nb: NotebookNode) -> str:
    """Return what stands in the place of the only widget of a notebook."""
    nb, _resources = WordsForWidgets().preprocess(nb, {})
    assert VIEW not in nb.cells[1].outputs[0].data
    return nb.cells[1].outputs[0].data["text/html"]


def state_of(nb: NotebookNode, widget: ipywidgets.Widget) -> dict:
    return nb.metadata.widgets[STATE].state[widget.model_id].state


@pytest.fixture
def answered() -> quiz.Quiz:
    """The exit check of lesson 07, whose single choice was answered with its first option."""
    widget = quiz.exit_check("07")
    single = next(item for item in widget.items if item["form"] == "single")
    widget.results = {single["id"]: {**MARKED, "response": single["options"][0]["key"]}}
    return widget


def chosen_text(widget: quiz.Quiz) -> str:
    return next(item for item in widget.items if item["form"] == "single")["options"][0]["text"]


EXPORTERS = {
    "html": (HTMLExporter, {}),
    "sanitized": (HTMLExporter, {"sanitize_html": True}),
    "classic": (HTMLExporter, {"template_name": "classic"}),
    "slides": (SlidesExporter, {}),
    "markdown": (MarkdownExporter, {}),
}


@pytest.mark.parametrize("name", EXPORTERS)
def test_questions_and_the_chosen_answer_stand_in_every_export(name: str, answered: quiz.Quiz):
    exporter, options = EXPORTERS[name]
    page = export(notebook(answered), exporter, **options)
    words = shown(f"<body>{page}") if name == "markdown" else shown(page)
    for question in bank.part("07", "exit"):
        assert " ".join(question.stem.split()) in words, question.id
    assert f"Your answer: {chosen_text(answered)}" in words
    assert "How sure are you? sure" in words and "Right. He signed it. Saved." in words
    assert "Words beside." not in words
    assert FETCHED.search(page) is None
    assert STATE not in page and VIEW not in page


def test_an_explorer_shows_the_picture_that_was_chosen_last():
    explorer = explore.reports()
    control = explorer.children[0]
    control.value = control.options[1][1]
    page = BeautifulSoup(export(notebook(explorer)), "html.parser")
    assert page.select_one("img")["alt"] == explorer.chart.words
    assert explorer.chart.words != explore.reports().chart.words, "the choice draws another picture"
    assert control.options[1][0] in page.select_one("[role=status]").get_text()
    assert page.select_one("details table tbody tr")


def test_a_hand_in_is_exported_with_its_table():
    progress.record(
        "07-turnout", lesson="07", response="3.47", correct=True, certainty="sure", bank_version="x", asked_in="exit 07"
    )
    page = BeautifulSoup(export(notebook(progress.hand_in("grey heron"))), "html.parser")
    assert "grey heron" in page.get_text()
    assert page.select_one("table tbody th").get_text() == "07-turnout"


def test_a_briefing_is_exported_with_all_that_was_written():
    form = briefing.write()
    for number, text in enumerate(form.texts.values()):
        text.value = f"Line <{number}>.\n\nMore."
    form.sure.value = 7
    form.add["first"].click()
    page = BeautifulSoup(export(notebook(form)), "html.parser")
    words = " ".join(page.get_text(" ").split())
    assert all(f"{text.description} Line <{number}>. More." in words for number, text in enumerate(form.texts.values()))
    assert "How sure, from 0 to 10 7" in words
    assert page.select_one("ol li").get_text() == claims.get(form.statement.value).statement


# Where the state is missing or odd, the words that stand beside the widget are shown.


def without_state(nb: NotebookNode, _widget: ipywidgets.Widget) -> None:
    del nb.metadata["widgets"]


def with_an_empty_state(nb: NotebookNode, _widget: ipywidgets.Widget) -> None:
    nb.metadata.widgets = {}


def with_the_widget_missing(nb: NotebookNode, widget: ipywidgets.Widget) -> None:
    del nb.metadata.widgets[STATE].state[widget.model_id]


def with_its_parts_missing(nb: NotebookNode, widget: ipywidgets.Widget) -> None:
    for model_id in set(nb.metadata.widgets[STATE].state) - {widget.model_id}:
        del nb.metadata.widgets[STATE].state[model_id]


def with_items_of_another_edition(nb: NotebookNode, widget: ipywidgets.Widget) -> None:
    for item in state_of(nb, widget)["items"]:
        item["kind"] = item.pop("form")


@pytest.mark.parametrize(
    "spoil", [without_state, with_an_empty_state, with_the_widget_missing, with_items_of_another_edition]
)
def test_a_quiz_without_its_state_is_exported_as_its_words(spoil: object, answered: quiz.Quiz):
    nb = notebook(answered)
    spoil(nb, answered)
    page = export(nb)
    assert "Words beside." in shown(page)
    assert FETCHED.search(page) is None


@pytest.mark.parametrize("trait", ["items", "results", "texts", "heading"])
@pytest.mark.parametrize(
    "value", [None, 7, "words", [7], {"q": 7}, [{"id": []}], {"07-was-30-final": {"verdict": "odd"}}]
)
def test_no_odd_state_of_a_quiz_stops_the_export(trait: str, value: object, answered: quiz.Quiz):
    nb = notebook(answered)
    state_of(nb, answered)[trait] = value
    html = words_of(nb)
    assert html == "Words beside." or "Question 1 of 4." in html


@pytest.mark.parametrize("spoil", [without_state, with_an_empty_state, with_the_widget_missing, with_its_parts_missing])
def test_an_explorer_without_its_state_is_exported_as_its_words(spoil: object):
    explorer = explore.days()
    nb = notebook(explorer)
    spoil(nb, explorer)
    assert words_of(nb) == "Words beside."


@pytest.mark.parametrize("children", [None, 7, "words", ["words"], [None], ["IPY_MODEL_itself"]])
def test_no_odd_box_stops_the_export(children: object):
    explorer = explore.days()
    nb = notebook(explorer)
    itself = f"IPY_MODEL_{explorer.model_id}"
    state_of(nb, explorer)["children"] = [itself] if children == ["IPY_MODEL_itself"] else children
    assert words_of(nb) == "Words beside."


# What somebody else made keeps all that it needs.


def test_a_readers_own_slider_keeps_its_view_and_the_course_leaves_no_state(answered: quiz.Quiz):
    slider = ipywidgets.IntSlider(value=3)
    nb = notebook(answered, slider)
    del nb.cells[-1].outputs[0].data["text/html"]
    page = export(nb)
    parsed = BeautifulSoup(page, "html.parser")
    held = json.loads(parsed.select_one(f"script[type='{STATE}']").get_text())["state"]
    assert {model["model_name"] for model in held.values()} == {"IntSliderModel", "LayoutModel", "SliderStyleModel"}
    assert len(parsed.select(f"script[type='{VIEW}']")) == 1
    assert HTMLExporter().require_js_url in page and "embed-amd.js" in page
    assert f"Your answer: {chosen_text(answered)}" in shown(page)


def test_a_look_that_two_widgets_share_is_kept_for_the_one_that_stays():
    look = ipywidgets.Layout(width="auto")
    explorer, slider = explore.days(), ipywidgets.IntSlider(layout=look)
    explorer.layout = look
    nb = notebook(explorer, slider)
    del nb.cells[-1].outputs[0].data["text/html"]
    nb, _resources = WordsForWidgets().preprocess(nb, {})
    assert look.model_id in nb.metadata.widgets[STATE].state
    assert explorer.model_id not in nb.metadata.widgets[STATE].state


def test_a_box_with_a_widget_of_another_package_is_left_alone():
    slider = ipywidgets.IntSlider()
    nb = notebook(ipywidgets.VBox([slider]))
    nb.metadata.widgets[STATE].state[slider.model_id]["model_module"] = "another-package"
    assert VIEW in export(nb)


FOREIGN = {
    "plain": ([], "import numpy\nprint('helpers')"),
    "widgets": ([ipywidgets.IntSlider(), ipywidgets.VBox([ipywidgets.HTML("x")])], "import ipywidgets"),
}


@pytest.mark.parametrize("options", [{}, {"sanitize_html": True}, {"template_name": "classic"}])
@pytest.mark.parametrize("name", FOREIGN)
def test_notebooks_of_others_are_exported_as_before(name: str, options: dict):
    widgets, source = FOREIGN[name]
    nb = notebook(*widgets, source=source)
    nb.cells.append(
        v4.new_markdown_cell("# Heading\n\n<figure><img src='http://localhost/a.png' alt='a'></figure> $x$")
    )
    before = HTMLExporter(**options).from_notebook_node(nb)[0]
    exporter = HTMLExporter(config=settings(), **options)
    exporter.from_notebook_node(notebook(quiz.predict("07")))
    after = exporter.from_notebook_node(nb)[0]
    assert without_random_names(after) == without_random_names(before)


def without_random_names(page: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", page)


def test_a_notebook_that_is_only_converted_keeps_its_widgets(answered: quiz.Quiz):
    nb = notebook(answered)
    held = json.loads(export(nb, NotebookExporter))
    assert STATE in held["metadata"]["widgets"]
    assert VIEW in held["cells"][1]["outputs"][0]["data"]
    assert IMPORT in export(nb, ScriptExporter)


# Nothing is asked of the web, unless a reader's own work needs it.

ADDRESSES = ("mathjax_url", "mermaid_js_url", "mermaid_layout_elk_js_url", "require_js_url", "jquery_url")


def resources(exporter: type[HTMLExporter] = SlidesExporter, **options: object) -> dict:
    return exporter(**options)._init_resources({})


@pytest.mark.parametrize("path", lessons.paths(), ids=lambda path: path.name)
def test_no_lesson_as_shipped_asks_the_web(path: Path):
    held = resources()
    offline.ask_nothing_of_the_web(nbformat.read(path, as_version=4), held)
    assert [name for name in ADDRESSES if not held[name].startswith("data:")] == []
    assert held["reveal"]["url_prefix"].startswith("data:")


OWN_WORK = {
    "formula": ({"cell": "The share is $a / b$."}, {"mathjax_url"}),
    "formula in brackets": ({"cell": r"\\(a\\)"}, {"mathjax_url"}),
    "formula of a package": ({"text/latex": "$x$"}, {"mathjax_url"}),
    "price in code": ({"cell": "`$a` and `$b`"}, set()),
    "one price": ({"cell": "It cost $5."}, set()),
    "diagram": ({"cell": "```mermaid\ngraph TD\n```"}, {"mermaid_js_url", "mermaid_layout_elk_js_url"}),
    "diagram of a package": ({"text/vnd.mermaid": "graph TD"}, {"mermaid_js_url", "mermaid_layout_elk_js_url"}),
    "script": ({"application/javascript": "1"}, {"require_js_url", "jquery_url"}),
    "script in html": ({"text/html": "<script>require([])</script>"}, {"require_js_url", "jquery_url"}),
}


@pytest.mark.parametrize("name", OWN_WORK)
def test_what_a_reader_added_keeps_its_script_and_no_other(name: str):
    added, kept = OWN_WORK[name]
    cell = v4.new_markdown_cell(added["cell"]) if "cell" in added else v4.new_code_cell()
    if "cell" not in added:
        cell.outputs.append(v4.new_output("display_data", added))
    held = resources()
    offline.ask_nothing_of_the_web(v4.new_notebook(cells=[cell]), held)
    assert {name for name in ADDRESSES if held[name].startswith("http")} == kept


def test_a_copy_of_reveal_on_this_computer_is_used_with_its_scripts():
    held = resources(reveal_url_prefix="reveal.js", require_js_url="require.js", mathjax_url="mathjax.js")
    offline.ask_nothing_of_the_web(v4.new_notebook(), held)
    assert held["reveal"]["url_prefix"] == "reveal.js"
    assert (held["require_js_url"], held["mathjax_url"]) == ("require.js", "mathjax.js")
    assert held["jquery_url"].startswith("http")


# "Sanitize HTML output" is ticked when JupyterLab's menu exports.

ACTS = [
    "<script>alert(1)</script>", '<img src=x onerror="alert(1)" alt="">', '<a href="javascript:alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>', '<a href="da\tta:text/html,a">a</a>',
    '<a href="data&colon;text/html,a">a</a>', '<a href="&#106;avascript&colon;alert(1)">a</a>', '<img alt="" src="https://localhost/seen.png">',
    "<iframe src='//localhost'></iframe>", '<p style="background:url(//localhost/seen.png)">a</p>',
    "<style>@import '//localhost/a.css'</style>", '<form action="//localhost"><button>a</button></form>',
    '<img alt="" src="data:text/html,<script>alert(1)</script>">', "<svg><script>alert(1)</script></svg>",
]  # fmt: skip


@pytest.mark.parametrize("html", ACTS)
def test_nothing_that_acts_is_left_when_html_is_sanitized(html: str):
    nb = notebook()
    nb.cells.append(v4.new_markdown_cell(f"# Heading\n\n{html}"))
    nb.cells.append(v4.new_code_cell(outputs=[v4.new_output("display_data", {"text/html": html})]))
    main = BeautifulSoup(export(nb, sanitize_html=True), "html.parser").main
    assert main.find(["script", "iframe", "style", "form", "button", "svg"]) is None
    for part in main.find_all(True):
        assert not [name for name in part.attrs if name.startswith("on")]
        addresses = re.sub(r"\s", "", " ".join(map(str, part.attrs.values())))
        assert not re.search(r"javascript:|data:text|//localhost", addresses)


LINKS = "[1](#n07-kfor-first) [2](00_start_here.ipynb) [3](https://localhost/a?b=c&d=(e)#f) [4](../README.md#start)"


def test_all_that_lessons_show_is_left_when_html_is_sanitized(answered: quiz.Quiz):
    nb = notebook(answered, explore.days())
    frame = {"text/html": data.load("election_april_2023").to_html(notebook=True)}
    nb.cells.append(v4.new_code_cell(outputs=[v4.new_output("display_data", frame)]))
    nb.cells.append(v4.new_markdown_cell(f"# Heading\n\n{LINKS}\n\n| a | b |\n|---|---|\n| c | d |\n\n> Quoted."))
    plain, cleaned = (BeautifulSoup(export(nb, sanitize_html=yes), "html.parser").main for yes in (False, True))
    plain.style.decompose()
    assert cleaned.get_text().split() == plain.get_text().split()
    assert [part.name for part in cleaned.find_all(True)] == [part.name for part in plain.find_all(True)]
    assert [link["href"] for link in cleaned.select("a")] == [link["href"] for link in plain.select("a")]
    assert cleaned.img["src"] == plain.img["src"] and cleaned.img["alt"] == plain.img["alt"]


# The settings file.


def test_the_settings_file_is_installed_where_jupyter_looks_for_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared[SETTINGS.relative_to(ROOT).as_posix()] == "etc/jupyter"


def test_settings_that_a_person_made_stay_in_force():
    own = Config({"TemplateExporter": {"preprocessors": ["nbconvert.preprocessors.ClearOutputPreprocessor"]}})
    own.merge(settings())
    used = [type(one).__name__ for one in HTMLExporter(config=own)._preprocessors if one.enabled]
    assert used.index("ClearOutputPreprocessor") < used.index("WordsForWidgets")


def test_another_package_of_that_name_stops_no_export(tmp_path: Path):
    (tmp_path / "helpers.py").write_text("", encoding="utf-8")
    asked = (
        "from traitlets.config import PyFileConfigLoader; "
        f"print(dict(PyFileConfigLoader('jupyter_config.py', path={str(SETTINGS)!r}).load_config()))"
    )
    other_first = {**os.environ, "PYTHONPATH": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, env=other_first, cwd=tmp_path, check=True
    )
    assert answer.stdout.strip() == "{}"


def test_a_lesson_that_nbconvert_runs_itself_is_exported_with_its_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    cell = v4.new_code_cell("from helpers import quiz\nquiz.exit_check('07')")
    nbformat.write(v4.new_notebook(cells=[cell]), tmp_path / "lesson.ipynb")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(SETTINGS))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", "lesson.ipynb"],
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    page = (tmp_path / "lesson.html").read_text(encoding="utf-8")
    assert "Question 1 of 4." in shown(page) and "How sure are you? a guess / fairly sure / sure" in shown(page)
    assert FETCHED.search(page) is None
