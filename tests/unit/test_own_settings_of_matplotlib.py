"""A learner's own settings of matplotlib are for the learner's plots: they neither change nor break the course's pictures."""

import contextlib
import gc
import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import matplotlib.style
import pytest

from helpers import charts, maps
from helpers.charts import style

DRAWN = {"strength": charts.strength, "requests": charts.requests, "voters": charts.voters, "region": maps.region}
PROGRAM = """
import hashlib
from helpers import charts, maps
pictures = (charts.strength, charts.requests, charts.voters, maps.region)
print(hashlib.sha256(b"".join(draw().svg for draw in pictures)).hexdigest())
"""


@pytest.fixture(scope="module")
def usual() -> dict[str, bytes]:
    return {name: draw().svg for name, draw in DRAWN.items()}


@pytest.fixture(autouse=True)
def own_settings():
    with matplotlib.rc_context():
        yield


SETTINGS = {
    "a grid, large ticks and thick lines": {"axes.grid": True, "xtick.labelsize": 30, "lines.linewidth": 5},
    "TeX": {"text.usetex": True},
    "letters as paths": {"svg.fonttype": "path", "svg.image_inline": False},
    "another font": {"font.family": "serif", "font.size": 40, "axes.titleweight": "bold"},
    "a hand-drawn look": {"path.sketch": (1, 100, 2), "axes.unicode_minus": False},
    "tight pictures": {"savefig.bbox": "tight", "savefig.pad_inches": 2, "figure.dpi": 300, "figure.autolayout": True},
    "the numbers of the system": {"axes.formatter.use_locale": True, "axes.formatter.use_mathtext": True},
    "short dates": {"date.converter": "concise", "timezone": "Asia/Tokyo"},
    "colours and hatches": {
        "axes.facecolor": "black",
        "hatch.color": "red",
        "hatch.linewidth": 9,
        "lines.color": "red",
    },
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_settings_made_in_a_cell_do_not_reach_the_pictures(usual: dict[str, bytes], settings: dict):
    matplotlib.rcParams.update(settings)
    before = dict(matplotlib.rcParams)
    assert {name: draw().svg for name, draw in DRAWN.items()} == usual
    assert dict(matplotlib.rcParams) == before, "the learner's own plots would look different afterwards"


@pytest.mark.parametrize("name", ["dark_background", "ggplot", "fivethirtyeight", "grayscale"])
def test_a_style_sheet_does_not_reach_the_pictures(usual: dict[str, bytes], name: str):
    matplotlib.style.use(name)
    assert {name: draw().svg for name, draw in DRAWN.items()} == usual


def test_a_plot_of_pandas_does_not_reach_the_pictures(usual: dict[str, bytes]):
    """pandas puts converters of its own for dates into matplotlib, for good."""
    import pandas as pd

    matplotlib.use("agg")
    pd.Series([1, 2], index=pd.to_datetime(["2023-05-01", "2023-06-01"])).plot()
    assert {name: draw().svg for name, draw in DRAWN.items()} == usual


def test_an_error_while_drawing_leaves_the_learners_settings_as_they_were():
    matplotlib.rcParams["axes.grid"] = True
    before = dict(matplotlib.rcParams)
    with pytest.raises(ZeroDivisionError), style.picture(1, "A picture that fails"):
        _ = 1 / 0
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("collecting", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_the_learners_search_for_garbage_is_as_it_was(collecting: bool, fails: bool):
    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        with contextlib.suppress(ZeroDivisionError), style.picture(1, "A picture"):
            _ = 1 / (0 if fails else 1)
        assert gc.isenabled() == collecting
    finally:
        (gc.enable if before else gc.disable)()


def drawn_with(folder: Path, **environment: str) -> subprocess.CompletedProcess:
    """Draw in a program that starts in a folder, as a kernel does, with settings in files and variables."""
    usual = {key: value for key, value in os.environ.items() if not key.startswith(("MPL", "MATPLOTLIB"))}
    own = {**usual, "PYTHONPATH": str(Path(charts.__file__).parents[2]), **environment}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=folder, env=own, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def usual_hash(tmp_path_factory: pytest.TempPathFactory) -> str:
    done = drawn_with(tmp_path_factory.mktemp("plain"))
    assert done.returncode == 0, done.stderr
    return done.stdout


OWN = "text.usetex: True\naxes.grid: True\nxtick.labelsize: 30\nlines.linewidth: 5\ndate.epoch: 0000-12-31T00:00:00\n"
BROKEN = "no colon here\nlines.linewidth: banana\nno.such.key: 3\n" + OWN


@pytest.mark.parametrize("content", [OWN, BROKEN], ids=["own", "broken"])
def test_a_file_of_settings_beside_the_lesson_changes_nothing(tmp_path: Path, usual_hash: str, content: str):
    (tmp_path / "matplotlibrc").write_text(content, encoding="utf-8")
    assert drawn_with(tmp_path).stdout == usual_hash


@pytest.mark.parametrize("where", ["MATPLOTLIBRC file", "MATPLOTLIBRC folder", "MPLCONFIGDIR"])
def test_a_file_of_settings_elsewhere_changes_nothing(tmp_path: Path, usual_hash: str, where: str):
    own = tmp_path / "own"
    (own / "stylelib").mkdir(parents=True)
    (own / "matplotlibrc").write_text(OWN, encoding="utf-8")
    (own / "stylelib" / "classic.mplstyle").write_text("lines.linewidth: banana\n", encoding="utf-8")
    variable, _, kind = where.partition(" ")
    value = own / "matplotlibrc" if kind == "file" else own
    assert drawn_with(tmp_path, **{variable: str(value)}).stdout == usual_hash


@pytest.mark.parametrize("backend", ["pdf", "module://matplotlib_inline.backend_inline"])
def test_the_program_that_shows_plots_changes_nothing(tmp_path: Path, usual_hash: str, backend: str):
    assert drawn_with(tmp_path, MPLBACKEND=backend).stdout == usual_hash


def test_a_file_of_settings_that_cannot_be_read_is_told_with_the_way_out(tmp_path: Path):
    """Saved by a text editor in UTF-16, matplotlib stops at its import."""
    (tmp_path / "matplotlibrc").write_bytes("axes.grid: True\n".encode("utf-16"))
    assert_told(drawn_with(tmp_path), "'utf-8' codec can't decode")


def test_a_program_for_plots_that_does_not_exist_is_told_with_the_way_out(tmp_path: Path):
    assert_told(drawn_with(tmp_path, MPLBACKEND="no-such-program"), "no-such-program")


def assert_told(done: subprocess.CompletedProcess, cause: str) -> None:
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("helpers.base.errors.CourseError: Pictures cannot be drawn")
    assert cause in last
    assert "MPLBACKEND" in last and "matplotlibrc beside this lesson" in last and "restart the kernel" in last
