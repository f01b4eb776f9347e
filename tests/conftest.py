"""What tests share: a browser, the accessibility checker, the HTML checker, hypothesis profiles."""

from __future__ import annotations

import os
from functools import partial

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from browsers import accessibility_violations, find_chromium, start
from markup import find_java, nu_findings

settings.register_profile("quick", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("SPI_HYPOTHESIS") or ("ci" if os.getenv("CI") else "quick"))


@pytest.fixture(scope="session")
def chromium():
    """Give a running Chromium; skip the test where there is none."""
    with sync_playwright() as playwright:
        executable = find_chromium(playwright.chromium.executable_path)
        if executable is None:
            pytest.skip("no Chromium was found")
        browser = start(playwright, executable)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """Give an empty page of its own that reaches files, and nothing on any network.

    A page that asks for anything else fails the test.
    """
    outside = []

    def refuse(route):
        outside.append(route.request.url)
        route.abort()

    context = chromium.new_context(locale="en-GB", timezone_id="Europe/Vienna")
    context.route(lambda url: not url.startswith(("file:", "data:", "blob:", "about:")), refuse)
    yield context.new_page()
    context.close()
    assert not outside


@pytest.fixture
def axe():
    """Give a function that lists what breaks WCAG 2.1 AA on a page: `assert not axe(page)`."""
    return accessibility_violations


@pytest.fixture(scope="session")
def html_findings():
    """Give a function that checks HTML files: `assert not html_findings([path, …])`."""
    java = find_java()
    if java is None:
        pytest.skip("no Java was found")
    return partial(nu_findings, java)
