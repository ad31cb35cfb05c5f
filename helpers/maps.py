"""Maps from the outlines in ``data/geo``; no tiles, no network."""

import json
import math
import re
from functools import cache

import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

OUTLINES_NOTE = (
    "Outlines after Natural Earth, which draws boundaries as it sees them on the ground; a map takes no position."
)
NORTH_BEFORE_2008 = ("Leposavić", "Zvečan", "Zubin Potok")
DIVIDED_SINCE = "Kosovska Mitrovica"
_KOSOVO, _LAND, _HIGHLIGHT = "Kosovo", "#f4f4f4", "#d5e6e8"
_PEOPLE_A_POINT = 75


@cache
def _outlines(name: str) -> list[tuple[dict, list]]:
    path = data.FOLDER / "geo" / f"{name}.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [(feature["properties"], _polygons(feature["geometry"])) for feature in features]


def _polygons(geometry: dict) -> list:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def _draw_outline(axes: Axes, polygons: list, **looks: object) -> None:
    outline = style.Outline
    for rings in polygons:
        vertices = [point[:2] for ring in rings for point in ring]
        codes = [
            code
            for ring in rings
            for code in [outline.MOVETO] + [outline.LINETO] * (len(ring) - 2) + [outline.CLOSEPOLY]
        ]
        axes.add_patch(style.PathPatch(outline(vertices, codes), **looks))


def _frame(axes: Axes, west: float, east: float, south: float, north: float) -> None:
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(1 / math.cos(math.radians((south + north) / 2)), adjustable="box")
    axes.set_axis_off()


def _lies_outside(polygons: list, west: float, east: float, south: float, north: float) -> bool:
    """Whether no part of an outline is inside a frame; it need not be drawn then."""
    across, up = zip(*(point[:2] for rings in polygons for ring in rings for point in ring), strict=True)
    return max(across) < west or min(across) > east or max(up) < south or min(up) > north


def _both_names(place: pd.Series | dict) -> str:
    if place["name_sq"] == place["name_sr"]:
        return place["name_sq"]
    return f"{place['name_sq']} / {place['name_sr']}"


# Where each label stands, as steps of a degree from its mark: (across, up, side). A line joins the two where they are apart.
_REGION_LABELS = {
    "leposavic": (0.0, -0.06, "center"),
    "north-mitrovica": (0.0, -0.06, "center"),
    "pristina": (0.04, 0.03, "left"),
    "gracanica": (0.04, -0.03, "left"),
    "pec-patriarchate": (0.04, 0.0, "left"),
    "prizren": (-0.04, 0.0, "right"),
    "strpce": (0.0, 0.06, "center"),
}
_NORTH_LABELS = {
    "leposavic": (0.02, 0.0, "left"),
    "zvecan": (0.25, 0.04, "left"),
    "zubin-potok": (0.0, -0.03, "center"),
    "north-mitrovica": (0.224, -0.005, "left"),
    "south-mitrovica": (0.223, -0.05, "left"),
    "jarinje": (-0.02, 0.0, "right"),
    "brnjak": (-0.03, 0.05, "center"),
    "banjska": (-0.015, 0.01, "right"),
}
# A label that is so near to its mark, in degrees, needs no line.
_NEAR = 0.1
_COUNTRY_LABELS = {
    "Serbia": (21.45, 43.1),
    "Montenegro": (20.0, 42.83),
    "Albania": (20.12, 42.1),
    "North Macedonia": (21.5, 41.95),
    _KOSOVO: (21.3, 42.38),
}
# West, east, south, north, in degrees.
_NORTH_FRAME = (20.33, 21.31, 42.77, 43.28)


def region() -> Chart:
    """Draw Kosovo and the area around it, with the places of lesson 00 under both their names."""
    places = _chosen_places(_REGION_LABELS)
    if places.empty:
        return words.nothing("places of the area", "places")
    with style.picture(9.0, _region_point(places)) as figure:
        axes = figure.add_axes(figure.inside())
        for properties, polygons in _outlines("region"):
            ground = _HIGHLIGHT if properties["name"] == _KOSOVO else _LAND
            _draw_outline(axes, polygons, facecolor=ground, edgecolor=style.GREY, linewidth=0.9)
        for name, (across, up) in _COUNTRY_LABELS.items():
            axes.text(across, up, name, ha="center", va="center", color=style.GREY)
        _draw_places(axes, places, _REGION_LABELS)
        _frame(axes, 19.8, 22.1, 41.8, 43.35)
    listed = "; ".join(f"{_both_names(place)} (in English {place['name_en']})" for _, place in places.iterrows())
    around = words.listed(name for name in _COUNTRY_LABELS if name != _KOSOVO)
    said = (
        f"{_region_point(places)}. Map of {_KOSOVO} and the area around it, {around}, with {words.counted(len(places), 'place')} "
        f"under Albanian and Serbian names: {listed}."
    )
    return Chart(figure.svg, said, _places_table(places), f"Places under both names. {OUTLINES_NOTE}")


def _region_point(places: pd.DataFrame) -> str:
    two = int((places["name_sq"] != places["name_sr"]).sum())
    have = "has" if two == 1 else "have"
    return f"{two} of {words.counted(len(places), 'place')} here {have} two names: Albanian first, Serbian second"


def north() -> Chart:
    """Draw the north of Kosovo with the places of 2023 under both their names."""
    places = _chosen_places(_NORTH_LABELS)
    if places.empty:
        return words.nothing("places of the north", "places")
    with style.picture(7.4, _north_point(places)) as figure:
        axes = figure.add_axes(figure.inside())
        for properties, polygons in _outlines("municipalities_before_2008"):
            name = properties["name_sr"]
            if _lies_outside(polygons, *_NORTH_FRAME):
                continue
            look = {"facecolor": _HIGHLIGHT if name in NORTH_BEFORE_2008 else _LAND, "edgecolor": style.GREY}
            _draw_outline(axes, polygons, linewidth=0.9, hatch="//" if name == DIVIDED_SINCE else None, **look)
        _draw_places(axes, places, _NORTH_LABELS)
        key = "hatched: Mitrovica in its\noutline before 2008, today\ntwo municipalities"
        axes.text(0.99, 0.98, key, transform=axes.transAxes, ha="right", va="top")
        _frame(axes, *_NORTH_FRAME)
    caption = (
        "Places of 2023; some positions are approximate. Outlines before 2008: hatched Mitrovica is today two municipalities. "
        f"{OUTLINES_NOTE}"
    )
    return Chart(figure.svg, _north_words(places), _places_table(places), caption)


def _north_point(places: pd.DataFrame) -> str:
    # The three of the outlines, and North Mitrovica, which is younger than they are.
    municipalities = words.number(len(NORTH_BEFORE_2008) + 1)
    crossings = int((places["kind"] == "crossing").sum())
    marked = f", and {words.number(crossings)} crossing{'' if crossings == 1 else 's'} (triangles)" if crossings else ""
    return f"The north in 2023: {municipalities} municipalities{marked}"


def _north_words(places: pd.DataFrame) -> str:
    listed = "; ".join(f"{_both_names(place)}, {place['kind']}" for _, place in places.iterrows())
    english = dict(zip(places["name_sr"], places["name_en"], strict=True))
    shaded = words.listed(english.get(name, name) for name in NORTH_BEFORE_2008)
    return (
        f"{_north_point(places)}. Map of northern Kosovo with {words.counted(len(places), 'place')} under Albanian and "
        f"Serbian names, from north to south: {listed}. The municipalities of {shaded} are shaded. "
        "Mitrovica, hatched, is drawn in its outline before 2008; today it is two municipalities, north and south of the Ibar."
    )


def _chosen_places(labels: dict) -> pd.DataFrame:
    places = data.load("places")
    return places[places["id"].isin(labels)].sort_values("lat", ascending=False).reset_index(drop=True)


def _draw_places(axes: Axes, places: pd.DataFrame, labels: dict) -> None:
    crossing = places["kind"] == "crossing"
    for group, marker in ((places[crossing], "^"), (places[~crossing], "o")):
        axes.scatter(group["lon"], group["lat"], s=60, marker=marker, color=style.ACCENT, zorder=3)
    for place in places.to_dict("records"):
        across, up, side = labels[place["id"]]
        names = list(dict.fromkeys((place["name_sq"], place["name_sr"])))
        _name_place(axes, place, (across, up), side, " /\n".join(names))


def _name_place(
    axes: Axes, place: dict, shift: tuple[float, float], side: str, name: str, weight: str = "normal"
) -> None:
    across, up = place["lon"] + shift[0], place["lat"] + shift[1]
    if math.hypot(*shift) > _NEAR:
        axes.plot([place["lon"], across], [place["lat"], up], color=style.INK, linewidth=0.9, zorder=3.5)
    look = {"ha": side, "va": "center", "zorder": 4, "bbox": style.label(alpha=0.8)}
    axes.text(across, up, name, fontweight=weight, linespacing=1.1, **look)


def _places_table(places: pd.DataFrame) -> pd.DataFrame:
    table = places[["name_en", "name_sq", "name_sr", "kind"]]
    return table.set_axis(["In English", "Albanian", "Serbian", "Kind"], axis=1)


COUNTS = {"2011": "people_2011", "2024": "people_2024", "estimate": "estimate"}
_NAMED = {
    "pristina": (0.36, 0.2, "left"), "prizren": (-0.42, -0.06, "right"), "peja": (-0.3, 0.09, "right"),
    "gjilan": (0.45, 0.0, "left"), "ferizaj": (-0.05, -0.08, "center"), "gjakova": (-0.3, -0.06, "right"),
    "leposavic": (0.34, 0.06, "left"), "north-mitrovica": (0.42, 0.14, "left"), "zubin-potok": (-0.3, 0.05, "right"),
    "zvecan": (-0.42, 0.16, "right"),
}  # fmt: skip
# A circle that shows the scale, and where it stands.
_SCALE_PEOPLE, _SCALE_PLACE = 100_000, (21.72, 41.98)


def count_names() -> dict[str, str]:
    """Return what each count of :func:`municipalities` is called; estimates are named by their years."""
    estimated = data.load("municipalities")["estimate_by"]
    years = sorted(year for text in estimated for year in re.findall(r"\b\d{4}\b", text))
    period = f" of {data.format_period(years[0], years[-1])}" if years else ""
    return {"2011": "census of 2011", "2024": "census of 2024", "estimate": f"estimates{period}"}


def municipalities(count: str = "2024", marked: str | None = None) -> Chart:
    """Draw the municipalities of today as circles over the outlines before 2008, sized by people.

    Parameters
    ----------
    count : str
        ``"2011"``, ``"2024"`` (censuses), or ``"estimate"`` (the north by other bodies' estimates, the rest by the census of 2024).
    marked : str or None
        The id of a municipality to be ringed and named; None marks none.

    Raises
    ------
    CourseError
        For another count or an unknown municipality.
    """
    if count not in COUNTS:
        raise unknown("count of people", count, COUNTS)
    places = _with_people(count)
    if places.empty:
        return words.nothing("municipalities", "municipalities")
    if marked is not None and marked not in set(places["id"]):
        raise unknown("municipality", marked, places["id"])
    with style.picture(8.6, _municipalities_point(places, count)) as figure:
        axes = figure.add_axes(figure.inside())
        for _, polygons in _outlines("municipalities_before_2008"):
            _draw_outline(axes, polygons, facecolor=_LAND, edgecolor=style.LIGHT, linewidth=0.7)
        _draw_people(axes, places)
        _draw_scale(axes)
        _ring(axes, places[places["id"] == marked])
        _frame(axes, 19.55, 22.3, 41.82, 43.3)
    table = places[["name_en", "name_sq", "name_sr", "people", "how"]]
    table = table.set_axis(["Municipality", "Albanian", "Serbian", "People", "How it is known"], axis=1)
    caption = (
        f"The {len(places)} municipalities of today at their seats; the area of a circle follows the number of people. Hatched: a count "
        "that most Serbs of the north boycotted. Cross: no figure found, or no census held. Outlines before 2008. "
        f"{OUTLINES_NOTE}"
    )
    said = _municipalities_words(places, count) + _marked_words(places[places["id"] == marked])
    return Chart(figure.svg, said, table, caption)


def _with_people(count: str) -> pd.DataFrame:
    places = data.load("municipalities")
    north = places["in_north"]
    census = "2024" if count == "estimate" else count
    places["people"], places["how"] = places[COUNTS[census]], count_names()[census]
    places["boycotted"] = (census == "2024") & places["count_2024"].str.contains("boycotted")
    places.loc[places["boycotted"], "how"] = f"{count_names()[census]}, boycotted by most Serbs"
    if count == "estimate":
        places.loc[north, "people"] = places.loc[north, "estimate"]
        places.loc[north, "how"] = places.loc[north, "estimate_by"]
        places.loc[north, "boycotted"] = False
    places.loc[places["people"].isna(), "how"] = "no census held" if count == "2011" else "no figure found"
    return places


def _draw_people(axes: Axes, places: pd.DataFrame) -> None:
    known = places[places["people"].notna()]
    for group, hatch in ((known[~known["boycotted"]], None), (known[known["boycotted"]], "////")):
        if len(group):
            edges = [style.SECOND if inside else style.ACCENT for inside in group["in_north"]]
            look = {"facecolors": style.PALE, "edgecolors": edges, "linewidths": 1.6, "hatch": hatch}
            axes.scatter(
                group["lon"], group["lat"], s=group["people"].astype(float) / _PEOPLE_A_POINT, zorder=3, **look
            )
    unknown_ones = places[places["people"].isna()]
    axes.scatter(unknown_ones["lon"], unknown_ones["lat"], s=70, marker="x", color=style.GREY, linewidths=2, zorder=3)
    for place in places[places["id"].isin(_NAMED)].to_dict("records"):
        across, up, side = _NAMED[place["id"]]
        number = "?" if pd.isna(place["people"]) else f"{place['people']:,}"
        weight = "bold" if place["in_north"] else "normal"
        _name_place(axes, place, (across, up), side, f"{place['name_en']} {number}", weight)


def _draw_scale(axes: Axes) -> None:
    """Say how many people a circle stands for, and which names are bold."""
    look = {"facecolors": style.PALE, "edgecolors": style.ACCENT, "linewidths": 1.6, "zorder": 3}
    axes.scatter(*_SCALE_PLACE, s=_SCALE_PEOPLE / _PEOPLE_A_POINT, **look)
    across, up = _SCALE_PLACE
    axes.text(across + 0.08, up, f"{_SCALE_PEOPLE:,} people", va="center")
    axes.text(0.0, 0.99, "bold names:\nthe north", transform=axes.transAxes, fontweight="bold", va="top")


def _ring(axes: Axes, marked: pd.DataFrame) -> None:
    for place in marked.to_dict("records"):
        size = 500 if pd.isna(place["people"]) else float(place["people"]) / _PEOPLE_A_POINT + 500
        look = {"facecolors": "none", "edgecolors": style.SECOND, "linewidths": 3, "zorder": 5}
        axes.scatter(place["lon"], place["lat"], s=size, **look)
        ringed = f"ringed: {_both_names(place)},\n{_people_words(place)}"
        axes.text(0.01, 0.02, ringed, transform=axes.transAxes, fontweight="bold")


def _people_words(place: dict) -> str:
    return place["how"] if pd.isna(place["people"]) else f"{place['people']:,} people"


def _marked_words(marked: pd.DataFrame) -> str:
    return "".join(f" Ringed: {place['name_en']}, {_people_words(place)}." for place in marked.to_dict("records"))


def _municipalities_point(places: pd.DataFrame, count: str) -> str:
    north = places[places["in_north"]]
    people = north["people"]
    if people.isna().all():
        held = "no census was held" if count == "2011" else "no figure was found"
        year = "" if count == "estimate" else f"{count}: "
        return words.begun(f"{year}{held} in the {words.number(len(north))} northern municipalities")
    if count == "estimate":
        # Estimates of several bodies and years are not added up.
        return (
            f"The north by estimates of other bodies: from {people.min():,} to {people.max():,} people a municipality"
        )
    away = ", where most Serbs stayed away" if north["boycotted"].any() else ""
    return f"{count}: {people.sum():,} people counted in the north{away}"


def _municipalities_words(places: pd.DataFrame, count: str) -> str:
    known = places[places["people"].notna()].sort_values("people", ascending=False)
    largest = ", ".join(f"{row['name_en']} {row['people']:,}" for row in known.head(4).to_dict("records"))
    north = "; ".join(
        f"{row['name_en']} {'unknown' if pd.isna(row['people']) else format(row['people'], ',')}"
        for row in places[places["in_north"]].to_dict("records")
    )
    missing = int(places["people"].isna().sum())
    without = f" Without a figure: {missing}, marked with a cross." if missing else ""
    circles = "as circles whose area follows the number of people"
    return (
        f"{_municipalities_point(places, count)}. Map of the {len(places)} municipalities of Kosovo {circles}, by the "
        f"{count_names()[count]}. Largest: {largest or 'none known'}. The north, its names in bold: {north or 'no row'}.{without}"
    )
