"""A teacher projects these pictures: they must show what was answered, be read from the last row, and name nobody."""

import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import hostile
import made_class
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from test_charts import contrast, overlaps, readable_texts

from helpers import class_view
from helpers.base import language
from helpers.charts import style
from helpers.class_view import (
    analysis,
    certainty_picture,
    found,
    guess_pictures,
    layout,
    question_pictures,
    sentences,
)
from helpers.class_view.tally import tally
from helpers.progress import Sentence, hand_in_file
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.marks import AnswerError

SIZES = (1, 2, 30, 200)
HARM = "<script>alert(1)</script><img src=x onerror=alert(2)>"
# Of each kind one that is asked today.
KINDS = {
    "single": "07-was-30-final",
    "number": "07-first-kfor-figure",
    "order": "07-order-of-days",
    "match": "00-line-words",
    "text": "07-town-of-clash",
}
GUESSES = [item for item, question in bank.all_questions().items() if not question.has_key]


def several() -> Question:
    return next(question for question in bank.all_questions().values() if question.kind == "multiple")


def answers(question: Question, *given: tuple[object, str | None]) -> pd.DataFrame:
    """Return first answers to a question, marked as the quiz marks them: pairs of response and certainty."""
    rows = []
    for number, (response, certainty) in enumerate(given):
        try:
            correct = question.mark(response, 0).correct
        except AnswerError:
            correct = False
        rows.append((f"heron {number:03}", question.id, response, correct, certainty, correct))
    columns = ["nickname", "item", "response", "correct", "certainty", "last_correct"]
    return pd.DataFrame(rows, columns=columns)


def a_class(question: Question, right: int, sure: int, unsure: int) -> pd.DataFrame:
    """Return answers of a class: so many right, wrong and sure, wrong and less sure."""
    wrong = made_class._wrong_response(question, random.Random(1))
    rows = [(question.right_response, "sure")] * right + [(wrong, "sure")] * sure + [(wrong, "guess")] * unsure
    return answers(question, *rows)


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """Every figure that is drawn in a test, in order."""
    caught: list[Figure] = []
    original = style.to_svg
    monkeypatch.setattr(style, "to_svg", lambda figure: (caught.append(figure), original(figure))[1])
    return caught


def bars(figure: Figure, hatched: bool) -> float:
    """Return the length of all bars that are hatched, or are not, in bars of everybody; the legend is left out."""
    patches = [patch for patch in figure.artists if isinstance(patch, Rectangle)]
    own = [bar for bar in patches if bar.get_height() == pytest.approx(layout.BAR) and bool(bar.get_hatch()) == hatched]
    return sum(bar.get_width() for bar in own) / layout.FULL


@pytest.mark.parametrize("kind", KINDS)
def test_bars_are_as_long_as_the_counts_and_only_the_sure_and_wrong_are_hatched(kind: str, figures: list[Figure]):
    question = bank.all_questions()[KINDS[kind]]
    own = a_class(question, right=10, sure=6, unsure=4)
    chart = question_pictures.picture(question, own)
    counted = tally(question, own)
    assert bars(figures[0], hatched=True) == pytest.approx(sum(bar.sure for bar in counted.bars) / 20)
    assert bars(figures[0], hatched=False) == pytest.approx(sum(bar.right + bar.unsure for bar in counted.bars) / 20)
    assert chart.words.startswith("Right at the first try: 10 of 20. Wrong and sure of it: 6.")
    assert chart.table["Wrong and sure"].sum() == sum(bar.sure for bar in counted.bars) >= 6
    assert len(chart.table) == len(counted.bars)


def test_the_key_is_marked_by_a_sign_by_weight_and_in_words(figures: list[Figure]):
    question = bank.all_questions()[KINDS["single"]]
    chart = question_pictures.picture(question, a_class(question, 3, 2, 1))
    marked = [text for text in readable_texts(figures[0]) if text.get_text().startswith(question_pictures.KEY)]
    assert [text.get_text().removeprefix(question_pictures.KEY) for text in marked] == [question.solution]
    assert marked[0].get_fontweight() == "bold"
    assert f"{question.solution} (3 of 6, right answer)" in chart.words


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((0, 0, 1), "1 of 1, not sure"),
        ((0, 1, 0), "1 of 1, sure of it"),
        ((0, 0, 2), "2 of 2, none sure"),
        ((0, 2, 3), "5 of 5, 2 sure of it"),
        ((4, 0, 0), "4 of 4, right answer"),
        ((0, 0, 1), "nobody, right answer"),
        ((4, 0, 0), "nobody"),
    ],
)
def test_counts_at_the_bars_read_right_for_none_one_and_many(given: tuple[int, int, int], said: str):
    question = bank.all_questions()[KINDS["single"]]
    assert f"({said})" in question_pictures.picture(question, a_class(question, *given)).words


def test_ticks_of_several_are_counted_option_by_option():
    question = several()
    right = sorted(question.right_keys)
    wrong = next(key for key in question.choice_texts if key not in question.right_keys)
    own = answers(question, (right, "sure"), ([right[0], wrong], "sure"), ([right[0]], "guess"))
    learners = {bar.text: (bar.learners, bar.sure, bar.is_key) for bar in tally(question, own).bars}
    assert learners[question.choice_texts[right[0]]] == (3, 0, True)
    assert learners[question.choice_texts[wrong]] == (1, 1, False)
    assert "Several could be ticked" in question_pictures.picture(question, own).caption


def test_an_order_says_which_event_was_put_elsewhere_and_where_most_put_it():
    question = bank.all_questions()[KINDS["order"]]
    first, second, *rest = question.right_order
    own = answers(question, (question.right_order, "sure"), *[([second, first, *rest], "sure")] * 3)
    counted = tally(question, own)
    assert [(bar.right, bar.sure) for bar in counted.bars] == [(1, 3), (1, 3), *[(4, 0)] * len(rest)]
    assert counted.bars[0].instead == "place 2 (3)"


def test_a_match_says_which_partner_was_chosen_most_often_instead():
    question = bank.all_questions()[KINDS["match"]]
    first, second, third = question.right_response
    own = answers(question, ([second, first, third], "guess"), ([second, second, third], "guess"))
    counted = tally(question, own)
    assert [(bar.right, bar.unsure) for bar in counted.bars] == [(0, 2), (1, 1), (2, 0)]
    assert counted.bars[0].instead == f"{question.pairs[1].match} (2)"


def test_many_numbers_are_few_bars_in_the_order_of_the_numbers():
    question = bank.all_questions()[KINDS["number"]]
    typed = ["30", "30", "41", "41", "5", "5", "7", "7", "1,000", "12", "25 soldiers"]
    counted = tally(question, answers(question, *[(text, "guess") for text in typed]))
    assert [bar.text for bar in counted.bars] == ["5", "7", "25 soldiers", "30", "41", "other numbers"]
    assert [bar.learners for bar in counted.bars] == [2, 2, 1, 2, 2, 2]


@pytest.mark.parametrize("kind", ["single", "number", "order", "match"])
def test_answers_that_fit_no_bar_are_told_and_not_counted_as_something_else(kind: str):
    question = bank.all_questions()[KINDS[kind]]
    odd = [("gone-option", "sure"), ([], "sure"), (["a", "a"], "sure"), ("many", None)]
    own = answers(question, (question.right_response, "sure"), *odd)
    chart = question_pictures.picture(question, own)
    assert "Answers that fit no bar: 4." in chart.caption
    assert chart.table["Wrong and sure"].sum() == 0


def test_what_was_typed_is_in_no_picture():
    """Somebody can type a name, a slur or a tag into a field."""
    question = bank.all_questions()[KINDS["text"]]
    chart = question_pictures.picture(question, answers(question, ("Anna is stupid", "sure"), (HARM, "guess")))
    assert "Anna" not in chart.svg.decode() + chart.words + chart.html()
    assert "script" not in chart.svg.decode().replace("type", "") and "onerror" not in chart.svg.decode()
    assert "another answer (2 of 2, 1 sure of it)" in chart.words
    assert "typed word may be a name" in chart.caption


def longest() -> list[str]:
    """Return the questions with the longest texts, and one of each kind."""
    questions = bank.all_questions().values()
    by_length = sorted(questions, key=lambda one: max(map(len, [one.stem, *one.own_texts()])), reverse=True)
    by_stem = sorted(questions, key=lambda one: len(one.stem), reverse=True)
    return sorted({one.id for one in [*by_length[:5], *by_stem[:5], several()]} | set(KINDS.values()) | set(GUESSES))


def drawn(question: Question, size: int) -> None:
    if question.has_key:
        question_pictures.picture(question, a_class(question, size - size // 2 - size // 4, size // 2, size // 4))
        return
    chance = random.Random(size)
    keys = [option.key for option in question.options] or [str(number) for number in range(30)]
    guessed = [(chance.choice(keys), "guess") for _ in range(size)]
    guess_pictures.picture(question, answers(question, *guessed))


@pytest.mark.parametrize("size", [1, 200])
@pytest.mark.parametrize("item", longest())
def test_every_text_stands_in_the_picture_alone_large_and_dark(item: str, size: int, figures: list[Figure]):
    drawn(bank.all_questions()[item], size)
    assert overlaps(figures[0]) == []
    ground = to_hex(figures[0].get_facecolor())
    for text in readable_texts(figures[0]):
        assert text.get_fontsize() >= layout.SMALL, f"{text.get_text()!r} cannot be read from the last row"
        assert contrast(to_hex(text.get_color()), ground) >= 4.5
    edges = [to_hex(patch.get_edgecolor()) for patch in figures[0].artists]
    assert all(contrast(edge, ground) >= 3 for edge in edges)
    assert edges or dots(figures[0]), "no mark was looked at"


@pytest.mark.parametrize(
    ("count", "right", "said"),
    [
        (0, 0, "no answer"),
        (1, 1, "one answer, right"),
        (1, 0, "one answer, wrong"),
        (2, 0, "0 of 2 right"),
        (9, 9, "9 of 9 right"),
        (1200, 300, "300 of 1,200 right, 25\u202f%"),
    ],
)
def test_certainty_reads_right_for_none_one_and_many(count: int, right: int, said: str):
    assert certainty_picture.said(count, right) == said


def of_certainty(sure: tuple[int, int], rest: tuple[int, int], learners: int = 10) -> pd.DataFrame:
    """Return answers of which so many were given and so many right, by the sure and by the others."""
    rows = [
        (f"heron {number % learners}", KINDS["single"], "x", number < right, certainty, None)
        for certainty, (count, right) in {"sure": sure, "guess": rest}.items()
        for number in range(count)
    ]
    return pd.DataFrame(rows, columns=["nickname", "item", "response", "correct", "certainty", "last_correct"])


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (of_certainty((40, 30), (40, 10)), "right more often"),
        (of_certainty((40, 10), (40, 30)), "right less often"),
        (of_certainty((40, 20), (40, 21)), "about as often"),
        (of_certainty((40, 40), (3, 0)), "too few"),
        (of_certainty((40, 40), (40, 0), learners=2), "too few"),
        (of_certainty((1, 1), (0, 0)), "Sure: one answer, right. Less sure: no answer. These are too few to compare."),
    ],
)
def test_being_sure_is_compared_with_being_right_only_where_there_is_enough(own: pd.DataFrame, said: str):
    chart = certainty_picture.picture(own)
    assert said in chart.words
    assert list(chart.table["How sure"]) == ["sure", "fairly sure", "a guess"]


def test_certainty_shows_the_right_part_of_each_level(figures: list[Figure]):
    certainty_picture.picture(of_certainty((40, 30), (20, 5)))
    assert bars(figures[0], hatched=True) == pytest.approx(10 / 40), (
        "not only those who were sure and wrong are hatched"
    )
    assert bars(figures[0], hatched=False) == pytest.approx(30 / 40 + 1)


def dots(figure: Figure) -> list[float]:
    marks = [one for axes in figure.axes for one in axes.collections if isinstance(one, PathCollection)]
    return sorted(float(across) for collection in marks for across, _up in collection.get_offsets())


def test_each_guess_is_a_dot_at_its_number_beside_what_was_found(figures: list[Figure]):
    question = bank.all_questions()["09-guess-confirmed"]
    chart = guess_pictures.picture(
        question, answers(question, *[(text, "guess") for text in ("9", "12", "12", "20", "x")])
    )
    assert dots(figures[0]) == [9, 12, 12, 20]
    assert any(text.get_text() == "found: 9" for text in readable_texts(figures[0]))
    assert chart.words.startswith("Found: 9 statements. 4 guesses: from 9 to 20, in the middle 12.")
    assert "below what was found: 0, just that: 1, above: 3." in chart.words
    assert dict(zip(chart.table["Guess"], chart.table["Learners"], strict=True)) == {"9": 1, "12": 2, "20": 1}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["5"], "Found: 3 promises. One guess: 5."),
        (["5", "2"], "Found: 3 promises. Two guesses: 2 and 5."),
        (["5", "5"], "Found: 3 promises. 2 guesses, each of them 5."),
        (["3"] * 40, "Found: 3 promises. 40 guesses, each of them 3."),
    ],
)
def test_few_or_equal_guesses_read_right(typed: list[str], said: str):
    question = bank.all_questions()["05-guess-done"]
    assert guess_pictures.picture(question, answers(question, *[(text, None) for text in typed])).words.startswith(said)


def test_a_guess_of_a_joker_does_not_press_all_others_together(figures: list[Figure]):
    question = bank.all_questions()["05-guess-done"]
    typed = ["2", "3", "4", "5", "1000000000", "-400"]
    chart = guess_pictures.picture(question, answers(question, *[(text, "guess") for text in typed]))
    assert dots(figures[0]) == [2, 3, 4, 5]
    shown = {text.get_text() for text in readable_texts(figures[0])}
    assert {"further right: 1 →", "← further left: 1"} <= shown
    assert "to 1,000,000,000" in chart.words


def test_two_hundred_guesses_are_two_hundred_dots_with_their_number(figures: list[Figure]):
    question = bank.all_questions()["09-guess-confirmed"]
    guess_pictures.picture(question, answers(question, *[("9", "guess")] * 120, *[("20", "guess")] * 80))
    assert len(dots(figures[0])) == 200
    assert {"120", "80"} <= {text.get_text() for text in readable_texts(figures[0])}


def test_chosen_guesses_are_bars_without_right_and_wrong(figures: list[Figure]):
    question = next(one for one in bank.all_questions().values() if not one.has_key and one.options)
    first, second, *_rest = (option.key for option in question.options)
    own = answers(question, (first, "sure"), (first, "guess"), (second, "guess"), ("gone", "guess"))
    chart = guess_pictures.picture(question, own)
    assert bars(figures[0], hatched=False) == pytest.approx(1) and bars(figures[0], hatched=True) == 0
    assert chart.words.startswith("Guessed most often, by 2 of 3: ")
    assert "right" not in {text.get_text() for text in readable_texts(figures[0])}


@pytest.mark.parametrize("item", GUESSES)
def test_what_was_found_is_what_the_lesson_shows(item: str):
    """The numbers that a reader meets in the lesson after the guess."""
    shown = {
        "00-guess-same-names": 3, "01-guess-zvecan": 16600 / 435, "03-guess-newest": 4767, "04-guess-belgrade": 84,
        "05-guess-done": 3, "06-guess-of-100": 3.47, "07-guess-totals": 5, "08-guess-belgrade": 20,
        "09-guess-confirmed": 9, "10-guess-months": 23, "11-guess-mark": 2.55,
    }  # fmt: skip
    wanted = shown.get(item)
    number = found.number(bank.all_questions()[item])
    assert number is None if wanted is None else number == pytest.approx(wanted)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    made: dict[int, Path] = {}

    def of(size: int) -> Path:
        if size not in made:
            made[size] = tmp_path_factory.mktemp(f"class-of-{size}")
            made_class.write_class(made[size], learners=size)
        return made[size]

    return of


def without_extract(words: str) -> str:
    """Return a picture's words without what learners read before answering, which is as long as the question has it."""
    for line in {line for question in bank.all_questions().values() for line in question.extract}:
        words = words.replace(line, "")
    return words


@pytest.mark.parametrize("size", SIZES)
def test_what_is_projected_names_nobody_and_is_not_too_much(folders: Callable[[int], Path], size: int):
    view = class_view.show(folders(size))
    assert len(view.folder.learners) == size
    shown = view.to_project()._repr_mimebundle_()
    charts = view.to_project().charts
    everything = shown["text/html"] + shown["text/plain"] + "".join(chart.svg.decode() for chart in charts)
    assert "heron" not in everything.lower()
    assert 2 <= len(charts) <= analysis.TO_TALK_ABOUT + 2
    assert all(len(without_extract(chart.words).split()) <= 120 and chart.words[0].isupper() for chart in charts)
    assert shown["text/html"].count("<details>") == len(charts), "a table is not folded under its picture"


def test_pictures_stand_before_the_tables_and_the_tables_are_those_of_before(folders: Callable[[int], Path]):
    view = class_view.show(folders(30))
    html = view._repr_mimebundle_()["text/html"]
    places = [
        html.index("Talk first about"),
        html.index("<img "),
        html.rindex("<img "),
        html.index("To talk about tomorrow"),
    ]
    assert places == sorted(places)
    assert html.index("Who handed in") > html.index("Tables for you alone") > html.rindex("<img ")
    assert [caption for caption, _rows, _folded in view.tables()] == [
        "To talk about tomorrow, worst first", "How sure, and how often right at the first try",
        "Guesses before looking", "All questions", "Every wrong choice at the first try", "Who handed in",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "said"), [(1, "Only 1 learner handed in"), (2, "Only 2 learners handed in"), (30, "may be projected")]
)
def test_a_teacher_is_told_when_a_picture_would_show_a_person(folders: Callable[[int], Path], size: int, said: str):
    assert said in class_view.show(folders(size))._repr_mimebundle_()["text/plain"]


def test_an_empty_folder_has_no_picture_and_says_so(tmp_path: Path):
    view = class_view.show(tmp_path)
    assert view.to_project().charts == []
    assert "No picture: no question was answered." in view.to_project()._repr_mimebundle_()["text/html"]
    assert "<img" not in view._repr_mimebundle_()["text/html"]


def test_guesses_alone_give_the_picture_of_the_guess(tmp_path: Path):
    content = hand_in_file.read(made_class.write_class(tmp_path, learners=1)[0])
    own = [entry for entry in content["answers"] if entry["item"] in GUESSES][:1]
    made = content | {"answers": own, "nickname": "grey heron"}
    alone = tmp_path / "alone"
    alone.mkdir()
    hand_in_file.write(made | {"checksum": hand_in_file.checksum(made)}, alone)
    view = class_view.show(alone)
    assert [chart.words.split(".")[0][:5] for chart in view.to_project().charts] == ["Found"]
    assert "Nothing to talk about first" in view._repr_mimebundle_()["text/plain"]


def test_nothing_is_drawn_before_it_is_shown_and_nothing_twice(folders: Callable[[int], Path], figures: list[Figure]):
    view = class_view.show(folders(30))
    assert figures == []
    view._repr_mimebundle_()
    count = len(figures)
    view._repr_mimebundle_()
    assert len(figures) == count == len(view.to_project().charts)


def test_the_first_cell_of_the_lesson_does_not_load_the_drawing():
    code = "import sys; from helpers import class_view; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_any_other_question_can_be_drawn_and_an_unknown_one_is_a_sentence(folders: Callable[[int], Path]):
    view = class_view.show(folders(30))
    assert view.picture("07-town-of-clash").words.startswith("Right at the first try")
    assert view.picture("07-guess-totals").words.startswith("Found: 5 totals")
    for unknown in ("07-nothing", "02-first-mark", HARM):
        told = view.picture(unknown)
        assert isinstance(told, Sentence)
        assert "Nobody in these hand-ins answered" in repr(told)


def test_a_guess_that_nobody_can_read_is_a_sentence(tmp_path: Path):
    content = hand_in_file.read(made_class.write_class(tmp_path / "made", learners=1)[0])
    (item,) = [entry["item"] for entry in content["answers"] if entry["item"] in GUESSES][:1]
    for entry in content["answers"]:
        entry["first"]["response"] = HARM
    (tmp_path / "own").mkdir()
    hand_in_file.write(content | {"checksum": hand_in_file.checksum(content)}, tmp_path / "own")
    view = class_view.show(tmp_path / "own")
    assert f"No picture of {item}" in repr(view.picture(item))
    assert all("Found" not in words for words in view.to_project().words())


@pytest.fixture
def harmed_bank(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Question]]:
    questions = {item: hostile.harmed(question, HARM) for item, question in bank.all_questions().items()}
    monkeypatch.setattr(bank, "all_questions", lambda *_: questions)
    yield questions


def test_hostile_texts_stay_texts_in_page_and_picture(harmed_bank: dict, folders: Callable[[int], Path]):
    view = class_view.show(folders(30))
    html = view._repr_mimebundle_()["text/html"]
    assert "<script>" not in html and "<img src=x" not in html
    assert len(view.to_project().charts) > 2
    for chart in view.to_project().charts:
        svg = chart.svg.decode()
        assert "<script" not in svg and "<img" not in svg
    assert any("&lt;script" in chart.svg.decode() for chart in view.to_project().charts)


def test_hostile_answers_reach_no_picture(tmp_path: Path):
    contents = [hand_in_file.read(path) for path in made_class.write_class(tmp_path / "made", learners=6)]
    for content in contents:
        for entry in content["answers"]:
            entry["first"] |= {"response": HARM, "correct": False if entry["first"]["correct"] is not None else None}
        hand_in_file.write(content | {"checksum": hand_in_file.checksum(content)}, tmp_path)
    for path in (tmp_path / "made").iterdir():
        path.unlink()
    charts = class_view.show(tmp_path).to_project().charts
    assert len(charts) >= 5
    for chart in charts:
        assert "alert" not in chart.svg.decode() + chart.words + chart.html()


ITEMS = pd.DataFrame(
    {
        "lesson": "07", "item": ["07-a", "07-b"], "question": ["A?", "B?"], "answered": [30, 30],
        "right_at_first": [0.5, 0.6], "sure_and_wrong": [9, 4], "chosen_instead": "", "chosen_by": 0,
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Talk first about “A?” (lesson 07): 9 of 30 were wrong and sure of it, more than with any other question."),
        ({"sure_and_wrong": [4, 4]}, "4 of 30 were wrong and sure of it, and only 15 of 30 right at the first try."),
        ({"sure_and_wrong": [1, 0]}, "1 of 30 was wrong and sure of it, more than with any other question."),
        ({"sure_and_wrong": 0}, "15 of 30 were right at the first try; nobody was wrong and sure of it."),
        ({"sure_and_wrong": 0, "right_at_first": [1 / 30, 0.5]}, "1 of 30 was right at the first try;"),
        ({"right_at_first": 0.9}, "No question stands out"),
        ({"answered": 1, "right_at_first": 0.0, "sure_and_wrong": 1}, "the one learner who answered it was wrong and sure of it."),
        ({"answered": 1, "right_at_first": 0.0, "sure_and_wrong": 0}, "the one learner who answered it was wrong at the first try."),
    ],
)  # fmt: skip
def test_one_sentence_says_what_to_talk_about_first_and_why(changes: dict, said: str):
    told = sentences.talk_first(ITEMS.assign(**changes))
    assert said in told
    assert told.endswith(".") and "\n" not in told


def test_nothing_answered_is_nothing_to_talk_about():
    assert "no question that has a key was answered" in sentences.talk_first(ITEMS.iloc[:0])


@pytest.mark.parametrize("tag", [tag for tag in language.LANGUAGES if tag != language.SOURCE])
def test_words_of_the_lessons_are_marked_as_english_in_other_languages(
    tag: str, folders: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch, figures: list[Figure]
):
    monkeypatch.setenv(language.SETTING, tag)
    view = class_view.show(folders(30))
    html = view.to_project()._repr_mimebundle_()["text/html"]
    assert html.startswith(f'<div lang="{tag}">') and 'lang="en"' in html
    assert "Right at the first try" not in html
    for figure in figures:
        assert overlaps(figure) == [], "a translation finds no room"


def test_a_new_kind_of_question_gets_two_bars():
    """Who adds a kind must not have to draw it."""
    question = replace(bank.all_questions()[KINDS["text"]], id="07-new")
    counted = tally(question, answers(question, ("Zvecan", "sure"), ("elsewhere", "sure")))
    assert [(bar.learners, bar.sure) for bar in counted.bars] == [(1, 0), (1, 1)]


def test_a_picture_is_the_same_every_time():
    question = bank.all_questions()[KINDS["single"]]
    own = a_class(question, 3, 2, 1)
    assert question_pictures.picture(question, own).svg == question_pictures.picture(question, own).svg
    assert not re.search(rb"20\d\d-\d\d-\d\dT", question_pictures.picture(question, own).svg)
