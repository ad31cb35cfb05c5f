"""Every sentence that a page of the web edition shows while somebody answers, in the language of the interface."""

from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.quiz import texts as quiz_texts

# Questions have at most six entries and a review at most ten questions: each count has its own sentence ready.
_MOST = 10


def headings() -> dict[str, str]:
    """Return what stands above each part of a lesson's questions."""
    return {
        "recall": _("Start and recall"),
        "predict": _("Your guess"),
        "exit": _("Exit check"),
        "practice": _("More questions"),
        "after": _("And now?"),
        "written": _("The written check"),
        "exam": _("Exam of the course"),
    }


def texts() -> dict[str, object]:
    """Return all sentences by their names: those of ``quiz.js``, of marking, and of the page around it."""
    return {**quiz_texts.texts(), **_marking(), **_selection(), **_saving(), **_hand_in(), **_exercises()}


def _counted(one: str, many: str) -> list[str]:
    """Return a sentence for each count from 0 on, as the language has it."""
    return [ngettext(one, many, count) for count in range(_MOST + 1)]


def _marking() -> dict[str, object]:
    return {
        "say_how_sure": _("Say how sure you are: guess, fairly sure or sure."),
        "was_sure": _("You were sure: reread that part before you try again, and note what misled you."),
        "reread": _("Reread:"),
        "choose_one": _("Choose one answer first."),
        "choose_at_least_one": _("Choose at least one answer first."),
        "the_answer": _("The answer is:"),
        "missed": _("Missed:"),
        "one_more": _("At least one more answer is right."),
        "no_number": _("Type a number, such as 12 or 3.5."),
        "type_short": _("Type a short answer first."),
        "one_only": _("Give one answer only, and check again. This did not count as a try."),
        "very_close": _("Very close: look at the spelling and check again. This did not count as a try."),
        "order_all": _("Put all of them in order first."),
        "in_place": _counted("{right} of {total} stands in its place.", "{right} of {total} stand in their place."),
        "the_order": _("The order is:"),
        "match_all": _("Choose a partner for each first."),
        "pairs_right": _counted("{right} of {total} is right.", "{right} of {total} are right."),
        "the_pairs": _("The pairs are:"),
        "text_too_long": _("Your text has {count} characters; {most} is the most. It was not saved: make it shorter."),
        "open_samples": _("Now open the sample answers and compare."),
        "begin_with_level": _("Begin with level 1:"),
    }


def _selection() -> dict[str, object]:
    return {
        "headings": headings(),
        "due_today": _counted("{count} question is due today", "{count} questions are due today"),
        "nothing_due": _("Nothing is due today; these you are most likely to forget"),
        "all_answered_today": _(
            "You answered everything today. Come back in a day or two, or start another lesson."
        ),
        "nothing_answered": _("No question has been answered yet. Take a lesson first; its questions come back here."),
    }


def _saving() -> dict[str, object]:
    return {}


def _hand_in() -> dict[str, object]:
    return {}


def _exercises() -> dict[str, object]:
    return {}
