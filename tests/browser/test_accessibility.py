"""The checks of each lesson's accessibility can fail, and JupyterLab's own faults are told apart from ours."""

import layout
import pytest
from axe import grave_faults, grave_faults_of_the_frame
from browser_help import Lab, open_lesson
from playwright.sync_api import Page
from waiting import wait_until

pytestmark = pytest.mark.browser


def put_into_the_lesson(page: Page, html: str) -> None:
    page.evaluate("html => document.querySelector('.jp-RenderedMarkdown').insertAdjacentHTML('beforeend', html)", html)


def test_a_picture_without_words_and_pale_letters_would_be_found(page: Page, lab: Lab):
    page.set_viewport_size({"width": 1280, "height": 9000})
    open_lesson(page, lab, "00_start_here.ipynb")
    # Cells out of sight, which come a moment later, are looked at too.
    wait_until(lambda: page.locator(".jp-RenderedMarkdown").count() > 20, 20)
    put_into_the_lesson(page, '<img src="data:,"><p style="color:#bbb;background:#fff">pale</p>')
    faults = " ".join(grave_faults(page))
    assert "image-alt" in faults
    assert "color-contrast" in faults


def test_what_is_too_wide_too_small_or_out_of_order_would_be_found(page: Page, lab: Lab):
    open_lesson(page, lab, "00_start_here.ipynb")
    put_into_the_lesson(
        page,
        '<div style="overflow:hidden"><p style="width:3000px">wide</p></div><button style="height:12px">x</button>'
        '<h6>deep</h6><img src="data:,">',
    )
    assert any("wide" in fault for fault in page.evaluate(layout.LOST))
    assert any("button" in fault for fault in page.evaluate(layout.SMALL_TARGETS))
    assert 6 in page.evaluate(layout.HEADINGS)
    assert page.evaluate(layout.PICTURES_WITHOUT_WORDS)


def test_faults_of_the_frame_are_reported_apart(page: Page, lab: Lab, capsys: pytest.CaptureFixture):
    open_lesson(page, lab, "00_start_here.ipynb")
    found = grave_faults_of_the_frame(page)
    with capsys.disabled():
        print(f"\nJupyterLab's own serious faults by axe-core, beside the lesson: {found or 'none'}")
    put_into_the_lesson(page, '<img src="data:,">')
    assert grave_faults_of_the_frame(page).get("image-alt", 0) == found.get("image-alt", 0), (
        "a fault of ours was counted"
    )
