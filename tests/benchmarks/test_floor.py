"""What a lesson costs beside its floor: kernel start and three imports, on this machine, in this run."""

import asyncio
import compileall
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.benchmark

COURSE = Path(__file__).resolve().parents[2]
FOLDER = COURSE / "notebooks"
FLOOR = "import pandas, ipywidgets, matplotlib.pyplot"
LESSONS = sorted(path.name for path in FOLDER.glob("[01]*.ipynb"))
ROUNDS = 7
MOST_TIME, MOST_MEMORY = 1.5, 1.2


@pytest.fixture(scope="module", autouse=True)
def compiled_helpers() -> None:
    # From the second start on a learner's Python has this; a machine told to write no bytecode would never have it.
    compileall.compile_dir(COURSE / "helpers", quiet=1)


def run(cells: list) -> tuple[float, float]:
    """Run code cells in a fresh kernel; return seconds from start to last reply, and the kernel's own memory in MB.

    All cells are sent at once, as "Run All Cells" of JupyterLab does; waiting for each would measure the waiting.
    """
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}})

    async def measured() -> tuple[float, float]:
        start = time.perf_counter()
        async with client.async_setup_kernel():
            waiting = {client.kc.execute(cell.source) for cell in notebook.cells}
            while waiting:
                reply = await client.kc.get_shell_msg(timeout=60)
                assert reply["content"]["status"] == "ok", reply["content"]
                waiting.discard(reply["parent_header"]["msg_id"])
            seconds = time.perf_counter() - start
            process = psutil.Process(client.km.provisioner.process.pid)
            return seconds, process.memory_full_info().uss / 1e6

    return asyncio.run(measured())


def code_cells(name: str) -> list:
    cells = nbformat.read(FOLDER / name, as_version=4).cells
    return [nbformat.v4.new_code_cell(cell.source) for cell in cells if cell.cell_type == "code"]


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_costs_little_more_than_its_floor(name: str, capsys: pytest.CaptureFixture):
    floor, lesson = [], []
    for _ in range(ROUNDS):
        # In turns, so that a slow moment of the machine touches both.
        floor.append(run([nbformat.v4.new_code_cell(FLOOR)]))
        lesson.append(run(code_cells(name)))
    # The fastest round is the one that the rest of the machine disturbed least.
    floor_time, floor_memory = (min(column) for column in zip(*floor, strict=True))
    time_taken, memory = (min(column) for column in zip(*lesson, strict=True))
    with capsys.disabled():
        print(
            f"\n{name}: {time_taken:.2f} s, floor {floor_time:.2f} s, ratio {time_taken / floor_time:.2f}; "
            f"{memory:.0f} MB, floor {floor_memory:.0f} MB, ratio {memory / floor_memory:.2f}"
        )
    assert time_taken <= MOST_TIME * floor_time
    assert memory <= MOST_MEMORY * floor_memory
