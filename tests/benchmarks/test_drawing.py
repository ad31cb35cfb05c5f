"""What a picture costs beside a bare matplotlib figure with the same marks and texts, in the same run."""

import io
import sys
from collections.abc import Callable

import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.transforms import IdentityTransform
from measuring import least_cpu_seconds

from helpers.authoring.gallery import PICTURES
from helpers.show.chart import Chart

pytestmark = pytest.mark.benchmark

MOST = 1.3
ROUNDS = 5


def bare(drawn: Figure) -> None:
    """Draw the marks of a figure again without any of the house style, its words, tables or letters."""
    figure = Figure(figsize=drawn.get_size_inches())
    for old in drawn.axes:
        axes = figure.add_axes(old.get_position())
        for collection in old.collections:
            if isinstance(collection, LineCollection):
                for segment in collection.get_segments():
                    axes.plot(*zip(*segment, strict=True))
            elif len(collection.get_offsets()):
                axes.scatter(*zip(*collection.get_offsets(), strict=True), s=collection.get_sizes())
            else:
                for path in collection.get_paths():
                    axes.add_patch(PathPatch(path))
        for line in old.lines:
            axes.plot(line.get_xdata(), line.get_ydata())
        for patch in old.patches:
            path = patch.get_path().transformed(patch.get_patch_transform())
            axes.add_patch(PathPatch(path, hatch=patch.get_hatch()))
        for image in old.images:
            axes.imshow(image.get_array(), aspect="auto")
        for text in old.texts:
            figure.text(0.5, 0.5, text.get_text(), transform=IdentityTransform())
        axes.set_xlim(old.get_xlim())
        axes.set_ylim(old.get_ylim())
    for text in drawn.texts:
        figure.text(0.5, 0.5, text.get_text())
    figure.savefig(io.BytesIO(), format="svg")


def drawn_by(draw: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> Figure:
    """Draw a picture and return the figure behind it."""
    caught: list[Figure] = []
    save = Figure.savefig

    def catch(figure: Figure, *arguments: object, **options: object) -> None:
        caught.append(figure)
        save(figure, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Figure, "savefig", catch)
        draw()
    return caught[-1]


def draw_anew(draw: Callable[[], object]) -> None:
    """Draw a picture that a module may have kept from the last time."""
    for module in [module for name, module in sys.modules.items() if name.startswith("helpers.")]:
        for function in vars(module).values():
            if hasattr(function, "cache_clear") and function.__wrapped__.__annotations__.get("return") is Chart:
                function.cache_clear()
    draw()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_costs_little_more_than_a_bare_one(name: str, monkeypatch: pytest.MonkeyPatch, capsys):
    figure = drawn_by(lambda: draw_anew(PICTURES[name]), monkeypatch)
    own, plain = least_cpu_seconds(lambda: draw_anew(PICTURES[name]), lambda: bare(figure), rounds=ROUNDS)
    with capsys.disabled():
        print(f"\n{name}: {own * 1000:.0f} ms of CPU, bare {plain * 1000:.0f} ms, ratio {own / plain:.2f}")
    assert own <= MOST * plain
