"""Rules for exercises: each stands in its lesson, and those in which one line is changed say what each line gives."""

from helpers import exercises
from helpers.authoring.lesson_text import LessonText, lessons
from helpers.exercises import Exercise

# Stands behind the line of a cell that learners change.
MARK = "# change this line"
_SAME_LINE = "the solution must differ from its cell in the marked line and nowhere else."


def changed_lines_give_what_they_say() -> list[str]:
    """Cell, solution and each likely mistake, run on the tables, give what the exercise says, each something else."""
    return [
        f"exercise {exercise.id}: {fault}"
        for exercise in exercises.all_exercises().values()
        if exercise.cell
        for fault in _faults(exercise)
    ]


def _faults(exercise: Exercise) -> list[str]:
    marked = [line for line in exercise.cell.splitlines() if line.endswith(MARK)]
    if len(marked) != 1:
        return [f"{len(marked)} lines of its cell end with {MARK!r}; exactly one must."]
    faults = [] if _other_lines(exercise.cell, marked[0]) in _all_but_one(exercise.solution) else [_SAME_LINE]
    if exercise.start is None or exercises.agree(exercise.start, exercise.answer, exercise.tolerance):
        return [*faults, "start must be given and differ from the answer."]
    faults += _fault_of_value("its cell", exercise.cell, exercise.start, exercise)
    if not exercise.mistakes:
        faults.append("it names no likely mistake; add [[exercise.mistake]].")
    for mistake in exercise.mistakes:
        name = f"the mistake {mistake.line!r}"
        faults += _fault_of_value(name, exercise.cell.replace(marked[0], mistake.line), mistake.gives, exercise)
        if any(
            exercises.agree(mistake.gives, other, exercise.tolerance) for other in (exercise.start, exercise.answer)
        ):
            faults.append(f"{name} gives the answer or what the cell gave before; nobody would see its feedback.")
    return faults


def _other_lines(code: str, line: str) -> list[str]:
    lines = code.strip().splitlines()
    lines.remove(line)
    return lines


def _all_but_one(code: str) -> list[list[str]]:
    lines = code.strip().splitlines()
    return [lines[:place] + lines[place + 1 :] for place in range(len(lines))]


def _fault_of_value(name: str, code: str, wanted: exercises.Answer, exercise: Exercise) -> list[str]:
    found = value(code, exercise)
    if exercises.agree(found, wanted, exercise.tolerance):
        return []
    return [f"{name} gives {exercises.in_words(found)}, but the file says {exercises.in_words(wanted)}."]


def value(code: str, exercise: Exercise) -> exercises.Answer:
    """Run code of an exercise, and return what it leaves in ``answer``, as a learner's answer is read."""
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - the course's own file, run by authors only.
    return exercises.plain(names["answer"], exercise.answer)


def exercises_stand_in_their_lesson() -> list[str]:
    """Each exercise is checked in a cell under Extra of its lesson; where a line is changed, that cell holds the exercise's code."""
    return [
        f"exercise {exercise.id}: {lesson.path.name} has no cell under Extra that ends with {_check(exercise)}"
        + (f", after the code of data/{exercises.FILE.name}." if exercise.cell else ".")
        for lesson in lessons()
        for exercise in exercises.all_exercises().values()
        if exercise.lesson == lesson.number and not any(_asks(source, exercise) for source in _code_of_extra(lesson))
    ]


def _code_of_extra(lesson: LessonText) -> list[str]:
    return [
        cell.source
        for cell, part in zip(lesson.cells, lesson.part_of, strict=True)
        if part == "Extra" and cell.cell_type == "code"
    ]


def _asks(source: str, exercise: Exercise) -> bool:
    before, check, after = source.partition(_check(exercise))
    return bool(check) and not after.strip() and (not exercise.cell or before.strip() == exercise.cell.strip())


def _check(exercise: Exercise) -> str:
    return f'exercises.check("{exercise.id}", answer)'


RULES = (changed_lines_give_what_they_say, exercises_stand_in_their_lesson)
