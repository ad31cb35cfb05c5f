"""Data for a page's script: as files that pages opened from disk can load, and as elements of the one file."""

import json

from markupsafe import Markup


def as_json(content: object) -> Markup:
    """Return values as JSON that can stand inside an element of a page: nothing in it ends the element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))


def script(name: str, content: object) -> str:
    """Return a classic script that sets ``globalThis[name]``; for ``courseExplorers/days`` one entry of it."""
    whole, _, part = name.partition("/")
    if part:
        return f"(globalThis.{whole}??={{}}).{part}={as_json(content)};\n"
    return f"globalThis.{whole}={as_json(content)};\n"


def element(name: str, content: object) -> Markup:
    """Return the same as an element that the page's script reads when it needs it."""
    return Markup('<script type="application/json" data-for="{}">{}</script>').format(name, as_json(content))
