"""What a picture costs beside a bare matplotlib figure with the same marks and texts, in the same run."""

import io
import time

import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.transforms import IdentityTransform

from helpers.authoring.gallery import PICTURES
from helpers.charts import style, unrest

pytestmark = pytest.mark.benchmark

MOST = 2.0
ROUNDS = 5


def bare(drawn: Figure) -> None:
    """Draw the marks of a figure again without any of the house style, its words, tables or letters."""
    figure = Figure(figsize=drawn.get_size_inches())
    for old in drawn.axes:
        axes = figure.add_axes(old.get_position())
        for collection in old.collections:
            if isinstance(collection, PathCollection):
                axes.scatter(*zip(*collection.get_offsets(), strict=True), s=collection.get_sizes())
            else:
                for segment in collection.get_segments():
                    axes.plot(*zip(*segment, strict=True))
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


def fastest(draw) -> float:
    taken = []
    for _ in range(ROUNDS):
        unrest._days.cache_clear()
        start = time.perf_counter()
        draw()
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_costs_at_most_twice_a_bare_one(name: str, monkeypatch: pytest.MonkeyPatch, capsys):
    caught: list[Figure] = []
    original = style.to_svg
    with monkeypatch.context() as patched:
        patched.setattr(style, "to_svg", lambda figure: (caught.append(figure), original(figure))[1])
        unrest._days.cache_clear()
        PICTURES[name]()
    own, plain = fastest(PICTURES[name]), fastest(lambda: bare(caught[-1]))
    with capsys.disabled():
        print(f"\n{name}: {own * 1000:.0f} ms, bare {plain * 1000:.0f} ms, ratio {own / plain:.2f}")
    assert own <= MOST * plain
