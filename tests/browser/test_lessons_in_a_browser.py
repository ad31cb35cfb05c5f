"""What a learner sees: lessons run, nothing is broken, nothing leaves the machine, answers come back."""

import nbformat
import pytest
from browser_help import Lab, open_lesson, restart_kernel, run_all, run_all_with_quiz, shut_kernel_down
from playwright.sync_api import Locator, Page
from waiting import wait_until

pytestmark = pytest.mark.browser

BROKEN = """() => [...document.querySelectorAll('.jp-OutputArea-output')]
    .map(e => e.textContent).filter(t => /Error displaying widget|Traceback|model not found/.test(t))"""


def keeps_its_keys(control: Locator) -> bool:
    """Whether a key that is pressed in a control stays there; no keyboard has the key F24."""
    return control.evaluate("""control => {
        let left = false;
        const see = () => { left = true; };
        document.addEventListener("keydown", see);
        control.dispatchEvent(new KeyboardEvent("keydown", { key: "F24", bubbles: true }));
        document.removeEventListener("keydown", see);
        return !left;
    }""")


def check_first_option(question: Locator) -> None:
    question.locator("input[type=radio]").first.check()
    question.locator(".course-quiz-certainty input").first.check()
    question.locator(".course-quiz-check").click()


def test_a_quiz_without_its_kernel_says_so(page: Page, lab: Lab):
    open_lesson(page, lab, "03_kfor_and_the_un.ipynb")
    run_all_with_quiz(page)
    restart_kernel(page)
    question = page.locator(".course-quiz").first.locator(".course-quiz-question").first
    check_first_option(question)
    wait_for_words(question, "Run this cell to go on")


def type_and_enter(question: Locator, text: str) -> None:
    question.locator("input[type=text]").fill(text)
    question.locator("input[type=text]").press("Enter")


def wait_for_words(question: Locator, words: str) -> None:
    wait_until(lambda: words in question.locator(".course-quiz-feedback").text_content(), 10)


def test_number_text_and_several_answers_are_marked(page: Page, lab: Lab):
    open_lesson(page, lab, "07_the_unrest_of_2023.ipynb")
    run_all_with_quiz(page)
    several = page.locator(
        "fieldset.course-quiz-question", has_text="are supported by sources on different sides"
    ).first
    several.get_by_role("checkbox", name="Shots were heard in Zvecan.").check()
    several.locator(".course-quiz-check").click()
    wait_for_words(several, "how sure")
    several.locator(".course-quiz-certainty input").nth(2).check()
    several.locator(".course-quiz-check").click()
    wait_for_words(several, "Partly right.")

    number = page.locator("fieldset.course-quiz-question", has_text="What total of injured soldiers did KFOR").first
    number.locator(".course-quiz-certainty input").nth(0).check()
    type_and_enter(number, "a few")
    wait_for_words(number, "Type a number")
    type_and_enter(number, "25")
    wait_for_words(number, "Right.")

    town = page.locator("fieldset.course-quiz-question", has_text="In which town did KFOR soldiers").first
    town.locator(".course-quiz-certainty input").nth(1).check()
    type_and_enter(town, "Zvecam")
    wait_for_words(town, "did not count as a try")
    type_and_enter(town, "Zveçan")
    wait_for_words(town, "Right.")


def test_explorer_redraws_by_keyboard_and_claim_links_jump(page: Page, lab: Lab):
    open_lesson(page, lab, "07_the_unrest_of_2023.ipynb")
    run_all_with_quiz(page)
    select = page.locator(".jp-OutputArea-output select").first
    picture = select.locator("xpath=ancestor::div[contains(@class,'jp-OutputArea-output')][1]").locator("img")
    before = picture.get_attribute("alt")
    wait_until(lambda: keeps_its_keys(select), 5)
    select.focus()
    page.keyboard.press("ArrowDown")
    wait_until(lambda: picture.get_attribute("alt") != before, 10)
    assert "Drawn darker" in picture.get_attribute("alt")

    link = page.locator("a[href$='#n07-kfor-first']").first
    assert "KFOR" in link.get_attribute("title")
    link.click()
    note = page.locator("[id='n07-kfor-first']")
    # Far from the link: whoever sees it has been led there.
    wait_until(lambda: in_view(page, note), 10)


def in_view(page: Page, part: Locator) -> bool:
    box = part.bounding_box()
    return box is not None and 0 <= box["y"] < page.viewport_size["height"]


def test_a_saved_copy_reopened_without_its_kernel_shows_the_quiz_and_no_broken_widget(page: Page, lab: Lab):
    open_lesson(page, lab, "08_international_reactions.ipynb")
    run_all_with_quiz(page)
    page.keyboard.press("Control+s")
    saved = lab.folder / "08_international_reactions.ipynb"
    wait_until(lambda: "widget-state+json" in saved.read_text(encoding="utf-8"), 15)
    shut_kernel_down(page, lab, saved.name)

    open_lesson(page, lab, "08_international_reactions.ipynb")
    page.wait_for_selector(".course-quiz .course-quiz-check", state="attached", timeout=30_000)
    assert page.evaluate(BROKEN) == []
    question = page.locator(".course-quiz").first.locator(".course-quiz-question").first
    assert question.locator("input[type=radio]").count() >= 3
    check_first_option(question)
    wait_for_words(question, "Run this cell to go on")


def test_the_picture_of_a_guess_stays_folded_until_its_cell_runs(page: Page, lab: Lab):
    open_lesson(page, lab, "03_kfor_and_the_un.ipynb")
    cell = page.locator(".jp-CodeCell", has_text="charts.strength()")
    assert cell.locator("img").count() == 0 or not cell.locator("img").first.is_visible()
    run_all(page)
    wait_until(lambda: cell.locator("img").first.is_visible(), 20)


def test_hand_in_shows_what_it_holds_and_writes_one_file_by_keyboard(page: Page, lab: Lab):
    answer_something(page, lab)
    notebook = nbformat.read(lab.folder / "12_review.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.replace("hand_in()", 'hand_in("grey heron")')
    nbformat.write(notebook, lab.folder / "12_own_name.ipynb")
    open_lesson(page, lab, "12_own_name.ipynb")
    run_all(page)
    button = page.get_by_role("button", name="Write this file")
    wait_until(lambda: keeps_its_keys(button), 5)
    form = button.locator("xpath=ancestor::div[contains(@class,'jp-OutputArea-output')][1]")
    assert "grey heron" in form.text_content()
    assert list(lab.folder.glob("hand-in-*.json")) == []
    button.focus()
    page.keyboard.press("Space")
    wait_until(lambda: "Written: hand-in-grey-heron.json" in form.get_by_role("status").last.text_content(), 10)
    assert len(list(lab.folder.glob("hand-in-*.json"))) == 1
    picture = page.locator(".jp-OutputArea-output img[alt^='Stacked bar chart of your own answers']")
    assert picture.count() == 1


def test_a_nickname_is_typed_into_a_field_so_that_nobody_types_quotation_marks(page: Page, lab: Lab):
    answer_something(page, lab)
    open_lesson(page, lab, "12_review.ipynb")
    run_all(page)
    field = page.get_by_label("Nickname")
    field.wait_for(timeout=20_000)
    form = field.locator("xpath=ancestor::div[contains(@class,'jp-OutputArea-output')][1]")
    assert form.get_by_role("button", name="Write this file").is_disabled()
    field.focus()
    page.keyboard.insert_text("\u017dana O\u2019Neil")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_until(lambda: "the nickname \u017dana O\u2019Neil" in form.text_content(), 10)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_until(lambda: "Written: hand-in-zana-o-neil.json" in form.get_by_role("status").last.text_content(), 10)
    assert len(list(lab.folder.glob("hand-in-zana-o-neil.json"))) == 1


def answer_something(page: Page, lab: Lab) -> None:
    open_lesson(page, lab, "00_start_here.ipynb")
    run_all_with_quiz(page)
    question = page.locator(".course-quiz").first.locator(".course-quiz-question").first
    check_first_option(question)
    wait_for_words(question, "Saved.")


KEYS_OF_OTHER_PROGRAMS = ["ArrowUp", "ArrowLeft", "Delete", "Backspace", "b", "a", "x", "d", "d", "m", "0", "0", " "]


def test_keys_pressed_in_a_control_do_not_leave_it_but_tab_and_escape_do(page: Page, lab: Lab):
    write_explorers(lab, "keys.ipynb", ["requests"])
    open_lesson(page, lab, "keys.ipynb")
    run_all(page)
    output = page.locator(".jp-OutputArea-output").first
    select = output.locator("select").nth(1)
    wait_until(lambda: keeps_its_keys(select), 10)
    cells = page.locator(".jp-Cell").all_text_contents()
    page.evaluate("""() => {
        window.left = [];
        document.addEventListener("keydown", event => window.left.push((event.ctrlKey ? "Control+" : "") + event.key));
    }""")
    select.focus()
    # A list that is open would keep Escape for itself.
    for key in [*KEYS_OF_OTHER_PROGRAMS, "Shift+Enter", "Escape"]:
        page.keyboard.press(key)
        select.focus()
    assert [key for key in page.evaluate("() => window.left") if key != "Escape"] == []
    page.keyboard.press("Control+s")
    saved = lab.folder / "keys.ipynb"
    wait_until(lambda: "Matrix of requests" in saved.read_text(encoding="utf-8"), 15)
    select.focus()
    page.keyboard.press("Tab")
    assert "Tab" in page.evaluate("() => window.left")
    assert page.evaluate("() => document.activeElement.tagName") != "SELECT", "Tab does not lead out"
    assert [text[:40] for text in page.locator(".jp-Cell").all_text_contents()] == [text[:40] for text in cells]


EXPLORERS = ["days", "reports", "requests", "municipalities", "two_reports"]


def write_explorers(lab: Lab, file: str, names: list[str]) -> None:
    cells = [nbformat.v4.new_code_cell(f"from helpers import explore\nexplore.{name}()") for name in names]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.folder / file)


def test_every_explorer_is_used_by_keyboard_alone(page: Page, lab: Lab):
    write_explorers(lab, "explorers.ipynb", EXPLORERS)
    open_lesson(page, lab, "explorers.ipynb")
    run_all(page)
    count = page.locator(".jp-Cell").count()
    for cell in range(len(EXPLORERS)):
        output = page.locator(".jp-Cell").nth(cell).locator(".jp-OutputArea-output").first
        output.locator("select").nth(1).wait_for(timeout=30_000)
        wait_until(lambda output=output: keeps_its_keys(output.locator("select").first), 10)
        output.locator("select").first.focus()
        for _control in range(2):
            before, said = output.locator("img").get_attribute("alt"), output.get_by_role("status").text_content()
            # An explorer may open on the last of its choices.
            at_end = page.evaluate("() => document.activeElement.selectedIndex === document.activeElement.length - 1")
            page.keyboard.press("ArrowUp" if at_end else "ArrowDown")
            wait_until(lambda output=output, before=before: output.locator("img").get_attribute("alt") != before, 10)
            assert output.get_by_role("status").text_content() != said, "the choice is not said in words"
            page.keyboard.press("Tab")
    assert page.locator(".jp-Cell").count() == count
