"""Some faults need Hypothesis, which a newcomer's environment does not have."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("hypothesis") else ["test_broken_files.py", "test_hostile_input.py"]
