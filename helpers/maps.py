"""Maps from the outlines in ``data/geo``; no tiles, no network."""

import json
import math
from functools import cache

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from helpers import data
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


def _both_names(place: pd.Series) -> str:
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
            _draw_outline(
                axes,
                polygons,
                facecolor="#d5e6e8" if name in NORTH_BEFORE_2008 else "#f4f4f4",
                edgecolor=style.GREY,
                linewidth=0.9,
                hatch="//" if name == DIVIDED_SINCE else None,
            )
        _draw_places(axes, places, _NORTH_LABELS)
        _frame(axes, 20.35, 21.3, 42.77, 43.28)
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
