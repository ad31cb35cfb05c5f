"""Keep the draft of a briefing beside the answers, so that nothing is lost between two sittings."""

import contextlib
import json

from helpers import progress
from helpers.base import files
from helpers.briefing.content import Briefing, as_plain, from_plain

LARGEST = 100_000


def load() -> Briefing:
    """Return the draft; an empty one where there is none or it cannot be read. A broken file is set aside, not deleted."""
    try:
        if progress.draft_file().stat().st_size > LARGEST:
            raise ValueError
        return from_plain(json.loads(progress.draft_file().read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Briefing()
    except (OSError, ValueError, RecursionError):
        with contextlib.suppress(OSError):
            progress.draft_file().replace(progress.draft_file().with_suffix(".broken.json"))
        return Briefing()


def save(briefing: Briefing) -> bool:
    """Store the draft in one step, so that a crash leaves the old one or the new one; return whether it was stored."""
    text = json.dumps(as_plain(briefing), ensure_ascii=False, indent=1)
    try:
        progress.draft_file().parent.mkdir(parents=True, exist_ok=True)
        files.replace(progress.draft_file(), text.encode("utf-8"))
    except OSError:
        return False
    return True
