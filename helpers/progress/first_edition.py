"""What the first edition stored in another form: the letters of options, which are keys of their own since.

``first_edition_options.json`` lists for each question what key each letter stood for: ``{"07-was-30-final": {"a":
"..."}}``. It describes files that exist, so an entry never changes.
"""

import json
from functools import cache
from pathlib import Path

OPTIONS = Path(__file__).with_name("first_edition_options.json")


@cache
def _keys() -> dict[str, dict[str, str]]:
    return json.loads(OPTIONS.read_text(encoding="utf-8"))


def items() -> list[str]:
    """Return the questions whose options the first edition stored as letters."""
    return list(_keys())


def with_keys(item: str, response: object) -> object:
    """Return a response of the first edition as it is stored since.

    Parameters
    ----------
    item : str
        The id of the question or exercise.
    response : object
        What was answered: a letter or a list of letters where the question has options.

    Returns
    -------
    object
        The response with keys in place of letters; what the list does not know stays as it is.
    """
    keys = _keys().get(item, {})
    if isinstance(response, list):
        return [keys.get(entry, entry) if isinstance(entry, str) else entry for entry in response]
    return keys.get(response, response) if isinstance(response, str) else response
