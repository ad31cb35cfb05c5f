"""The web edition from disk: what a reader does with keyboard, touch, a narrow window or no script."""

import re

import pytest
from axe import GRAVE, RULES
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from site_help import DESK, LESSON, PHONE, Site, Visitor

from helpers import data
from helpers.base import lessons

pytestmark = pytest.mark.browser

NAMES = [lesson.file.replace(".ipynb", ".html") for lesson in lessons.all()]
OTHERS = ["index.html", "glossary.html", "who_says_so.html", "pictures.html", "data.html", "about.html"]
# Pages of one kind: each is looked at in light, one in dark as well.
TABLES = [f"table_{name}.html" for name in data.names() if name not in ("sources", "claims")]
OTHERS.append(TABLES[0])

# What is wider than the window and is not scrolled in a place of its own.
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(part => {
  const box = part.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && !part.closest('.wide, pre, svg, dialog, .skip');
}).map(part => `${part.tagName}.${part.className} ${part.textContent.slice(0, 40)}`)"""


# Rows, notes and statements are all alike: some of each are looked at, or axe-core would take minutes a page.
FEWER_OF_A_KIND = """() => {
  for (const fold of document.querySelectorAll('main details')) fold.open = true;
  const alike = 'tbody > tr:nth-child(n+5), .notes > li:nth-child(n+9), .all-terms > div:nth-child(n+9), '
    + '.static-questions > li:nth-child(n+4), svg > *, .data-table:nth-of-type(n+6), option:nth-child(n+9)';
  for (const part of document.querySelectorAll(alike)) part.remove();
}"""


def grave_faults(page: Page) -> list[str]:
    page.evaluate(FEWER_OF_A_KIND)
    # Style sheets of pages opened from disk cannot be fetched; they are known without.
    found = Axe().run(page, None, {**RULES, "preload": False}).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def open_all_folds(page: Page) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab did not reach {selector}")


@pytest.mark.parametrize("name", NAMES + OTHERS)
def test_a_page_is_accessible_in_light_and_dark_is_quiet_and_asks_nobody(visitor: Visitor, name: str) -> None:
    opened = visitor.open(name, color_scheme="light")
    assert grave_faults(opened.page) == []
    opened.page.emulate_media(color_scheme="dark")
    assert grave_faults(opened.page) == []
    assert opened.console == []
    assert opened.outside == []


def test_pages_of_all_tables_are_accessible_and_quiet(visitor: Visitor) -> None:
    opened = visitor.open(TABLES[1])
    for name in TABLES[1:]:
        opened.page.goto(visitor.address(name))
        assert grave_faults(opened.page) == [], name
    assert opened.console == [] and opened.outside == []


def test_the_contents_mark_the_part_that_is_being_read(visitor: Visitor) -> None:
    page = visitor.open(LESSON).page
    marked = page.locator(".page-contents a[aria-current]")
    expect(marked).to_have_count(0)
    for part in ("Background", "Exit check"):
        page.get_by_role("heading", name=part, exact=True).first.evaluate("heading => heading.scrollIntoView()")
        expect(marked).to_have_text([part])
    assert float(marked.evaluate("link => getComputedStyle(link).fontWeight")) >= 600


@pytest.mark.parametrize("name", NAMES + OTHERS)
def test_nothing_is_lost_in_a_window_of_320_pixels(visitor: Visitor, name: str) -> None:
    page = visitor.open(name, viewport={"width": 320, "height": 640}).page
    open_all_folds(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("name", [LESSON, "index.html", "who_says_so.html"])
def test_twice_as_large_letters_fit_a_desk_window(visitor: Visitor, name: str) -> None:
    page = visitor.open(name).page
    page.add_style_tag(content="html { font-size: 200% !important }")
    open_all_folds(page)
    assert page.evaluate(TOO_WIDE) == []


def test_the_faults_that_these_tests_look_for_would_be_found(visitor: Visitor) -> None:
    opened = visitor.open(LESSON)
    opened.page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('afterbegin', '<p style=\"color:#bbb;background:#fff\">pale</p>"
        '<p style="min-width:3000px">wide</p><img src="https://elsewhere.example/x.png">\')'
    )
    assert any("wide" in fault for fault in opened.page.evaluate(TOO_WIDE))
    assert any("color-contrast" in fault for fault in grave_faults(opened.page))
    assert opened.outside == ["https://elsewhere.example/x.png"] and opened.console


def test_who_says_so_by_keyboard_escape_closes_and_focus_returns(visitor: Visitor) -> None:
    page = visitor.open(LESSON).page
    tab_to(page, "a.claim")
    link = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    panel = page.locator("dialog.claim-panel")
    expect(panel).to_be_visible()
    expect(panel.locator(".status")).to_have_text("established")
    assert panel.locator("li a").count() >= 1
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('href')") == link


def test_who_says_so_leads_to_the_note(visitor: Visitor) -> None:
    page = visitor.open(LESSON).page
    page.locator("a.claim").first.click()
    page.locator("dialog.claim-panel").get_by_role("link", name="To the note").click()
    note = page.locator("#n07-clash-29")
    expect(note).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == "n07-clash-29"


def test_who_says_so_by_touch_stands_in_the_window_and_a_press_beside_it_closes_it(visitor: Visitor) -> None:
    page = visitor.open(LESSON, viewport=PHONE, has_touch=True, is_mobile=True).page
    for place in (0, 7, 20):
        page.locator("a.claim").nth(place).tap()
        panel = page.locator("dialog.claim-panel")
        expect(panel).to_be_visible()
        box = panel.bounding_box()
        assert box and box["x"] >= 0 and box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"] + 1
        page.touchscreen.tap(150, 20)
        expect(panel).to_be_hidden()


def test_without_a_script_a_lesson_is_whole(visitor: Visitor, browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    page.goto(site.address(LESSON))
    page.locator("a.claim").first.click()
    assert page.url.endswith("#n07-clash-29")
    expect(page.locator("#n07-clash-29")).to_be_in_viewport()
    fold = page.locator("[data-part=exit] details").first
    fold.locator("summary").click()
    expect(fold.locator("strong")).to_be_visible()
    look = page.locator("details.look")
    look.locator("> summary").click()
    expect(look.locator("svg.drawn")).to_be_visible()
    expect(page.locator(".search-button")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(
    ("name", "explorer", "choices"),
    [
        (LESSON, "reports", ["KFOR", "treated"]),
        (LESSON, "days", [None, "26"]),
        ("08_international_reactions.html", "requests", [None, "week by week"]),
        ("01_people_and_places.html", "municipalities", ["2011", "Zvecan"]),
    ],
)
def test_every_choice_changes_picture_words_and_table(
    visitor: Visitor, name: str, explorer: str, choices: list
) -> None:
    opened = visitor.open(name)
    page = opened.page
    open_all_folds(page)
    place = page.locator(f'[data-explorer="{explorer}"]')
    place.scroll_into_view_if_needed()
    selects = place.locator("select")
    expect(selects).to_have_count(2)
    before = place.locator("svg").get_attribute("aria-label")
    drawn = place.locator("svg").inner_html()
    for select, wanted in zip(selects.all(), choices, strict=True):
        labels = select.locator("option").all_text_contents()
        label = labels[1] if wanted is None else next(label for label in labels if wanted in label)
        select.select_option(label=label)
        assert label in place.locator(".shown").text_content()
    assert place.locator("svg").get_attribute("aria-label") != before
    assert place.locator("svg").inner_html() != drawn
    assert place.locator("table tbody tr").count() >= 1
    missing = "svg => [...svg.querySelectorAll('use')].filter(use => !document.getElementById(use.href.baseVal.slice(1))).length"
    assert place.locator("svg").evaluate(missing) == 0
    assert opened.console == []


def test_every_state_of_every_explorer_can_be_put_together(visitor: Visitor) -> None:
    opened = visitor.open("01_people_and_places.html")
    counted = opened.page.evaluate("""async () => {
      const counts = {};
      for (const name of ['days', 'reports', 'requests', 'municipalities']) {
        await new Promise((done, fail) => {
          const script = document.createElement('script');
          script.src = `explorers/${name}.js`;
          script.onload = done; script.onerror = fail;
          document.head.append(script);
        });
        const { controls, states, lines } = globalThis.courseExplorers[name];
        const [first, second] = controls.map(control => control.options.map(([value]) => value));
        counts[name] = 0;
        for (const one of first) for (const other of second) {
          const state = states[`${one}|${other}`];
          const text = [];
          for (let at = 0; at < state.svg.length; at += 2) text.push(...lines.slice(state.svg[at], state.svg[at] + state.svg[at + 1]));
          const svg = new DOMParser().parseFromString(text.join('\\n'), 'text/html').querySelector('svg');
          if (!svg || svg.querySelectorAll('text').length < 1 || state.words.length < 40) throw new Error(`${name} ${one} ${other}`);
          counts[name] += 1;
        }
      }
      return counts;
    }""")
    assert counted["days"] == 30 and min(counted.values()) >= 30


def test_two_reports_stand_side_by_side_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open("09_reading_the_news.html").page
    place = page.locator('[data-explorer="two_reports"]')
    place.scroll_into_view_if_needed()
    expect(place.locator("select")).to_have_count(2)
    heads = place.locator("figure thead th").all_text_contents()
    place.locator("select").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert place.locator("figure thead th").all_text_contents() != heads
    assert place.locator("figure tbody tr").count() == 5


def test_the_list_of_statements_is_filtered(visitor: Visitor) -> None:
    page = visitor.open("who_says_so.html").page
    shown = page.locator(".ledger > li:not([hidden])")
    whole = shown.count()
    page.get_by_label("Status").select_option("disputed")
    disputed = shown.count()
    assert 0 < disputed < whole
    assert set(shown.locator(".status").all_text_contents()) == {"disputed"}
    page.get_by_label("Lesson", exact=True).select_option("07")
    page.get_by_label("Words in it").fill("nothing like this stands anywhere")
    assert shown.count() == 0
    expect(page.locator(".shown")).to_have_text(f"0 of {whole} statements are shown.")


@pytest.mark.parametrize(("words", "found"), [("Zvečan clash", "Zvecan"), ("boycot", "boycott"), ("turnout", "3.47")])
def test_search_finds_from_disk_by_keyboard(visitor: Visitor, words: str, found: str) -> None:
    page = visitor.open("index.html").page
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    results = page.locator(".found li")
    expect(results.first).to_be_visible()
    assert found in " ".join(results.all_text_contents())
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search-panel")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "search-button"


def test_search_leads_to_the_place_and_says_when_nothing_is_found(visitor: Visitor) -> None:
    page = visitor.open("index.html").page
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("qqqq zzzz")
    expect(page.locator("dialog .shown")).to_have_text("Nothing found. Try fewer or other words.")
    page.locator("#search-words").fill("what we left out 07")
    page.locator("#search-words").fill("unilateral")
    page.locator(".found a").first.click()
    page.wait_for_url(re.compile(r"\.html#"))


def test_the_menu_opens_and_closes_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open("index.html", viewport=PHONE).page
    page.locator("details.menu > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Glossary")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Glossary")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_figure_in_a_folded_answer_is_reached_by_its_address(visitor: Visitor) -> None:
    page = visitor.open("90_for_teachers.html").page
    assert page.locator("details.key[open]").count() == 0
    page.evaluate("document.querySelector('details.key td').id = 'inside'; location.hash = 'inside'")
    expect(page.locator("#inside")).to_be_visible()


def test_the_briefing_keeps_its_draft_and_prints_one_page(visitor: Visitor) -> None:
    opened = visitor.open("11_what_would_you_advise.html")
    page = opened.page
    form = page.locator(".course-briefing")
    form.scroll_into_view_if_needed()
    expect(form.get_by_role("button", name="Print my page")).to_be_visible()
    form.get_by_role("button", name="Print my page").click()
    expect(form.locator(".briefing-said")).to_contain_text("Write your advice")
    for label, words in (
        ("My advice", "Keep <b>it</b>."),
        ("What stays unknown", "Much."),
        ("What would change my mind", "A count."),
    ):
        form.get_by_label(label).fill(words)
    for reading in ("first", "second"):
        for place in (0, 1):
            form.get_by_label("Statement", exact=True).select_option(index=place + (2 if reading == "second" else 0))
            form.get_by_role("button", name=f"Add to the {reading} reading").click()
    form.get_by_label("Picture").select_option("turnout")
    page.reload()
    form.scroll_into_view_if_needed()
    expect(form.get_by_label("My advice")).to_have_value("Keep <b>it</b>.")
    expect(form.locator("[data-reading=first] li")).to_have_count(2)
    page.evaluate(
        "void (window.print = () => { window.printed = document.querySelector('.briefing-page').textContent; })"
    )
    form.get_by_role("button", name="Print my page").click()
    assert "Keep <b>it</b>." in page.evaluate("window.printed")
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    assert opened.console == []


def test_the_one_file_shows_one_page_at_a_time_and_everything_works_in_it(visitor: Visitor, site: Site) -> None:
    opened = visitor.open(f"{site.one_file.as_uri()}#page-07_the_unrest_of_2023")
    page = opened.page
    expect(page.locator("section.page:not([hidden])")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("The unrest of 2023")
    page.locator("section.page:not([hidden]) a.claim").first.click()
    page.get_by_role("link", name="To the note").click()
    expect(page.locator("#n07-clash-29")).to_be_in_viewport()
    expect(page.locator("section.page:not([hidden]) .course-quiz-check").first).to_be_attached()
    page.locator(".way:visible a").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("International reactions")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("The unrest of 2023")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("turnout")
    page.locator(".found a").first.click()
    expect(page.locator("section.page:not([hidden])")).to_have_count(1)
    page.goto(f"{site.one_file.as_uri()}#page-01_people_and_places")
    page.reload()
    place = page.locator('[data-explorer="municipalities"]')
    place.scroll_into_view_if_needed()
    expect(place.locator("select")).to_have_count(2)
    assert opened.console == [] and opened.outside == []


def test_on_paper_text_stands_without_the_frame_of_the_page(visitor: Visitor) -> None:
    page = visitor.open(LESSON).page
    page.emulate_media(media="print")
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator(".card").first).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_page_opened_inside_a_zip_says_what_is_missing_and_can_be_read(browser, site: Site, tmp_path) -> None:
    (tmp_path / LESSON).write_bytes((site.folder / LESSON).read_bytes())
    page = browser.new_page()
    page.goto((tmp_path / LESSON).as_uri())
    expect(page.locator(".alone")).to_be_visible()
    expect(page.get_by_text("Dragan drives a taxi in Zvecan.").first).to_be_visible()
    page.goto(site.address(LESSON))
    expect(page.locator(".alone")).to_be_hidden()
    page.close()


def test_home_and_menu_say_how_much_of_a_lesson_was_answered(visitor: Visitor) -> None:
    first = visitor.open(LESSON)
    question = first.page.locator('[data-part="practice"] fieldset.course-quiz-question').first
    question.locator("input").first.check()
    question.get_by_label("a guess").check()
    question.get_by_role("button", name="Check").click()
    expect(question.locator(".course-quiz-verdict")).to_be_visible()
    home = visitor.go(first.page.context, "index.html").page
    expect(home.locator('.path-facts[data-lesson="07"] .answered')).to_contain_text("1 of")
    expect(home.locator('.path-facts[data-lesson="06"] .answered')).to_have_count(0)
