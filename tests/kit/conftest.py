"""Tests of the kit need packages for authors; a newcomer's environment has none of them and collects nothing here."""

from importlib.util import find_spec

NEEDED = ("genanki", "lxml", "playwright", "pygiftparser")
if not all(map(find_spec, NEEDED)):
    collect_ignore_glob = ["test_*.py"]
