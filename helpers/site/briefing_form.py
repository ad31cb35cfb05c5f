"""The briefing of the web edition: a form of plain HTML; a script adds statements, keeps the draft and prints the page."""

from markupsafe import Markup

from helpers import claims
from helpers.briefing import content, page
from helpers.site import pictures

_TEXT = Markup(
    '<p><label for="briefing-{0}">{1}</label><textarea id="briefing-{0}" name="{0}" rows="3" maxlength="{2}"></textarea></p>'
)
_READING = Markup(
    '<fieldset class="reading" data-reading="{}"><legend>{}</legend>'
    '<ol class="chosen"></ol><p class="no-script">Two statements of the course, each with its note: ____</p></fieldset>'
)


def html() -> Markup:
    """Return the form; without a script it can be filled in and printed, with statements written by hand."""
    texts = {
        name: _TEXT.format(name, words, content.LONGEST_TEXT)
        for name, words in (
            ("advice", "My advice"),
            ("unknown", "What stays unknown"),
            ("change", "What would change my mind"),
        )
    }
    options = Markup("").join(
        Markup('<option value="{}">{}</option>').format(key, words)
        for key, words in {"": "no picture", **page.picture_names()}.items()
    )
    return Markup(
        '<form class="course-briefing" aria-label="Briefing">{advice}<div class="picker"></div>{first}{second}{unknown}{change}'
        '<p><label for="briefing-sure">How sure, from 0 to 10</label>'
        '<input id="briefing-sure" name="sure" type="number" min="0" max="10" step="1" value="5"></p>'
        '<p><label for="briefing-picture">Picture</label><select id="briefing-picture" name="picture">{options}</select></p>'
        '<p class="briefing-buttons"></p><p class="briefing-said" role="status"></p></form>'
    ).format(
        **texts,
        first=_READING.format("first", "The first reading"),
        second=_READING.format("second", "The second reading"),
        options=options,
    )


def content_of_picker() -> dict:
    """Return what the form chooses from: claims, their sources, pictures, sentences."""
    listed = [claims.get(name) for name in claims.ids()]
    sources = {source: str(claims.citation(source)) for claim in listed for source in claim.sources}
    drawn = {}
    for name, draw in page.PICTURES.items():
        picture = pictures.from_chart(draw())
        drawn[name] = {"image": str(picture.image(f"briefing-{name}")), "caption": picture.caption}
    return {
        "question": "Should KFOR be reduced, kept or reinforced?",
        "limits": {"text": content.LONGEST_TEXT, "most": content.MOST_CLAIMS, "least": content.LEAST_CLAIMS},
        "claims": [
            [claim.id, list(claim.lessons), claim.statement, claims.title(claim), list(claim.sources)]
            for claim in listed
        ],
        "sources": sources,
        "pictures": drawn,
    }
