"""Rules for notebooks as files: order, outputs, short cells, words for every picture."""

import builtins
import re
import symtable
from html import unescape

from helpers.authoring.lesson_file import WIDGET_VIEW
from helpers.authoring.lesson_text import PARTS, everything

MOST_LINES = 15
P90_LINES = 6
SHORTEST_WORDS = 40
_QUIZ_OR_NOTES = re.compile(r"\bquiz\.|claims\.notes")


def headings_in_order() -> list[str]:
    """One H1, in the first cell; the H2 parts in the agreed order; no level skipped."""
    faults = []
    for lesson in everything():
        levels = [
            (len(match[1]), match[2].strip())
            for cell in lesson.cells
            if cell.cell_type == "markdown"
            for match in re.finditer(r"^(#{1,6}) (.+)$", cell.source, re.MULTILINE)
        ]
        if [level for level, _ in levels].count(1) != 1 or levels[0][0] != 1:
            faults.append(f"{lesson.path.name}: it needs one H1, in its first cell.")
        if lesson.entry.shape == "lesson" and tuple(name for level, name in levels if level == 2) != PARTS:
            faults.append(f"{lesson.path.name}: the H2 headings must be {', '.join(PARTS)}.")
        for (before, _), (level, name) in zip(levels, levels[1:], strict=False):
            if level > before + 1:
                faults.append(f"{lesson.path.name}: heading {name!r} skips a level.")
    return faults


def code_is_short() -> list[str]:
    """No cell above fifteen lines of code, nine of ten at most six, a sentence before each, no function defined."""
    faults = []
    for lesson in everything():
        lengths = []
        for before, cell in zip((None, *lesson.cells), lesson.cells, strict=False):
            if cell.cell_type != "code":
                continue
            lines = [line for line in cell.source.splitlines() if line.strip()]
            lengths.append(len(lines))
            if len(lines) > MOST_LINES:
                faults.append(f"{lesson.path.name}, cell {cell.id}: {len(lines)} lines of code; at most {MOST_LINES}.")
            if re.search(r"^\s*(def|class)\s", cell.source, re.MULTILINE):
                faults.append(f"{lesson.path.name}, cell {cell.id}: it defines a function; put it into helpers/.")
            if before is None or before.cell_type != "markdown":
                faults.append(f"{lesson.path.name}, cell {cell.id}: no sentence stands before this code.")
        lengths.sort()
        if lengths and lengths[int(0.9 * (len(lengths) - 1))] > P90_LINES:
            faults.append(f"{lesson.path.name}: more than one cell in ten has over {P90_LINES} lines of code.")
    return faults


def outputs_are_clean() -> list[str]:
    """Cells were run in order; outputs hold no error, warning, widget view, path of a machine or widget state."""
    faults = []
    for lesson in everything():
        for count, cell in enumerate(lesson.code(), start=1):
            place = f"{lesson.path.name}, cell {cell.id}"
            if cell.execution_count != count:
                faults.append(f"{place}: it was run as number {cell.execution_count}, not {count}; run refresh.")
            for output in cell.outputs:
                faults += [f"{place}: {fault}" for fault in _output_faults(output)]
        if any(re.search(r"/(home|root|tmp|Users)/|[A-Z]:\\\\Users", str(cell)) for cell in lesson.cells):
            faults.append(f"{lesson.path.name}: it holds a path of a machine.")
    return faults


def _output_faults(output: dict) -> list[str]:
    faults = []
    if output.output_type == "error":
        faults.append("it stores an error.")
    if output.get("name") == "stderr":
        faults.append("it stores a warning.")
    data = output.get("data", {})
    if WIDGET_VIEW in data:
        faults.append("it stores a widget view, which shows as broken when reopened.")
    if any(kind.startswith("image/") for kind in data):
        faults.append("it stores a picture without words; return a Chart.")
    for tag in re.findall(r"<img\b[^>]*>", data.get("text/html", "")):
        words = re.search(r'alt="([^"]*)"', tag)
        if not words or len(unescape(words[1])) < SHORTEST_WORDS:
            faults.append("it stores a picture with no words or too few.")
    return faults


def quiz_cells_are_hidden() -> list[str]:
    """Set-up, quiz and notes cells have their source folded, with a first line that says what to do."""
    faults = []
    for lesson in everything():
        for cell in lesson.code():
            folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
            if (_QUIZ_OR_NOTES.search(cell.source) or brings_only_names(cell.source)) and not folded:
                faults.append(f"{lesson.path.name}, cell {cell.id}: fold its source (jupyter.source_hidden).")
            if folded and not cell.source.startswith("# "):
                faults.append(
                    f"{lesson.path.name}, cell {cell.id}: a folded cell begins with a line that says what it does."
                )
    return faults


def brings_only_names(code: str) -> bool:
    """Say whether a cell holds nothing but imports and comments, as the set-up cell does."""
    return all(line.startswith(("from ", "import ", "#")) for line in code.splitlines() if line.strip())


def cells_run_alone() -> list[str]:
    """Every code cell brings the names that it uses and no others; the set-up cell brings names for readers' own code."""
    faults = []
    for lesson in everything():
        for cell in lesson.code():
            place = f"{lesson.path.name}, cell {cell.id}"
            try:
                missing, unused = foreign_names(cell.source)
            except SyntaxError as error:
                faults.append(f"{place}: it is no Python ({error.msg}, line {error.lineno}).")
                continue
            faults += [
                f"{place}: {name!r} comes from another cell; import or define it here, so that the cell runs alone."
                for name in missing
            ]
            if not brings_only_names(cell.source):
                faults += [f"{place}: it imports {name!r} and does not use it." for name in unused]
    return faults


def foreign_names(code: str) -> tuple[list[str], list[str]]:
    """Return the names that a cell uses and does not bring, and those that it imports and does not use, both sorted."""
    cell = symtable.symtable(code, "cell", "exec")
    used = {symbol.get_name() for scope in _scopes(cell) for symbol in scope.get_symbols() if _is_of_the_cell(symbol)}
    brought = {symbol.get_name() for symbol in cell.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    imported = {symbol.get_name() for symbol in cell.get_symbols() if symbol.is_imported()}
    return sorted(used - brought - set(dir(builtins))), sorted(imported - used)


def _scopes(scope: symtable.SymbolTable) -> list[symtable.SymbolTable]:
    return [scope, *(inner for child in scope.get_children() for inner in _scopes(child))]


def _is_of_the_cell(symbol: symtable.Symbol) -> bool:
    return symbol.is_referenced() and symbol.is_global()


RULES = (headings_in_order, code_is_short, outputs_are_clean, quiz_cells_are_hidden, cells_run_alone)
