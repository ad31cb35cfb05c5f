"""What a briefing holds, and what it must have: statements with claims and both readings, never a certain opinion."""

from dataclasses import asdict, dataclass, fields, replace

from helpers import claims
from helpers.base.language import gettext as _

LONGEST_TEXT = 600
MOST_CLAIMS = 8
LEAST_CLAIMS = 2
READINGS = ("first", "second")
TEXTS = ("advice", "unknown", "change")


@dataclass(frozen=True)
class Briefing:
    """One briefing; ``first`` and ``second`` hold ids of claims, ``picture`` a key of the pictures or nothing."""

    advice: str = ""
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    unknown: str = ""
    change: str = ""
    sure: int = 5
    picture: str = ""

    def with_claim(self, reading: str, claim: str) -> "Briefing":
        """Return the briefing with one claim more in a reading; a claim stands in it once, and there are at most eight."""
        held = getattr(self, reading)
        if claim in held or len(held) >= MOST_CLAIMS:
            return self
        return replace(self, **{reading: (*held, claim)})

    def without_last(self, reading: str) -> "Briefing":
        """Return the briefing without the claim that was added last to a reading."""
        return replace(self, **{reading: getattr(self, reading)[:-1]})


def faults(briefing: Briefing) -> list[str]:
    """Say what a briefing lacks; what it advises is nobody's business but the writer's."""
    found = []
    if not briefing.advice.strip():
        found.append(_("Write your advice in one or two sentences."))
    names = {"first": _("The first reading"), "second": _("The second reading")}
    for reading in READINGS:
        if len(getattr(briefing, reading)) < LEAST_CLAIMS:
            found.append(_("{reading} needs at least two statements of the course.").format(reading=names[reading]))
    if not briefing.unknown.strip():
        found.append(_("Say what stays unknown."))
    if not briefing.change.strip():
        found.append(_("Say what would change your mind."))
    return found


def as_plain(briefing: Briefing) -> dict:
    """Return the briefing as texts, numbers and lists, to be stored."""
    return asdict(briefing) | {reading: list(getattr(briefing, reading)) for reading in READINGS}


def from_plain(content: object) -> Briefing:
    """Return a briefing from what was stored; whatever does not fit is left out, so that no file can do harm."""
    if not isinstance(content, dict):
        return Briefing()
    known = set(claims.ids())
    kept: dict = {}
    for field in fields(Briefing):
        value = content.get(field.name)
        if field.name in READINGS and isinstance(value, list):
            kept[field.name] = tuple(entry for entry in value if isinstance(entry, str) and entry in known)[
                :MOST_CLAIMS
            ]
        elif field.name in (*TEXTS, "picture") and isinstance(value, str):
            kept[field.name] = value[:LONGEST_TEXT]
        elif field.name == "sure" and isinstance(value, int) and 0 <= value <= 10:
            kept[field.name] = int(value)
    return Briefing(**kept)
