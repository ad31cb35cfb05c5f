"""Maps from the outlines in ``data/geo``; no tiles, no network."""

import json
import math
from functools import cache

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import Chart, style

OUTLINES_NOTE = (
    "Outlines after Natural Earth, which draws boundaries as it sees them on the ground; a map takes no position."
)
NORTH_BEFORE_2008 = ("Leposavić", "Zvečan", "Zubin Potok")
DIVIDED_SINCE = "Kosovska Mitrovica"


@cache
def _outlines(name: str) -> list[tuple[dict, list]]:
    path = data.FOLDER / "geo" / f"{name}.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [(feature["properties"], _polygons(feature["geometry"])) for feature in features]


def _polygons(geometry: dict) -> list:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def _draw_outline(axes: Axes, polygons: list, **looks: object) -> None:
    for rings in polygons:
        vertices = [point[:2] for ring in rings for point in ring]
        codes = [
            code
            for ring in rings
            for code in [Outline.MOVETO] + [Outline.LINETO] * (len(ring) - 2) + [Outline.CLOSEPOLY]
        ]
        axes.add_patch(PathPatch(Outline(vertices, codes), **looks))


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


# Where each label stands, as steps of a degree from its mark: (across, up, side).
_REGION_LABELS = {
    "leposavic": (0.05, 0.0, "left"),
    "north-mitrovica": (0.05, 0.0, "left"),
    "pristina": (0.05, 0.02, "left"),
    "gracanica": (0.05, -0.02, "left"),
    "pec-patriarchate": (0.05, 0.0, "left"),
    "prizren": (0.05, 0.0, "left"),
    "strpce": (0.05, 0.0, "left"),
}
_NORTH_LABELS = {
    "leposavic": (0.02, 0.0, "left"),
    "zvecan": (0.012, 0.03, "left"),
    "zubin-potok": (0.0, -0.03, "center"),
    "north-mitrovica": (0.025, 0.005, "left"),
    "south-mitrovica": (0.025, -0.02, "left"),
    "jarinje": (0.02, 0.0, "left"),
    "brnjak": (0.0, 0.025, "center"),
    "banjska": (-0.02, 0.01, "right"),
}


# West, east, south, north, in degrees.
_NORTH_FRAME = (20.35, 21.3, 42.77, 43.28)


def region() -> Chart:
    """Draw Kosovo and the area around it, with the places of lesson 00 under both their names."""
    places = _chosen_places(_REGION_LABELS)
    with style.drawing, style.look():
        figure = style.new_figure(9.6)
        axes = figure.add_axes((0.01, 0.01, 0.98, 0.91))
        style.heading(figure, "One place, two names: Albanian first here, Serbian second")
        for properties, polygons in _outlines("region"):
            inside = properties["name"] == "Kosovo"
            _draw_outline(
                axes, polygons, facecolor="#d5e6e8" if inside else "#f4f4f4", edgecolor=style.GREY, linewidth=0.9
            )
        for name, across, up in (
            ("Serbia", 21.45, 43.1), ("Albania", 20.12, 42.1), ("North Macedonia", 21.5, 41.95), ("Montenegro", 20.0, 42.83),
            ("Kosovo", 21.2, 42.42),
        ):  # fmt: skip
            axes.text(across, up, name, ha="center", va="center", color=style.GREY, fontsize=14)
        _draw_places(axes, places, _REGION_LABELS)
        _frame(axes, 19.8, 22.1, 41.8, 43.35)
        svg = style.to_svg(figure)
    listed = "; ".join(f"{_both_names(place)} (in English {place['name_en']})" for _, place in places.iterrows())
    words = (
        f"Map of Kosovo and the area around it, Serbia, Montenegro, Albania and North Macedonia, with {len(places)} places under "
        f"their Albanian and Serbian names: {listed}."
    )
    return Chart(svg, words, _places_table(places), f"Places under both names. {OUTLINES_NOTE}")


def north() -> Chart:
    """Draw the north of Kosovo with the places of 2023 under both their names."""
    places = _chosen_places(_NORTH_LABELS)
    with style.drawing, style.look():
        figure = style.new_figure(7.6)
        axes = figure.add_axes((0.01, 0.01, 0.98, 0.91))
        style.heading(figure, "The north in 2023: three municipalities and North Mitrovica")
        for properties, polygons in _outlines("municipalities_before_2008"):
            name = properties["name_sr"]
            if _lies_outside(polygons, *_NORTH_FRAME):
                continue
            _draw_outline(
                axes,
                polygons,
                facecolor="#d5e6e8" if name in NORTH_BEFORE_2008 else "#f4f4f4",
                edgecolor=style.GREY,
                linewidth=0.9,
                hatch="//" if name == DIVIDED_SINCE else None,
            )
        _draw_places(axes, places, _NORTH_LABELS)
        _frame(axes, *_NORTH_FRAME)
        svg = style.to_svg(figure)
    listed = "; ".join(f"{_both_names(place)}, {place['kind']}" for _, place in places.iterrows())
    words = (
        f"Map of northern Kosovo with {len(places)} places under their Albanian and Serbian names, from north to south: "
        f"{listed}. The municipalities of Leposavic, Zvecan and Zubin Potok are shaded. Mitrovica, hatched, is drawn in its outline "
        "before 2008; today it is two municipalities, north and south of the Ibar."
    )
    caption = (
        "Places of 2023; some positions are approximate. Outlines before 2008: hatched Mitrovica is today two municipalities. "
        f"{OUTLINES_NOTE}"
    )
    return Chart(svg, words, _places_table(places), caption)


def _chosen_places(labels: dict) -> pd.DataFrame:
    places = data.load("places")
    return places[places["id"].isin(labels)].sort_values("lat", ascending=False).reset_index(drop=True)


def _draw_places(axes: Axes, places: pd.DataFrame, labels: dict) -> None:
    for _, place in places.iterrows():
        across, up, side = labels[place["id"]]
        marker = "^" if place["kind"] == "crossing" else "o"
        axes.scatter(place["lon"], place["lat"], s=60, marker=marker, color=style.ACCENT, zorder=3)
        axes.text(
            place["lon"] + across,
            place["lat"] + up,
            _both_names(place),
            ha=side,
            va="center",
            zorder=4,
            bbox={"facecolor": style.GROUND, "edgecolor": "none", "pad": 1, "alpha": 0.75},
        )


def _places_table(places: pd.DataFrame) -> pd.DataFrame:
    table = places[["name_en", "name_sq", "name_sr", "kind"]]
    return table.set_axis(["In English", "Albanian", "Serbian", "Kind"], axis=1)


COUNTS = {
    "2011": ("people_2011", "census of 2011"),
    "2024": ("people_2024", "census of 2024"),
    "estimate": ("estimate", "estimates of 2007 to 2018"),
}
_NAMED = {
    "pristina": (0.03, 0.10, "left"), "prizren": (0.0, -0.11, "center"), "peja": (-0.02, 0.10, "center"),
    "gjilan": (0.08, 0.05, "left"), "ferizaj": (0.09, 0.0, "left"), "gjakova": (-0.07, 0.0, "right"),
    "leposavic": (0.06, 0.0, "left"), "north-mitrovica": (0.08, 0.11, "left"), "zubin-potok": (-0.06, 0.0, "right"),
    "zvecan": (-0.05, 0.06, "right"),
}  # fmt: skip


def municipalities(count: str = "2024", marked: str | None = None) -> Chart:
    """Draw the 38 municipalities of today as circles over the outlines before 2008, sized by people.

    Parameters
    ----------
    count : ``"2011"``, ``"2024"`` (censuses), or ``"estimate"`` (the north by other bodies' estimates, the rest by the census of 2024).
    marked : the id of a municipality to be ringed and named; None marks none.

    Raises
    ------
    CourseError
        For another count or an unknown municipality.
    """
    if count not in COUNTS:
        raise unknown("count of people", count, COUNTS)
    places = _with_people(count)
    if marked is not None and marked not in set(places["id"]):
        raise unknown("municipality", marked, places["id"])
    with style.drawing, style.look():
        figure = style.new_figure(9.2)
        axes = figure.add_axes((0.01, 0.01, 0.98, 0.91))
        style.heading(figure, _municipalities_point(places, count))
        for _, polygons in _outlines("municipalities_before_2008"):
            _draw_outline(axes, polygons, facecolor="#f4f4f4", edgecolor=style.LIGHT, linewidth=0.7)
        _draw_people(axes, places, count)
        _ring(axes, places[places["id"] == marked])
        _frame(axes, 19.95, 21.85, 41.82, 43.3)
        svg = style.to_svg(figure)
    table = places[["name_en", "name_sq", "name_sr", "people", "how"]]
    table = table.set_axis(["Municipality", "Albanian", "Serbian", "People", "How it is known"], axis=1)
    caption = (
        "The 38 municipalities of today at their seats; the area of a circle follows the number of people. Hatched: a count that most "
        f"Serbs of the north boycotted. Cross: no figure found, or no census held. Outlines before 2008. {OUTLINES_NOTE}"
    )
    words = _municipalities_words(places, count) + _marked_words(places[places["id"] == marked])
    return Chart(svg, words, table, caption)


def _with_people(count: str) -> pd.DataFrame:
    places = data.load("municipalities")
    north = places["in_north"]
    column, name = COUNTS["2024" if count == "estimate" else count]
    places["people"], places["how"] = places[column], name
    if count == "estimate":
        places.loc[north, "people"] = places.loc[north, "estimate"]
        places.loc[north, "how"] = places.loc[north, "estimate_by"]
    elif count == "2024":
        places.loc[north, "how"] = "census of 2024, boycotted by most Serbs"
    places.loc[places["people"].isna(), "how"] = "no census held" if count == "2011" else "no figure found"
    return places


def _draw_people(axes: Axes, places: pd.DataFrame, count: str) -> None:
    known = places[places["people"].notna()]
    boycotted = known["in_north"] & (count == "2024")
    for group, hatch in ((known[~boycotted], None), (known[boycotted], "////")):
        if len(group):
            axes.scatter(
                group["lon"], group["lat"], s=group["people"].astype(float) / 75, zorder=3, linewidths=1.6, hatch=hatch,
                facecolors=style.PALE, edgecolors=[style.SECOND if inside else style.ACCENT for inside in group["in_north"]],
            )  # fmt: skip
    unknown_ones = places[places["people"].isna()]
    axes.scatter(unknown_ones["lon"], unknown_ones["lat"], s=70, marker="x", color=style.GREY, linewidths=2, zorder=3)
    for place in places[places["id"].isin(_NAMED)].to_dict("records"):
        across, up, side = _NAMED[place["id"]]
        number = "?" if pd.isna(place["people"]) else f"{place['people']:,}"
        axes.text(
            place["lon"] + across, place["lat"] + up, f"{place['name_en']} {number}", ha=side, va="center", zorder=4,
            bbox={"facecolor": style.GROUND, "edgecolor": "none", "pad": 1, "alpha": 0.75},
        )  # fmt: skip


def _ring(axes: Axes, marked: pd.DataFrame) -> None:
    for place in marked.to_dict("records"):
        size = 500 if pd.isna(place["people"]) else float(place["people"]) / 75 + 500
        axes.scatter(
            place["lon"], place["lat"], s=size, facecolors="none", edgecolors=style.SECOND, linewidths=3, zorder=5
        )
        axes.text(
            0.01, 0.02, f"ringed: {_both_names(place)}, {_people_words(place)}", transform=axes.transAxes, fontweight="bold"
        )  # fmt: skip


def _people_words(place: dict) -> str:
    return place["how"] if pd.isna(place["people"]) else f"{place['people']:,} people"


def _marked_words(marked: pd.DataFrame) -> str:
    return "".join(f" Ringed: {place['name_en']}, {_people_words(place)}." for place in marked.to_dict("records"))


def _municipalities_point(places: pd.DataFrame, count: str) -> str:
    north = places[places["in_north"]]["people"]
    if north.isna().all():
        return "2011: no census was held in the four northern municipalities"
    if count == "2024":
        return f"2024: {north.sum():,} people counted in the north, where most Serbs stayed away"
    # Estimates of several bodies and years are not added up.
    return f"The north by estimates of other bodies: from {north.min():,} to {north.max():,} people a municipality"


def _municipalities_words(places: pd.DataFrame, count: str) -> str:
    known = places[places["people"].notna()].sort_values("people", ascending=False)
    largest = ", ".join(f"{row['name_en']} {row['people']:,}" for row in known.head(4).to_dict("records"))
    north = "; ".join(
        f"{row['name_en']} {'unknown' if pd.isna(row['people']) else format(row['people'], ',')}"
        for row in places[places["in_north"]].to_dict("records")
    )
    missing = int(places["people"].isna().sum())
    return (
        f"Map of the {len(places)} municipalities of Kosovo as circles whose area follows the number of people, by the {COUNTS[count][1]}. "
        f"Largest: {largest}. The north, outlined in another colour: {north}. Without a figure: {missing}, marked with a cross."
    )
