"""The templates of the pages; what they are given is escaped unless it is HTML already."""

from functools import cache
from pathlib import Path

import jinja2

FOLDER = Path(__file__).parent / "templates"


@cache
def environment(folder: Path = FOLDER) -> jinja2.Environment:
    """Return what fills the templates of a folder; a value that is missing is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, **values: object) -> str:
    """Return a template of ``helpers/site/templates`` with its values.

    Parameters
    ----------
    template : str
        The file's name, such as ``lesson.html``.
    **values
        What the template asks for; a value that is missing is an error.
    """
    return environment().get_template(template).render(**values)
