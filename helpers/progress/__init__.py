"""Keep a learner's answers on this computer, and write a file to hand in when the learner wants one."""

from helpers.progress.answers import Answer, Sentence, first, forget, history, latest, record, saved, shuffled
from helpers.progress.store import notices, where

__all__ = [
    "Answer",
    "Sentence",
    "first",
    "forget",
    "history",
    "latest",
    "notices",
    "record",
    "saved",
    "shuffled",
    "where",
]
