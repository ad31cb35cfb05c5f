"""The language of the interface: of controls and messages. Lessons and questions stay in English.

The sentences stand in the code in English; translations are gettext catalogues in ``helpers/base/locale``.
"""

import gettext as catalogues
import os
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "locale"
DOMAIN = "course"
SETTING = "COURSE_LANGUAGE"
SOURCE = "en"
LANGUAGES = {SOURCE: "English", "sq": "shqip", "sr-Latn": "srpski"}


def current() -> str:
    """Return the language tag (BCP 47) of the interface: ``COURSE_LANGUAGE``, else English."""
    asked = os.environ.get(SETTING, SOURCE)
    return asked if asked in LANGUAGES else SOURCE


def gettext(message: str) -> str:
    """Return a sentence of the interface in the current language."""
    return _catalogue(current()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a sentence of the interface that fits a count, in the current language."""
    return _catalogue(current()).ngettext(one, many, count)


def of_the_lessons(*columns: str) -> dict[str, str]:
    """Return the language marks of table columns that hold words of the lessons; none are needed in English."""
    return {} if current() == SOURCE else dict.fromkeys(columns, SOURCE)


@cache
def _catalogue(tag: str) -> catalogues.NullTranslations:
    if tag == SOURCE:
        return catalogues.NullTranslations()
    return catalogues.translation(DOMAIN, FOLDER, [tag.replace("-", "_")])
