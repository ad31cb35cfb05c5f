"""The whole kit is built once, printed, opened and answered: what a teacher would find broken on Tuesday."""

import hashlib
import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from axe import grave_faults
from lxml import etree
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from qti_convert import upgrade_qti2_to_qti3

from helpers.base import lessons
from helpers.kit import build, selected
from helpers.kit.platforms import qti
from helpers.kit.printing import PAPERS
from helpers.quiz import bank, exchange

pytestmark = pytest.mark.browser
PLAYER = (
    lessons.ROOT / "tests" / "javascript" / "node_modules" / "@citolab" / "qti-components" / "cdn" / "index.global.js"
)
LONGEST_SECONDS = 240
POINTS = {"A4": (594.96, 841.92), "Letter": (612.0, 792.0)}
SIZES = {"short": 2, "plans": 1, "index": 1, "letter": 1}


def built(target: Path, *numbers: str) -> Path:
    """Build a kit in a thread of its own: Playwright runs once a thread, and the tests' Chromium has this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(build.build, numbers, target=target, say=lambda _sentence: None).result()


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    begun = time.process_time()
    folder = built(tmp_path_factory.mktemp("build"))
    # What this process itself takes; the browser's share is as large at most.
    assert time.process_time() - begun < LONGEST_SECONDS / 2
    return folder


def pdfs(kit: Path) -> list[Path]:
    return sorted(kit.rglob("*.pdf"))


@pytest.fixture(scope="session")
def lines_of_pages(kit: Path) -> dict[Path, list[list[str]]]:
    """Return the lines of each page of each PDF, without what stands at the foot of every page."""
    found = {}
    for path in pdfs(kit):
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        found[path] = [
            [line.strip() for line in page.splitlines() if line.strip() and "2023 · CC BY 4.0" not in line]
            for page in text.split("\f")[:-1]
        ]
    return found


def test_every_page_stands_there_for_both_sizes_of_paper(kit: Path):
    pages = [path for path in kit.rglob("*.html") if not path.name.endswith("-slides.html")]
    assert len(pages) == 12 * 5 + len(lessons.routes()) + 2
    for page in pages:
        for paper in PAPERS:
            assert page.with_name(f"{page.stem}-{paper.lower()}.pdf").is_file(), page


def test_pdfs_are_tagged_named_and_have_an_outline(kit: Path):
    for path in pdfs(kit):
        read = PdfReader(path)
        root = read.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"], path
        assert root["/Lang"] == "en", path
        assert read.metadata.title, path
        assert "/StructTreeRoot" in root and read.outline, path
        paper = "A4" if path.stem.endswith("-a4") else "Letter"
        assert (float(read.pages[0].mediabox.width), float(read.pages[0].mediabox.height)) == pytest.approx(
            POINTS[paper], abs=1
        )


def test_no_page_is_empty_and_short_ones_are_short(lines_of_pages: dict[Path, list[list[str]]]):
    for path, pages in lines_of_pages.items():
        assert all(sum(map(len, lines)) > 20 for lines in pages), path
        kind = path.parent.name if path.parent.name == "plans" else path.stem.rsplit("-", 1)[0].rpartition("-")[2]
        assert len(pages) <= SIZES.get(kind, len(pages)), path


def test_no_heading_stands_alone_at_the_foot_of_a_page(lines_of_pages: dict[Path, list[list[str]]]):
    for path, pages in lines_of_pages.items():
        html = path.with_name(f"{path.stem.rsplit('-', 1)[0]}.html").read_text(encoding="utf-8")
        # Names of voices also stand in the table for notes, whose rows are mostly empty.
        html = re.sub(r"<article.*?</article>", "", html, flags=re.DOTALL)
        found = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html, re.DOTALL)
        headings = {" ".join(re.sub(r"<[^>]+>", "", heading).split()) for heading in found}
        for number, lines in enumerate(pages, start=1):
            assert lines[-1] not in headings, (path, number)


def test_a_kit_made_twice_is_the_same(kit: Path, tmp_path: Path):
    again = built(tmp_path, "07")
    for path in sorted(again.rglob("*")):
        of_all = kit / path.relative_to(again)
        if path.is_file() and path.parent.name == "07_the_unrest_of_2023":
            assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(of_all.read_bytes()).digest(), path


@pytest.fixture
def watched_page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on(
        "request",
        lambda request: (
            seen.append(request.url) if not request.url.startswith(("file:", "data:", "about:", "blob:")) else None
        ),
    )
    yield page, seen
    page.close()


@pytest.mark.parametrize("number", [lesson.number for lesson in selected.lessons_of(())])
def test_a_deck_is_shown_by_keyboard_offline_and_nothing_is_cut(
    kit: Path, watched_page: tuple[Page, list[str]], number: str
):
    page, seen = watched_page
    page.goto((kit / lessons.of(number).file.removesuffix(".ipynb") / f"{number}-slides.html").as_uri())
    page.wait_for_selector("section.present")
    titles = []
    while True:
        shown = page.locator("section.present")
        titles.append(shown.locator("h1, h2").first.inner_text())
        box = page.evaluate(
            "() => { const s = document.querySelector('section.present'); return [s.scrollHeight, s.scrollWidth]; }"
        )
        assert box[0] <= 721 and box[1] <= 1281, (titles[-1], box)
        if page.evaluate("() => Boolean(document.querySelector('section.present ~ section')) === false"):
            break
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "before => document.querySelector('section.present :is(h1, h2)').innerText !== before", arg=titles[-1]
        )
    assert len(titles) == page.locator(".slides > section").count() <= 10
    assert seen == []
    assert not page.locator("[role=application]").count()


def test_notes_of_a_deck_open_in_a_window_of_their_own(kit: Path, watched_page: tuple[Page, list[str]]):
    page, seen = watched_page
    page.goto((kit / "07_the_unrest_of_2023" / "07-slides.html").as_uri())
    page.wait_for_selector("section.present")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    opened.value.wait_for_function(
        "() => document.body && document.body.innerText.includes('Minutes 0-7')", timeout=15_000
    )


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "07_the_unrest_of_2023/07-worksheet.html",
        "07_the_unrest_of_2023/07-cards.html",
        "07_the_unrest_of_2023/07-slides.html",
        "plans/letter.html",
    ],
)
def test_axe_finds_no_serious_fault(kit: Path, watched_page: tuple[Page, list[str]], name: str):
    page, _seen = watched_page
    page.goto((kit / name).as_uri())
    assert grave_faults(page) == []


def test_every_link_of_the_first_page_leads_somewhere(kit: Path, watched_page: tuple[Page, list[str]]):
    page, seen = watched_page
    page.goto((kit / "index.html").as_uri())
    links = page.locator("a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    assert len(links) > 60 and all((kit / link).is_file() for link in links) and seen == []


ANSWER = """async ([xml, value]) => {
  document.body.innerHTML = '<qti-item><div><item-container></item-container></div></qti-item>';
  const container = document.querySelector('item-container');
  await customElements.whenDefined('item-container');
  await container.updateComplete;
  container.itemXML = xml;
  const find = () => container.shadowRoot?.querySelector('qti-assessment-item');
  for (let turn = 0; turn < 200 && !find(); turn += 1) await new Promise(requestAnimationFrame);
  const item = find();
  await item.updateComplete;
  await new Promise((done) => setTimeout(done, 30));
  item.updateResponseVariable('RESPONSE', value);
  item.processResponse();
  await new Promise(requestAnimationFrame);
  const outcome = (name) => item.variables.find((one) => one.identifier === name)?.value ?? null;
  return [outcome('SCORE'), outcome('FEEDBACK'), item.textContent];
}"""


def test_a_player_shows_every_item_and_marks_right_and_wrong_answers(watched_page: tuple[Page, list[str]]):
    page, seen = watched_page
    page.goto("about:blank")
    page.add_script_tag(path=str(PLAYER))
    files, _losses = qti.build(selected.lessons_of(()))
    for item, question in bank.all_questions().items():
        content = files[f"items/{item}.xml"]
        xml = upgrade_qti2_to_qti3(content)
        right, wrong = responses(content, question.as_exchange())
        _score, _feedback, words = page.evaluate(ANSWER, [xml, wrong])
        assert " ".join(question.stem.split()) in " ".join(words.split()), item
        if question.has_key:
            assert float(page.evaluate(ANSWER, [xml, right])[0]) == 1, (item, right)
            assert float(page.evaluate(ANSWER, [xml, wrong])[0] or 0) == 0, (item, wrong)
    assert seen == []


def responses(content: bytes, form: exchange.Exchange | None) -> tuple[object, object]:
    """Return a right and a wrong answer in the words of the item itself."""
    item = etree.fromstring(content)
    right = [value.text for value in item.iter("{*}value") if value.getparent().tag.endswith("correctResponse")]
    named = [one.get("identifier") for one in item.iter("{*}simpleChoice")]
    if isinstance(form, exchange.Options):
        wrong = [name for name in named if name not in right] or named
        return (right, wrong[:1]) if form.several else (next(iter(right), None), wrong[0])
    if isinstance(form, exchange.Sequence):
        return right, right[::-1]
    if isinstance(form, exchange.Pairs):
        ends = [pair.split()[1] for pair in right]
        return right, [f"{pair.split()[0]} {end}" for pair, end in zip(right, ends[1:] + ends[:1], strict=True)]
    if isinstance(form, exchange.Figure):
        return next(iter(right), None), "999999"
    return right[0], "something else"
