"""A class would hold a sheet without a voice, a question or its answer in the hand, if one of these failed."""

import re

import pytest
from markupsafe import Markup, escape
from odd_questions import ODD, all_kinds

from helpers import claims
from helpers.base import lessons
from helpers.base.lessons import Lesson
from helpers.kit import selected
from helpers.kit.lesson_parts import LessonParts, Reader
from helpers.kit.numbered_notes import Notes, unlinked
from helpers.kit.paper import cut_cards, plans, questions, short_version, worksheet
from helpers.kit.slides import deck, teachers_clock
from helpers.quiz import bank, exchange

pytestmark = pytest.mark.authors
TAUGHT = selected.lessons_of(())
BY_LESSON = pytest.mark.parametrize("lesson", TAUGHT, ids=lambda lesson: lesson.number)


@pytest.fixture(scope="module")
def parts_of() -> dict[str, LessonParts]:
    reader = Reader()
    found = {lesson.number: reader.read(lesson) for lesson in TAUGHT}
    assert reader.faults() == []
    return found


def words(html: str) -> str:
    """Return what somebody reads, without the small numbers of notes."""
    return " ".join(Markup(re.sub(r"<sup>\d+</sup>|<style.*?</style>", "", html, flags=re.DOTALL)).striptags().split())


def plain(text: str) -> str:
    return " ".join(unlinked(text).replace("*", "").split())


@BY_LESSON
def test_a_worksheet_holds_the_whole_core(lesson: Lesson, parts_of: dict[str, LessonParts]):
    parts = parts_of[lesson.number]
    html, _losses = worksheet.worksheet(parts)
    read = words(html)
    assert plain(parts.opening) in read
    for card in parts.cards:
        assert plain(card.heading) in read and plain(card.could_not_know) in read
        for said in card.quotations:
            assert said.words in read and (said.original in read or not said.original)
            assert not said.original or f'lang="{said.language}"' in html
    for question in (*parts.guesses, *parts.exit_check):
        assert question.stem in read and all(line in read for line in question.extract)
        form = question.as_exchange()
        if isinstance(form, exchange.Options):
            assert all(option.text in read for option in form.options)
    for extract in parts.written_check.extracts:
        assert extract.heading in read
    assert all(question in read for question in parts.written_check.questions)
    assert parts.question in read
    assert all(
        picture.words in html.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
        for picture in shown_pictures(parts)
    )


def shown_pictures(parts: LessonParts) -> list:
    return [block.picture for block in (*parts.background, *parts.look) if block.picture]


@BY_LESSON
def test_a_worksheet_tells_no_answer(lesson: Lesson, parts_of: dict[str, LessonParts]):
    parts = parts_of[lesson.number]
    read = words(worksheet.worksheet(parts)[0])
    for question in parts.exit_check:
        assert question.reason not in read
    for level in parts.written_check.levels:
        assert level.sample not in read
    for block in (*parts.voices, *parts.look, *parts.talk):
        assert not block.answer or plain(block.markdown) not in read


@BY_LESSON
def test_a_guess_stands_on_an_earlier_page_than_what_answers_it(lesson: Lesson, parts_of: dict[str, LessonParts]):
    parts = parts_of[lesson.number]
    html, _losses = worksheet.worksheet(parts)
    turn = html.index('<section class="page">')
    assert all(html.index(str(escape(question.stem))) < turn for question in parts.guesses)
    first = next(block for block in parts.look if block.picture or block.table)
    if first.picture:
        assert html.index(f'aria-label="{escape(first.picture.words)}"') > turn


@BY_LESSON
def test_every_small_number_leads_to_who_says_so(lesson: Lesson, parts_of: dict[str, LessonParts]):
    html, _losses = worksheet.worksheet(parts_of[lesson.number])
    numbers = {int(number) for number in re.findall(r"<sup>(\d+)</sup>", html)}
    listed = html[html.index('<ol class="who-says-so">') :].count("<li>")
    assert numbers == set(range(1, listed + 1)) and listed > 10
    assert "](#" not in html


def test_a_note_on_paper_says_status_body_and_day():
    notes = Notes()
    links = '[25](#n07-kfor-first "x") and [30](#n07-kfor-second), then [25](#n07-kfor-first) again'
    text = notes.numbered(f'KFOR said {links}; see [lesson 00](00.ipynb "a (b)").')
    assert text == "KFOR said 25<sup>1</sup> and 30<sup>2</sup>, then 25<sup>1</sup> again; see lesson 00."
    assert len(notes) == 2
    claim = claims.get("kfor-first")
    assert f"<li>{claim.status}, {claim.attributed_to}, as of 29 May 2023</li>" in notes.html()


@BY_LESSON
def test_a_key_answers_every_question_of_its_sheet(lesson: Lesson, parts_of: dict[str, LessonParts]):
    parts = parts_of[lesson.number]
    read = words(worksheet.answer_key(parts))
    for question in parts.exit_check:
        assert question.solution in read and all(text in read for text in question.feedback.values())
        form = question.as_exchange()
        if isinstance(form, exchange.Options):
            assert all(option.feedback in read for option in form.options)
    assert all(level.sample in read and level.lift in read for level in parts.written_check.levels)
    answers = [block for block in (*parts.voices, *parts.look, *parts.talk) if block.answer]
    assert answers and all(plain(block.markdown) in read for block in answers)
    for question in parts.guesses:
        claim = question.rests_on.partition("/")[0]
        assert not claim or claims.get(claim).statement in read


def test_what_the_short_version_leaves_out_is_in_the_bank():
    known = {question.id for lesson in TAUGHT for question in bank.part(lesson.number, "exit")}
    assert set(short_version.NEEDS_THE_LESSON) <= known


@BY_LESSON
def test_a_slide_lets_each_of_two_people_speak_under_a_name(lesson: Lesson, parts_of: dict[str, LessonParts]):
    parts = parts_of[lesson.number]
    voices = next(slide for slide in deck.slides(parts) if slide.title == "The voices")
    for card in parts.cards:
        assert all(said.words in Markup(voices.body).unescape() for said in card.for_slide)
        if " and " in card.heading and any(said.speaker for said in card.quotations):
            assert len({said.speaker for said in card.for_slide}) == 2


def test_letters_and_places_of_a_key_are_those_of_the_sheet():
    asked = [question for question in all_kinds() if question.has_key]
    sheet, _losses = questions.asked(asked)
    key = words(questions.key(asked))
    for question in asked:
        form = question.as_exchange()
        if isinstance(form, exchange.Options):
            right = [questions.letter(place) for place, option in enumerate(form.options) if option.is_right]
            assert f"{', '.join(right)}: {question.solution}" in key
            listed = re.findall(r"<li>(Option .*?)</li>", sheet)
            assert str(escape(form.options[0].text)) in listed
        if isinstance(form, exchange.Sequence):
            places = [str(form.right.index(text) + 1) for text in form.offered]
            assert f"{', '.join(places)} from the upper box to the lower: " in key and places != sorted(places)
    assert str(escape(ODD)) in sheet and "<b>&amp;amp;" not in sheet and "<b>" not in sheet


def test_lines_that_are_chosen_by_their_letter_have_one_set_of_letters():
    """Else a learner would read "B. Line A" as soon as a platform or a printer changed an order."""
    question = bank.all_questions()["07-which-words-judge"]
    sheet, _losses = questions.asked([question], certainty=False)
    assert '<p class="circles"><span>Quotation A</span><span>Quotation B</span><span>Quotation C</span></p>' in sheet
    assert "<strong>Quotation B</strong>" in questions.key([question])


@BY_LESSON
def test_cards_to_cut_are_what_the_way_without_laptops_asks_for(lesson: Lesson):
    found = cut_cards.of_lesson(lesson)
    page = cut_cards.document(lesson)
    assert len(found.cards) >= 5
    assert page.count('<p class="large') == len(found.cards)
    asked = teachers_clock._pages()[f"page-{lesson.number}"]
    assert "of the kit" in asked[asked.index("**Without laptops:**") :].split("\n\n")[0]


def test_reasons_are_without_names_of_states_and_even_enough():
    found = cut_cards.of_lesson(lessons.of("04"))
    names = [line.split(":")[0].split(", ", 1)[1] for line in found.key]
    for card, name in zip(found.cards, names, strict=True):
        assert not any(state in card.large for state in name.split(", "))
    assert sum(line.startswith("recognises") for line in found.key) == 3 and len(found.key) == 7


def test_numbers_of_soldiers_and_of_other_people_look_different():
    cards = cut_cards.of_lesson(lessons.of("07")).cards
    assert {card.is_second for card in cards} == {True, False}
    assert all(card.is_second != card.large.endswith("KFOR soldiers") for card in cards)


@BY_LESSON
def test_a_short_version_has_two_voices_a_guess_and_the_exit_check(lesson: Lesson, parts_of: dict[str, LessonParts]):
    parts = parts_of[lesson.number]
    read = words(short_version.document(parts))
    assert sum(plain(card.heading) in read for card in parts.cards) >= 2
    asked = [question for question in parts.exit_check if question.id not in short_version.NEEDS_THE_LESSON]
    assert len(asked) >= 3 and all(question.stem in read for question in (*parts.guesses, *asked))
    assert plain(lesson.content_note) in read
    assert "](#" not in read and "#n" not in read


@BY_LESSON
def test_slides_are_few_ask_before_they_show_and_say_what_to_do(lesson: Lesson, parts_of: dict[str, LessonParts]):
    parts = parts_of[lesson.number]
    slides = deck.slides(parts)
    titles = [slide.title for slide in slides]
    assert len(slides) <= deck.MOST_SLIDES
    assert titles.index("Guess first") < titles.index("Now look")
    assert all(slide.notes.strip() for slide in slides)
    assert sum("Minutes " in slide.notes for slide in slides) >= 5
    talk = slides[titles.index("Talk or write")]
    assert str(talk.body).count("<div>") == len(parts.readings) >= 2
    for question in parts.exit_check:
        assert not any(question.solution in slide.body for slide in slides[titles.index("Exit check") :])


def test_a_plan_says_what_the_manifest_says():
    for route in lessons.routes():
        read = words(plans.unit_plan(route))
        assert f"{route.minutes:,} minutes" in read and route.assessment in read
        for lesson in route.lessons:
            assert (
                lesson.title in read
                and plain(lesson.homework) in read
                and all(plain(goal) in read for goal in lesson.goals)
            )


def test_the_letter_names_number_and_hours_of_the_lessons():
    read = words(plans.letter())
    assert f"course of {len(TAUGHT)} lessons" in read and "{" not in read
    assert f"about {sum(lesson.minutes for lesson in TAUGHT) / 60:.0f} hours" in read
