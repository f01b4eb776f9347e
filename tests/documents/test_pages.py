"""The pages of the demos, as people meet them: usable by everybody, and correct HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

import spi
from spi.usecases.loading import criteria_for

EXAMPLES = Path(__file__).parents[2] / "docs/examples"
LANGUAGES = ("en", "de", "it", "fr", "sl")
DEMOS = ("les-belleville", "brianconnais", "musterdorf")


@pytest.fixture(scope="module", name="pages")
def _pages(tmp_path_factory):
    """Give a function that writes the page of a demo in a language, once."""
    folder = tmp_path_factory.mktemp("pages")

    def page(demo, language):
        target = folder / f"{demo}-{language}.html"
        if not target.exists():
            dossier = spi.load_dossier(EXAMPLES / demo / "dossier.yaml")
            text = spi.report(dossier, criteria_for(dossier), language=language)
            target.write_text(text, "utf-8")
        return target

    return page


@pytest.mark.browser
@pytest.mark.parametrize(
    ("demo", "language", "width"),
    [
        *(
            pytest.param("les-belleville", language, 1280, marks=pytest.mark.slow)
            for language in LANGUAGES
        ),
        ("les-belleville", "de", 360),
        ("musterdorf", "sl", 360),
        pytest.param("brianconnais", "fr", 1280, marks=pytest.mark.slow),
        pytest.param("brianconnais", "de", 360, marks=pytest.mark.slow),
        pytest.param("musterdorf", "fr", 1280, marks=pytest.mark.slow),
    ],
)
def test_a_demo_can_be_used_by_everybody(demo, language, width, pages, page, axe):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(pages(demo, language).as_uri())

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.html
def test_the_demos_are_correct_html(pages, html_findings):
    assert html_findings([pages(demo, one) for demo in DEMOS for one in LANGUAGES]) == []
