"""The page and the fragment in a real browser: can everybody use them, at every width?"""

from __future__ import annotations

import pytest

from reports.portal import portal
from reports.samples import LANGUAGES, everywhere, matrix, scorecard
from spi.reports.html import page as html_page

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
  .filter(one => !one.closest('svg, .spi-spoken, .spi-table-wide > thead'))
  .map(one => one.className)"""


def open_details(page):
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_use_the_page(show, axe, language):
    page = show(html_page(scorecard(language)))
    open_details(page)

    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert not axe(page), scheme


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_use_the_fragment_in_a_portal(show, axe, language):
    page = show(portal(scorecard(language), scheme="light dark"))
    open_details(page)

    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert not axe(page), scheme


def test_everybody_can_use_a_page_of_all_nodes_on_a_telephone(show, axe):
    page = show(html_page(everywhere("Text")), width=360)
    open_details(page)

    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert not axe(page), scheme


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_telephone(show, language):
    page = show(html_page(scorecard(language)), width=320)
    open_details(page)

    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fragment_fits_into_a_narrow_portal(show, language):
    page = show(portal(scorecard(language)), width=320)
    open_details(page)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("word", ["Donaudampfschifffahrtsgesellschaft" * 9, "Wort " * 99])
def test_a_long_text_is_not_wider_than_a_telephone(show, word):
    page = show(html_page(everywhere(word)), width=320)
    open_details(page)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("width", [1280, 700, 360])
def test_a_table_of_ten_columns_is_shown_whole(show, axe, width):
    page = show(html_page(matrix()), width=width)

    frame = page.locator(".spi-table-scroll")
    assert frame.evaluate("one => one.scrollWidth - one.clientWidth") == 0
    assert page.evaluate(TOO_WIDE) == []
    assert not axe(page)


def test_a_fragment_follows_the_colours_of_its_portal_and_not_of_the_system(show):
    page = show(portal(scorecard(), scheme="light"), scheme="dark")

    background = page.eval_on_selector(
        ".spi-report", "one => getComputedStyle(one).backgroundColor"
    )
    assert background == "rgb(255, 255, 255)"


PLAIN = ("display", "color", "fontSize", "marginTop", "paddingLeft", "textTransform", "fontFamily")
LOOKS = """([selector, names]) => [...document.querySelectorAll(selector)].map(one => {
  const style = getComputedStyle(one);
  return [one.className, ...names.map(name => style[name])].join(' ');
})"""
PICTURE = ("fill", "stroke", "strokeWidth", "opacity", "fontSize", "strokeDasharray")


@pytest.mark.parametrize(
    ("selector", "names"),
    [("article *:not(svg, svg *)", PLAIN), ("article svg *", PICTURE)],
    ids=["texts", "pictures"],
)
def test_a_portal_changes_nothing_in_the_fragment(show, selector, names):
    foreign = portal(scorecard())
    alone = foreign.replace(foreign[foreign.index("\nhtml {") : foreign.index(" html {")], "")

    looks = [show(one).evaluate(LOOKS, [selector, list(names)]) for one in (alone, foreign)]

    assert len(looks[0]) > 300
    assert looks[0] == looks[1]


def test_the_stylesheet_changes_nothing_in_the_portal(show):
    with_it = portal(scorecard())
    without = with_it[: with_it.index("<style>")] + with_it[with_it.index("</style>") + 8 :]

    looks = [
        show(one).evaluate(LOOKS, ["html, body, main, h1", list(PLAIN)])
        for one in (with_it, without)
    ]

    assert looks[0] == looks[1]


def test_the_skip_link_is_first_and_leads_past_the_head(show):
    page = show(html_page(scorecard()))
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "spi-skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "spi-main"


def test_on_paper_no_record_breaks_and_the_colours_are_light(show):
    page = show(html_page(scorecard()), scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    style = "one => getComputedStyle(one)."

    assert page.eval_on_selector(".spi-record", style + "breakInside") == "avoid"
    assert page.eval_on_selector(".spi-report", style + "backgroundColor") == "rgb(255, 255, 255)"
    assert page.eval_on_selector(".spi-foot", style + "display") == "none"
