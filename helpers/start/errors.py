"""The one kind of error that the commands foresee."""


class SetupError(Exception):
    """A failure that could be foreseen, in one sentence with the way out."""
