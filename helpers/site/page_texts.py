"""Every sentence that a page of the web edition shows while somebody answers, in the language of the interface."""

from collections.abc import Callable

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
    return {
        **quiz_texts.texts(),
        **_without_cells(),
        **_marking(),
        **_selection(),
        **_saving(),
        **_reading_back(),
        **_hand_in(),
        **_exercises(),
        **_known(),
    }


def _counted(sentence: Callable[[int], str]) -> list[str]:
    """Return a sentence for each count from 0 on, as the language has it."""
    return [sentence(count) for count in range(_MOST + 1)]


def _without_cells() -> dict[str, object]:
    """Return what the page says in place of sentences of ``quiz.js`` that speak of running a cell."""
    reload = _("This answer could not be marked. Load the page again; answers saved before will come back.")
    return {**dict.fromkeys(("failed", "no_kernel", "still_waiting"), reload), "run": "", "run_to_write": ""}


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
        "in_place": _counted(
            lambda count: ngettext(
                "{right} of {total} stands in its place.", "{right} of {total} stand in their place.", count
            )
        ),
        "the_order": _("The order is:"),
        "match_all": _("Choose a partner for each first."),
        "pairs_right": _counted(
            lambda count: ngettext("{right} of {total} is right.", "{right} of {total} are right.", count)
        ),
        "the_pairs": _("The pairs are:"),
        "text_too_long": _("Your text has {count} characters; {most} is the most. It was not saved: make it shorter."),
        "open_samples": _("Now open the sample answers and compare."),
        "begin_with_level": _("Begin with level 1:"),
    }


def _selection() -> dict[str, object]:
    return {
        "headings": headings(),
        "due_today": _counted(
            lambda count: ngettext("{count} question is due today", "{count} questions are due today", count)
        ),
        "nothing_due": _("Nothing is due today; these you are most likely to forget"),
        "all_answered_today": _("You answered everything today. Come back in a day or two, or start another lesson."),
        "nothing_answered": _("No question has been answered yet. Take a lesson first; its questions come back here."),
    }


def _saving() -> dict[str, object]:
    return {
        "part_missing": _("These questions could not be loaded. Load the page again; your saved answers are kept."),
        "store_missing": _(
            "This browser keeps no answers for this page: they are gone when you close it. "
            "Before that, save them to a file."
        ),
        "store_full": _(
            "The browser's store is full: newer answers are gone when you close this page. Before that, save them to a file."
        ),
        "store_refused": _(
            "The browser did not store your last answers: they are gone when you close this page. "
            "Before that, save them to a file."
        ),
        "store_unreadable": _("Entries in the store that cannot be read and were left as they are: {count}."),
        "store_newer": _(
            "Answers of a newer edition of the course, which this page cannot read and left as they are: {count}."
        ),
        "none_saved": _("Lesson {lesson}: no answer saved yet. Each answer is saved when you press Check."),
        "none_saved_at_all": _("No answer saved yet. Each answer is saved when you press Check."),
        "saved_of_lesson": _(
            "Lesson {lesson}, questions and exercises saved in this browser: {count}. Nothing was sent anywhere."
        ),
        "saved_of_all": _("Questions and exercises saved in this browser: {count}. Nothing was sent anywhere."),
        "where_kept": _(
            "Answers are kept in this browser on this computer alone. A private window forgets them when it is closed, and some "
            "browsers keep those of each page apart when pages are opened from disk: a file takes them along. "
            "The right answers are in this page too, where anybody who looks for them finds them."
        ),
        "save_file": _("Save all my answers to a file"),
        "nothing_to_save": _("There is nothing to save yet: no answer is kept. Answer a question first."),
        "file_saved": _("Saved: {file}, among your downloads."),
        "file_not_saved": _("The browser did not save the file. Open the page in another browser or allow downloads."),
        "forget": _("Delete all my answers"),
        "forget_sure": _("Delete them for good"),
        "forget_asked": _(
            "Saved answers that would be deleted for good, of all lessons, with drafts: {count}. Press again to do it."
        ),
        "forgotten": _(
            "All answers and drafts are deleted. Files that you saved stay where they are. Load the page again to start afresh."
        ),
        "not_forgotten": _(
            "Not everything could be deleted. Delete the data of this site in the settings of the browser."
        ),
    }


def _reading_back() -> dict[str, object]:
    return {
        "read_file": _("Read answers from a file"),
        "read_added": _("Read: {added} new answers; {known} were here already."),
        "read_left_out": _("Entries that are no answers of this course and were left out: {count}."),
        "read_nothing": _("The file holds no answers of this course. Choose a file that this page saved."),
        "read_too_large": _("The file is too large to be one of ours. Choose a file that this page saved."),
        "read_no_json": _("The file cannot be read: it is cut off or no text. Choose a file that this page saved."),
        "read_not_ours": _("The file is not from this course. Choose a file that this page saved, or a hand-in."),
        "read_other_version": _("The file is from another edition of the course, which this page cannot read."),
        "read_first_version": _(
            "The file is a hand-in of the first edition. JupyterLab and the class view still read it; this page cannot."
        ),
        "read_changed": _(
            "The file was damaged or changed after it was written: its checksum differs. Choose the file as it was saved."
        ),
    }


def _hand_in() -> dict[str, object]:
    first = [_("First answer"), _("First result"), _("First: how sure"), _("First: time")]
    last = [_("Last answer"), _("Last result"), _("Last: how sure"), _("Last: time")]
    return {
        "nickname": _("Nickname"),
        "with_texts": _("Hand in my written texts too"),
        "about_texts": _("Your teacher will read them. No name stands beside them but your nickname."),
        "show_hand_in": _("Show what the file would hold"),
        "write_hand_in": _("Write this file"),
        "type_nickname": _(
            "Type a nickname that your teacher knows; not your real name. Nothing is written or sent yet."
        ),
        "shown_hand_in": _("What the file would hold stands above. Nothing is written yet."),
        "show_first": _("First look at what the file would hold."),
        "written_hand_in": _("Written: {file}, among your downloads. Give it to your teacher."),
        "hand_in_holds": _(
            "The file would hold the nickname {nickname}. Answered questions and exercises: {count}; "
            "right at the first try: {first}; right at the last: {last}."
        ),
        "hand_in_rest": _(
            "For each it holds the first and the last answer, how sure you were, and the time. It holds nothing else "
            "about you or this computer. Its checksum shows accidental damage; it is no proof of honesty."
        ),
        "hand_in_texts": _("Written texts in it, which your teacher will read: {count}."),
        "texts_stay": _("What you wrote in written checks stays on this computer."),
        "everything_held": _("Everything that it holds ({count} rows)"),
        "hand_in_columns": [_("Question"), _("Tries"), *first, *last],
        "text_of_lesson": _("Your written text of lesson {lesson}"),
        "word_right": _("right"),
        "word_not_right": _("not right"),
        "choose_nickname": _(
            "Choose a nickname of 1 to 30 letters and digits of any script, with spaces, dots, hyphens or apostrophes, "
            "such as {example}."
        ),
        "own_nickname": _("Put a nickname of your own in place of {example}."),
        "nothing_to_hand_in": _(
            "There is nothing to hand in yet: no answer is saved on this computer. Answer a question first."
        ),
        "only_a_text": _(
            "Only a written text is saved so far. Tick the box to hand it in, or answer a question first."
        ),
        "cannot_hand_in": _(
            "These answers do not fit into a file to hand in. Tell your teacher; they are still saved."
        ),
    }


def _exercises() -> dict[str, object]:
    return {
        "exercise": _("Exercise {exercise}: your answer"),
        "same_as_before": _(
            "{result} is what the code gives before its marked line is changed. This did not count as a try."
        ),
        "fill_rows": _("Type the number of each row. Leave a row empty that your table would not have."),
        "fill_a_row": _("Type the number of at least one row first."),
        "your_answer": _("Your answer: {result}."),
        "hint_of": _("Hint {step} of {last}:"),
        "next_hint": _("Next hint"),
        "no_more_hints": _("No more hints"),
        "show_solution": _("Show one solution"),
        "one_solution": _("One way to solve it, in Python:"),
        "pandas_waits": _(
            "Here you can look the answer up in the table. To find it with a line of pandas, open the lesson in JupyterLab."
        ),
    }


def _known() -> dict[str, object]:
    return {
        "nothing_known": _(
            "No question has been answered yet. Take a lesson first; then this page has something to show."
        ),
        "known_of": _("{known} of {tried} questions that you have tried are right by now"),
        "about_sure": _("Of {given} first answers that you were sure of, {right} were right."),
        "known_caption": _("Your saved answers in this browser, counted in questions."),
        "lesson_column": _("Lesson"),
        "right_at_first": _("right at the first try"),
        "right_later": _("right later"),
        "not_yet": _("not right yet"),
        "open": _("not answered yet"),
        "reread_caption": _("What to reread"),
        "heading_column": _("Heading"),
        "missed_column": _("Questions not right yet"),
        "nothing_to_reread": _("Nothing to reread: the last answer to every question that you have tried is right."),
    }
