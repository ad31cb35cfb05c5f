"""What the learner should know about the file of answers, kept until it no longer holds."""

_kept: list[str] = []
_about_saving: set[str] = set()


def tell(sentence: str) -> str:
    """Keep a sentence for the rest of this kernel's life, and return it."""
    if sentence not in _kept:
        _kept.append(sentence)
    return sentence


def tell_about_saving(sentence: str) -> str:
    """Keep a sentence until the usual file takes answers again, and return it."""
    _about_saving.add(sentence)
    return tell(sentence)


def saving_works() -> None:
    """Take back what was told about saving: the usual file has just taken an answer."""
    _kept[:] = [sentence for sentence in _kept if sentence not in _about_saving]
    _about_saving.clear()


def told() -> list[str]:
    """Return the sentences that hold now."""
    return list(_kept)
