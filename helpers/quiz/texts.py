"""Every sentence that the quiz itself shows; the widget and the version without a kernel share them."""

from helpers.base.language import gettext as _


def texts() -> dict[str, str]:
    """Return the sentences by their names, in the language of the interface."""
    return {
        "question": _("Question {number} of {total}"),
        "several": _("More than one answer can be right."),
        "order": _("Put them in order with the buttons or with the arrow keys, the earliest at the top."),
        "earlier": _("Earlier"),
        "later": _("Later"),
        "move": _("{text}: {direction}"),
        "moved": _("{text}: now {place} of {total}."),
        "match": _("Choose a partner for each."),
        "unmatched": _("choose"),
        "certainty": _("How sure are you?"),
        "guess": _("a guess"),
        "fairly sure": _("fairly sure"),
        "sure": _("sure"),
        "check": _("Check"),
        "again": _("Check again"),
        "hint": _("Hint"),
        "number": _("Your number"),
        "text": _("Your answer"),
        "choose": _("Choose an answer first."),
        "choose_certainty": _("Choose how sure you are, then press Check."),
        "right": _("Right."),
        "partly": _("Partly right."),
        "near": _("Close."),
        "wrong": _("Not yet."),
        "saved": _("Saved."),
        "restored": _("Your saved answer from before."),
        "restored_reworded": _("Your saved answer from before. The question has been reworded since."),
        "waiting": _("Your answer is on its way."),
        "still_waiting": _(
            "Still waiting for the reply; one press is enough. "
            "If the lesson was started again since, run this cell: answers saved before come back."
        ),
        "no_kernel": _("No reply. Run this cell to go on; answers saved before will come back."),
        "elsewhere": _("This was answered in another window; its result stands here now. Press again for another try."),
        "run": _("Run this cell to answer."),
        "failed": _("This answer could not be marked. Run this cell again; answers saved before will come back."),
        "kept": _("Kept."),
        "written_check": _("The written check"),
        "run_to_write": _("Run this cell to write your sentences and to save them."),
        "write": _("Answer both questions in three sentences."),
        "written": _("Your sentences"),
        "count": _("{count} of at most {most} characters"),
        "save_text": _("Save my text"),
        "unsaved": _("What stands in the box is not saved yet. Press Save my text to save it."),
        "empty_text": _("The box is empty, so nothing was saved. A text that you saved before is kept."),
        "elsewhere_text": _("Another text was saved in another window meanwhile. Press again to save this one too."),
        "samples": _("Three sample answers and what lifts them"),
        "compare": _("Compare with three sample answers"),
        "level": _("Level {level}"),
        "lift": _("What lifts it:"),
        "nearest": _("Which of them comes nearest to yours? It is no mark."),
        "none_yet": _("none of them yet"),
        "save_level": _("Save my choice"),
    }
