"""Lessons that were run, exported and printed by nbconvert: whole, offline, as they stood when they were saved.

``helpers/start/settings/jupyter/jupyter_config.py`` tells nbconvert of the two names here.
"""

from helpers.show.export.cleaning import clean_html
from helpers.show.export.preprocessor import WordsForWidgets

__all__ = ["WordsForWidgets", "clean_html"]
