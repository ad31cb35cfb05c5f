"""The load test needs packages of a hub's own; without them nothing is collected here."""

from importlib.util import find_spec

if not all(map(find_spec, ("websocket", "requests"))):
    collect_ignore_glob = ["test_*.py"]
