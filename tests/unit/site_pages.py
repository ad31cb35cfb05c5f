"""The pages of the web edition, built once for all tests that look at them; explorers are drawn in the browser tests."""

from functools import cache

from bs4 import BeautifulSoup

from helpers.site import build
from helpers.site.lesson_page import Page

ADDRESS = "https://course.example/"


@cache
def lessons() -> tuple[Page, ...]:
    return tuple(build.lesson_pages())


@cache
def texts() -> dict[str, str]:
    return build.Site(lessons(), ADDRESS).pages()


@cache
def trees() -> dict[str, BeautifulSoup]:
    return {name: BeautifulSoup(text, "html.parser") for name, text in texts().items()}
