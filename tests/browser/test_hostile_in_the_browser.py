"""What somebody who means harm wrote is shown as text in JupyterLab and never runs."""

import json
from pathlib import Path

import hostile
import nbformat
import pytest
from browser_help import Lab, Watched, open_lesson, run_all, wait_until_still
from playwright.sync_api import Locator, Page
from waiting import wait_until

pytestmark = pytest.mark.browser

HARM = "<img src=x onerror='window.harmed=1'><script>window.harmed=2</script>"
CELLS = {
    "a quiz": f"""
{Path(hostile.__file__).read_text(encoding="utf-8")}
from helpers.quiz import bank, widget
questions = [harmed(question, HARM) for question in bank.all_questions().values() if question.lesson == "07"]
widget.Quiz(HARM, questions, "exit 07")
""",
    "a table": "import pandas\nfrom helpers import tables\ntables.show(pandas.DataFrame({HARM: [HARM]}), HARM)",
    "a class": "from helpers import class_view\nclass_view.show('class')",
    "a refused nickname": (
        "from helpers import progress\n"
        "progress.record('07-turnout', lesson='07', response=HARM, correct=False)\n"
        "progress.hand_in(HARM)"
    ),
    "a hand-in of a hostile answer": "progress.hand_in('grey heron')",
    "a briefing": "from helpers import briefing\nbriefing.write()",
    "an unknown word": "from helpers import charts\ncharts.story(HARM)",
}


def write_hostile_files(lab: Lab) -> None:
    """Write a notebook, a class and a draft of somebody who means harm."""
    folder = lab.folder / "class"
    folder.mkdir()
    (folder / "hand-in-1.json").write_text(json.dumps({"nickname": HARM}), encoding="utf-8")
    (folder / "<img src=x onerror='window.harmed=3'>.json").write_text("{}", encoding="utf-8")
    lab.answers.parent.mkdir(parents=True, exist_ok=True)
    draft = {"advice": HARM, "unknown": HARM, "change": HARM}
    (lab.answers.parent / "briefing.json").write_text(json.dumps(draft), encoding="utf-8")
    sources = [f"HARM = {HARM!r}\n{source}" for source in CELLS.values()]
    cells = [nbformat.v4.new_code_cell(source, metadata={"tags": ["raises-exception"]}) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.folder / "hostile.ipynb")


def words_of(output: Locator) -> str:
    typed = output.locator("textarea, input").evaluate_all("all => all.map(one => one.value)")
    return (output.text_content() or "") + " ".join(typed)


def answer_everything(page: Page) -> None:
    for group in page.locator(".course-quiz-question").all():
        if group.locator("button", has_text="Hint").count():
            group.locator("button", has_text="Hint").click()
        for place in (".course-quiz-options input[type=radio]", ".course-quiz-certainty input"):
            if group.locator(place).count():
                group.locator(place).first.check()
        group.locator(".course-quiz-check").click()
    wait_until(lambda: page.locator(".course-quiz-check[aria-disabled=true]").count() == 0, 30)
    wait_until_still(page)


def test_nothing_that_somebody_wrote_runs(page: Page, lab: Lab, watched: Watched):
    write_hostile_files(lab)
    open_lesson(page, lab, "hostile.ipynb")
    run_all(page)
    page.wait_for_selector(".course-quiz .course-quiz-check", state="attached", timeout=30_000)
    outputs = page.locator(".jp-CodeCell")
    for place, name in enumerate(CELLS):
        wait_until(lambda place=place: outputs.nth(place).locator(".jp-OutputArea-output").count() > 0, 20)
        text = words_of(outputs.nth(place).locator(".jp-OutputArea").first)
        assert "window.harmed" in text or "nickname" in text, f"{name}: the words are not shown: {text[:300]}"

    answer_everything(page)
    assert page.locator(".course-quiz-feedback", has_text="window.harmed").count(), "feedback was not shown"
    assert page.evaluate("() => window.harmed ?? null") is None
    assert watched.outside == []
