"""The pages of the web edition: what a reader without Python, network or script finds there."""

import csv
import json
import re

import pytest
from site_pages import ADDRESS, lessons, texts, trees

from helpers import claims, data
from helpers.base import lessons as manifest
from helpers.site import build, outside, pages

NAMES = [lesson.file.replace(".ipynb", ".html") for lesson in manifest.all()]
TABLES = [f"table_{name}.html" for name in data.names() if name not in ("sources", "claims")]
OTHERS = ["index.html", "glossary.html", "who_says_so.html", "pictures.html", "data.html", "about.html"]
FILES_BESIDE = {"style.css", "letters.css", "course.js", "icon.svg", "data/datapackage.json"}


def test_every_lesson_and_every_other_page_is_there() -> None:
    assert sorted(texts()) == sorted(NAMES + OTHERS + TABLES)


@pytest.mark.parametrize("name", NAMES + OTHERS + TABLES)
def test_every_link_leads_to_a_place_that_exists(name: str) -> None:
    known = {page: {tag["id"] for tag in tree.find_all(id=True)} for page, tree in trees().items()}
    files = FILES_BESIDE | {f"data/{resource['path']}" for resource in data.package()["resources"]}
    for link in trees()[name].find_all("a", href=True):
        address = str(link["href"])
        if address.startswith(("https://", "http://")):
            continue
        page, _, mark = address.partition("#")
        if page in files:
            continue
        assert (page or name) in known, address
        assert not mark or mark in known[page or name], address


@pytest.mark.parametrize("name", NAMES + OTHERS + TABLES)
def test_a_page_asks_no_other_host_for_anything(name: str) -> None:
    for tag in trees()[name].find_all(
        ["script", "link", "img", "iframe", "source", "video", "audio", "object", "embed"]
    ):
        for attribute in ("src", "href", "data", "srcset"):
            address = str(tag.get(attribute, ""))
            assert "//" not in address or tag.get("rel") == ["canonical"], tag
    assert "@import" not in texts()[name]
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", texts()[name])


@pytest.mark.parametrize("name", NAMES + OTHERS)
def test_marks_of_places_stand_once_and_the_page_has_one_heading(name: str) -> None:
    marks = [tag["id"] for tag in trees()[name].find_all(id=True)]
    assert len(marks) == len(set(marks)), sorted({mark for mark in marks if marks.count(mark) > 1})
    assert len(trees()[name].find_all("h1")) == 1
    levels = [int(tag.name[1]) for tag in trees()[name].find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    # Whoever moves by headings must not wonder what stood between an h2 and an h4.
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_figure_of_a_lesson_leads_to_its_note_on_the_same_page() -> None:
    counted = 0
    for page in lessons():
        tree = trees()[page.name]
        for link in tree.find_all("a", class_="claim"):
            note = tree.find(id=str(link["href"])[1:])
            assert note is not None and "note" in note["class"], link
            assert f"claim-{note['data-status']}" in link["class"], link
            counted += 1
    assert counted > 500


def test_every_picture_says_what_it_shows_and_has_its_table() -> None:
    for page in lessons():
        for tree_of_svg in trees()[page.name].find_all("svg"):
            assert len(tree_of_svg["aria-label"]) >= 40
            assert tree_of_svg["role"] == "img"
        for picture in page.pictures.values():
            assert "<table" in picture.table


def test_inside_marks_of_two_pictures_of_one_page_differ() -> None:
    for page in lessons():
        inside = re.findall(r'(?:url\(#|href="#)(p\d\d-[^")]+)', texts()[page.name])
        known = {tag["id"] for tag in trees()[page.name].find_all(id=True)}
        assert set(inside) <= known


def test_questions_stand_with_their_answers_folded_where_no_script_runs() -> None:
    tree = trees()["07_the_unrest_of_2023.html"]
    parts = [place["data-part"] for place in tree.find_all(class_="course-quiz")]
    assert parts == ["recall", "predict", "written", "exit", "practice"]
    folded = tree.find(attrs={"data-part": "exit"}).find_all("details")
    assert len(folded) == 4 and not any(fold.has_attr("open") for fold in folded)
    assert all(fold.find("strong").get_text() for fold in folded)


def test_exercises_stand_with_hints_and_solution_folded() -> None:
    places = trees()["07_the_unrest_of_2023.html"].find_all(class_="course-exercise")
    assert [place["data-exercise"] for place in places] == ["07.1", "07.2", "07.3"]
    for place in places:
        titles = [summary.get_text() for summary in place.find_all("summary")]
        assert titles[0].startswith("Hint 1 of") and titles[-1] == "Solution"


def test_what_follows_a_guess_is_folded_until_it_is_opened() -> None:
    looks = trees()["07_the_unrest_of_2023.html"].find_all("details", class_="look")
    assert len(looks) == 1 and not looks[0].has_attr("open")
    assert looks[0].find(class_="explorer")


def test_no_lesson_tells_a_reader_to_run_a_cell() -> None:
    for page in lessons():
        if page.lesson.shape == "teachers":
            continue
        tree = trees()[page.name]
        for script in trees()[page.name].find_all("script"):
            assert script.get("type") or script.get("src")
        text = " ".join(part.get_text(" ") for part in tree.find_all("main"))
        for words in ("Shift and Enter", "run the cell", "Run the cell", "double-click", "JupyterLab's"):
            assert words not in text, (page.name, words)


def test_source_cards_look_like_cards_and_keep_foreign_words_marked() -> None:
    cards = trees()["07_the_unrest_of_2023.html"].find_all("article", class_="card")
    assert len(cards) == 6
    police = next(card for card in cards if "Kosovo Police" in card.find("h3").get_text())
    assert [span["lang"] for span in police.find_all("span", lang=True)] == ["sq", "sq"]
    assert police.find(class_="card-limit").get_text().startswith("Could not know:")


def test_who_says_so_lists_the_whole_ledger_with_status_lessons_and_sources() -> None:
    entries = trees()["who_says_so.html"].find("ol", class_="ledger").find_all("li", recursive=False)
    assert [entry["id"] for entry in entries] == [f"c-{name}" for name in claims.ids()]
    for entry in entries:
        claim = claims.get(str(entry["id"])[2:])
        assert entry["data-status"] == claim.status
        assert entry["data-lessons"].split() == list(claim.lessons)
        assert len(entry.find("details", class_="sources").find_all("li")) == len(claim.sources)


def test_addresses_that_learners_are_not_shown_stand_nowhere(tmp_path) -> None:
    with (data.FOLDER / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    hidden = [row["url"] for row in rows if row["learner_link"] == "no" and len(row["url"]) > 20]
    shown = {row["url"] for row in rows if row["learner_link"] == "yes"}
    build.copy_data(tmp_path)
    everything = "".join(texts().values()) + (tmp_path / "sources.csv").read_text(encoding="utf-8")
    assert hidden
    assert not [url for url in hidden if f'"{url}"' in everything or f",{url}," in everything if url not in shown]


def test_each_page_has_words_of_its_own_for_search_engines() -> None:
    titles = [tree.title.get_text() for tree in trees().values()]
    described = [tree.find("meta", attrs={"name": "description"})["content"] for tree in trees().values()]
    assert len(set(titles)) == len(titles) and len(set(described)) == len(described)
    for name, tree in trees().items():
        content = json.loads(tree.find("script", type="application/ld+json").string)
        assert content["@context"] == "https://schema.org" and content["license"].endswith("/by/4.0/")
        assert content["url"] == ADDRESS + ("" if name == "index.html" else name)
    lesson = json.loads(trees()["07_the_unrest_of_2023.html"].find("script", type="application/ld+json").string)
    assert lesson["@type"] == "LearningResource" and lesson["timeRequired"] == "PT45M" and len(lesson["teaches"]) == 3


def test_the_list_for_search_engines_names_every_page() -> None:
    found = re.findall("<loc>(.*?)</loc>", outside.sitemap(ADDRESS, texts()))
    assert len(found) == len(texts()) and ADDRESS in found and f"{ADDRESS}about.html" in found


def test_search_finds_lessons_words_and_statements_at_places_that_exist() -> None:
    documents = pages.search_documents(lessons())
    kinds = [kind for kind, *_ in documents]
    assert kinds.count("claim") == len(claims.ids()) and kinds.count("term") == len(data.load("glossary"))
    for _, address, title, _ in documents:
        page, _, mark = address.partition("#")
        assert title and (not mark or trees()[page].find(id=mark) is not None), address


def test_every_exercise_leads_to_its_whole_table_and_every_cell_of_it_stands_there() -> None:
    lesson = trees()["07_the_unrest_of_2023.html"]
    links = {str(link["href"]) for box in lesson.find_all(class_="whole-tables") for link in box.find_all("a")}
    assert links == {"table_injury_reports.html", "table_election_april_2023.html"}
    with (data.FOLDER / "injury_reports.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    table = trees()["table_injury_reports.html"].find_all("table")[-1]
    shown = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert shown == rows


def test_a_lesson_is_light_and_the_home_page_lighter() -> None:
    # In characters; a page of a lesson is packed to a quarter on its way.
    for page in lessons():
        assert len(texts()[page.name]) < 400_000, page.name
    assert len(texts()["index.html"]) < 60_000


def test_the_picture_of_link_previews_is_a_png_of_the_usual_size() -> None:
    picture = outside.preview()
    assert picture.startswith(b"\x89PNG") and picture == outside.preview()
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)
    assert b"matplotlib" not in picture.lower()


def test_the_answer_to_a_guess_is_folded_with_its_picture() -> None:
    """A guess is worth something only before the number is seen."""
    for page in lessons():
        for told in trees()[page.name].find_all("strong", string=re.compile("^What made th")):
            before = told.find_previous("details", class_="look")
            if before is not None:
                assert told.find_parent("details", class_="look") is before, page.name


def test_home_and_the_teachers_page_lead_to_the_kit_where_there_is_one():
    with_kit = build.Site(lessons(), ADDRESS, has_kit=True).pages()
    for name in ("index.html", "90_for_teachers.html"):
        assert 'href="kit/index.html"' in with_kit[name]
        assert "kit/index.html" not in texts()[name]
    assert "kit/index.html" not in with_kit["07_the_unrest_of_2023.html"]
