"""A corpus of broken files: what disks, editors, mail programs and jokers have made of good ones."""

import gzip
import io
import json
import pickle
import sqlite3
import zipfile


class _Joke:
    def __reduce__(self) -> tuple:
        return print, ("a pickle was executed",)


def _zip_of(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.json", content)
    return buffer.getvalue()


def _other_database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.commit()
    return connection.serialize()


def broken(good: bytes) -> dict[str, bytes]:
    """Return broken files by the name of their fault; those that begin as a good one are made from ``good``."""
    text = good.decode("utf-8", "replace")
    return {
        "nothing": b"",
        "one new line": b"\n",
        "zeros, as after a power cut": bytes(4096),
        "the first half": good[: len(good) // 2],
        "without its last letter": good[:-3],
        "its first letters gone": good[7:],
        "twice": good + good,
        "zeros in the middle": good[: len(good) // 2] + bytes(64) + good[len(good) // 2 + 64 :],
        "UTF-16": text.encode("utf-16"),
        "an old code page": "Zve\u010dan, Mitrovic\u00eb".encode("cp1250") + good,
        "typographic quotation marks": text.replace('"', "\u201d").encode(),
        "marks of a merge": b"<<<<<<< mine\n" + good + b"=======\n" + good + b">>>>>>> theirs\n",
        "a page that asks to log in": b"<!DOCTYPE html><html><body>Please log in</body></html>",
        "XML with an entity": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        "a pickle": pickle.dumps(_Joke()),
        "a compressed file": gzip.compress(good),
        "a spreadsheet's zip": _zip_of(good),
        "a database of something else": _other_database(),
        "a notebook": json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode(),
        "lists in lists without end": b"[" * 100_000,
        "a number without end": b"9" * 100_000,
        "one line without end": b'{"a": "' + b"x" * 3_000_000,
        "endless numbers": b'{"a": NaN, "b": -Infinity, "c": 1e999}',
        "half a letter": b'{"nickname": "\\ud800"}',
        "a key twice": b'{"nickname": "a", "nickname": "b"}',
    }
