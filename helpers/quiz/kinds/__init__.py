"""The kinds of questions, one file each. A new file with a subclass of :class:`base.Question` is a new kind."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from helpers.quiz.kinds.base import Question


def _with_children(kind: type[Question]) -> Iterator[type[Question]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _with_children(child)


for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

KINDS: dict[str, type[Question]] = {kind.kind: kind for kind in _with_children(Question) if "kind" in vars(kind)}
