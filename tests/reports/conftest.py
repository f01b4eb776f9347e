"""What tests of the formats share: a page at some width, light or dark."""

from __future__ import annotations

import pytest


@pytest.fixture
def show(page):
    """Give a function that shows markup at a width, and returns the page."""

    def shown(markup, *, width=1280, scheme="light"):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.set_content(markup)
        return page

    return shown
