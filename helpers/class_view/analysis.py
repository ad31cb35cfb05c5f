"""What a class knows: for each question how many were right at first, what else they chose, and how sure they were."""

from collections import Counter

import pandas as pd

from helpers.base import written
from helpers.quiz import bank, marking
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.guess import Guess

CLASS_FOR_DISCRIMINATION = 20
TO_TALK_ABOUT = 5
FEWEST_ANSWERS = 5


def marked(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers to questions of the bank that have a key; others, such as guesses, are left out."""
    questions = bank.all_questions()
    with_key = answers["item"].isin([item for item, question in questions.items() if question.has_key])
    found = answers[with_key & answers["correct"].notna()].copy()
    found["correct"] = found["correct"].astype(bool)
    return found


def items(answers: pd.DataFrame) -> pd.DataFrame:
    """Return one row a question, in the order of the bank.

    Parameters
    ----------
    answers : pandas.DataFrame
        As in :class:`helpers.class_view.reading.ClassFolder`.

    Returns
    -------
    pandas.DataFrame
        lesson, item, question, answered (learners), right_at_first (0 to 1), right_at_last (0 to 1), sure_and_wrong
        (learners), chosen_instead (the commonest wrong answer), chosen_by (learners), discrimination (-1 to 1, empty where
        fewer than 20 answered).
    """
    questions, own = bank.all_questions(), marked(answers)
    rows = [_row(questions[str(item)], group, own) for item, group in own.groupby("item", sort=False)]
    columns = [
        "lesson", "item", "question", "answered", "right_at_first", "right_at_last", "sure_and_wrong",
        "chosen_instead", "chosen_by", "discrimination",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).sort_values(["lesson", "item"], kind="stable", ignore_index=True)


def _row(question: Question, group: pd.DataFrame, all_answers: pd.DataFrame) -> dict:
    wrong = group[~group["correct"]]
    instead = commonest_wrong(question, wrong["response"].tolist())
    return {
        "lesson": question.lesson,
        "item": question.id,
        "question": question.asked,
        "answered": len(group),
        "right_at_first": round(group["correct"].mean(), 3),
        "right_at_last": round(group["last_correct"].eq(True).mean(), 3),
        "sure_and_wrong": int((wrong["certainty"] == "sure").sum()),
        "chosen_instead": instead[0],
        "chosen_by": instead[1],
        "discrimination": discrimination(group, all_answers),
    }


def as_number(question: Question, response: object) -> float | None:
    """Return a guess of a number as the quiz reads it; None for one that was chosen or cannot be read."""
    try:
        return question.number(response) if isinstance(question, Guess) and not question.options else None
    except marking.AnswerError:
        return None


def commonest_wrong(question: Question, responses: list) -> tuple[str, int]:
    """Return the wrong answer that most learners gave at first, as words, and how many gave it."""
    counted = wrong_choices(question, responses)
    return counted[0] if counted else ("", 0)


def wrong_choices(question: Question, responses: list) -> list[tuple[str, int]]:
    """Return each wrong choice of the given wrong answers as words, with how many learners made it, commonest first."""
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for response in responses:
        for text in set(question.wrong_choices(response)):
            # One mistake in several spellings is one mistake.
            counts[spelling.setdefault(written.fold(text) or text, text)] += 1
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def discrimination(group: pd.DataFrame, all_answers: pd.DataFrame) -> float | None:
    """Return how well a question tells those who know the rest from those who do not.

    The corrected item-total correlation: right or not at the first try against the share of the learner's other first
    tries that were right (L. Crocker and J. Algina, *Introduction to Classical and Modern Test Theory*, 1986, ch. 14).

    Returns
    -------
    float or None
        -1 to 1; None where fewer than 20 learners answered, or all of them alike.
    """
    if len(group) < CLASS_FOR_DISCRIMINATION:
        return None
    others = all_answers[all_answers["item"] != group["item"].iloc[0]]
    rest = others.groupby("nickname")["correct"].mean()
    pairs = pd.DataFrame({"own": group.set_index("nickname")["correct"].astype(float), "rest": rest}).dropna()
    if len(pairs) < CLASS_FOR_DISCRIMINATION or pairs["own"].nunique() < 2 or pairs["rest"].nunique() < 2:
        return None
    return round(float(pairs["own"].corr(pairs["rest"])), 2)


def to_talk_about(table: pd.DataFrame) -> pd.DataFrame:
    """Return the questions for tomorrow, worst first: many sure and wrong, then few right at first.

    Questions that nearly everybody had right, or that few answered, are never among them.
    """
    most = table["answered"].max() if len(table) else 0
    enough = table["answered"] >= max(min(FEWEST_ANSWERS, most), most / 4)
    # Four of five know it: no need to talk.
    weak = table[enough & (table["right_at_first"] < 0.8)]
    weak = weak.sort_values(["sure_and_wrong", "right_at_first", "item"], ascending=[False, True, True], kind="stable")
    return weak.head(TO_TALK_ABOUT).reset_index(drop=True)


def certainty(answers: pd.DataFrame) -> pd.DataFrame:
    """Return for each level of certainty how many first tries were made with it, and how many of them were right."""
    own = marked(answers)
    levels = ["guess", "fairly sure", "sure"]
    groups = own.groupby("certainty")["correct"].agg(["size", "sum"]).reindex(levels, fill_value=0)
    return groups.reset_index().set_axis(["certainty", "answers", "right"], axis=1)


def guesses(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the guesses before looking: for each, how many guessed, the lowest, middle and highest number."""
    questions = {item: question for item, question in bank.all_questions().items() if not question.has_key}
    own = answers[answers["item"].isin(questions)].copy()
    own["number"] = [
        as_number(questions[item], given) for item, given in zip(own["item"], own["response"], strict=True)
    ]
    own = own.astype({"number": float})
    rows = [
        [questions[str(item)].stem, len(group), *group["number"].agg(["min", "median", "max"])]
        for item, group in own.dropna(subset="number").groupby("item")
    ]
    return pd.DataFrame(rows, columns=["question", "guessed", "lowest", "middle", "highest"])


def most_guessed(answers: pd.DataFrame) -> list[str]:
    """Return the ids of the guesses that enough learners made, those of most learners first, then the latest lesson."""
    questions = bank.all_questions()
    readable = [
        str(item) in questions and _can_be_read(questions[str(item)], given)
        for item, given in zip(answers["item"], answers["response"], strict=True)
    ]
    counts = answers["item"][readable].value_counts()
    enough = counts[counts >= min(FEWEST_ANSWERS, counts.max())] if len(counts) else counts
    return sorted(map(str, enough.index), key=lambda item: (enough[item], item), reverse=True)


def _can_be_read(question: Question, given: object) -> bool:
    if not isinstance(question, Guess):
        return False
    return given in list(question.choice_texts) if question.options else as_number(question, given) is not None
