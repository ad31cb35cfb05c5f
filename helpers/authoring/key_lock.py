"""``keys.lock``: a fingerprint of each question's key, so that a key cannot change under an old id."""

from pathlib import Path

from helpers.quiz import bank

FILE = bank.FOLDER / "keys.lock"
_HEAD = "# Fingerprints of keys, written by `python3 -m helpers refresh`. Lines are added, never changed by hand.\n"


def read(path: Path = FILE) -> dict[str, str]:
    """Return the fingerprint of each question that was ever in the bank, by its id."""
    if not path.exists():
        return {}
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {line[0]: line[1] for line in lines if len(line) == 2}


def add_new(path: Path = FILE) -> None:
    """Add the questions that the file does not know; lines that stand there are kept, also of questions now gone."""
    new = {question.id: question.key_fingerprint for question in bank.all_questions().values()}
    entries = new | read(path)
    text = _HEAD + "".join(f"{item} {fingerprint}\n" for item, fingerprint in sorted(entries.items()))
    path.write_text(text, encoding="utf-8", newline="\n")
