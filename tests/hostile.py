"""Questions whose every text is written by somebody who means harm."""

from dataclasses import fields, is_dataclass, replace

from helpers.quiz.kinds.base import Question


def harmed(question: Question, harm: str) -> Question:
    """Return a question of any kind with its texts replaced; ids, keys and claims stay, so that it can still be answered."""
    changes = {
        "stem": harm + question.id,
        "extract": (harm,),
        "hint": harm,
        "feedback": dict.fromkeys(question.feedback, harm),
    }
    for field in fields(question):
        value = getattr(question, field.name)
        if field.name == "unit":
            changes["unit"] = harm
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[field.name] = tuple(_harmed_part(part, harm) for part in value)
    return replace(question, **changes)


def _harmed_part(part: object, harm: str) -> object:
    texts = {name: harm for name in ("text", "match", "feedback") if hasattr(part, name)}
    return replace(part, **texts)
