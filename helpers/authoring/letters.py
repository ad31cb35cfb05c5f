"""The letters of the pictures: two small fonts, made once from DejaVu Sans and embedded in every picture."""

import io
import string

from fontTools.subset import Options, Subsetter, load_font, save_font
from matplotlib import font_manager

from helpers.base import files
from helpers.charts import style

# What names of people, places and papers are written with in the languages of the course's sources.
_ACCENTED = "áàâäãåæçćčđéèêëěęğíìîïıłñńóòôöõøőœřśşšșțúùûüűůýźżžăąß" + "ÁÄÅÇĆČĐÉËİÖØŠŞÜŽ"
_SIGNS = "–—…‘’“”„·°≈≠≤≥×→▸✗"
LETTERS = "".join(sorted({*string.printable.strip(), " ", *_ACCENTED, *_SIGNS}))


def store() -> None:
    """Write both fonts beside the charts, unless they hold these letters already."""
    for weight, path in style.FONTS.items():
        if not path.exists() or held(weight) != set(LETTERS):
            path.parent.mkdir(exist_ok=True)
            files.replace(path, _subset(weight))


def held(weight: str) -> set[str]:
    """Return the letters that a stored font holds.

    Parameters
    ----------
    weight : str
        A key of ``style.FONTS``.
    """
    return set(map(chr, load_font(style.FONTS[weight], Options()).getBestCmap()))


def _subset(weight: str) -> bytes:
    options = Options(layout_features=[], hinting=False, name_IDs=[], glyph_names=False, notdef_outline=False)
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "MATH", "gasp"]
    options.flavor = "woff"
    path = font_manager.findfont(font_manager.FontProperties(family="DejaVu Sans", weight=weight))
    font = load_font(path, options)
    subsetter = Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    # The time of making would change the file.
    font["head"].modified = font["head"].created
    buffer = io.BytesIO()
    save_font(font, buffer, options)
    return buffer.getvalue()
