"""The fragment: it fits into any page, and touches nothing there."""

from __future__ import annotations

import re

import html5lib
import pytest

from markup import parse_errors
from reports.portal import portal
from reports.samples import everywhere, scorecard
from spi.errors import InvalidInput
from spi.reports.html import fragment, stylesheet


def elements(markup):
    return list(html5lib.parseFragment(markup, namespaceHTMLElements=False).iter())[1:]


def test_a_fragment_is_one_element():
    written = fragment(scorecard()).strip()

    assert written.startswith("<article ")
    assert written.endswith("</article>")
    assert re.search(r"<(html|head|body|main|title>|meta|link)\b", written) is None


def test_a_fragment_has_no_style_and_no_script():
    written = fragment(scorecard())

    assert re.search(r"<style|<script|\sstyle=|\son[a-z]+=|javascript:", written) is None


def test_a_fragment_says_its_language():
    assert '<article class="spi-report" id="spi-top" lang="de">' in fragment(scorecard("de"))


@pytest.mark.parametrize("document", [scorecard(), everywhere("text")], ids=["scorecard", "all"])
def test_every_element_has_classes_and_all_with_the_prefix(document):
    found = elements(fragment(document, class_prefix="council_"))
    classes = [one.get("class", "").split() for one in found]

    assert all(classes)
    assert all(name.startswith("council_") for names in classes for name in names)


@pytest.mark.parametrize("document", [scorecard(), everywhere("text")], ids=["scorecard", "all"])
def test_every_id_and_every_reference_has_the_prefix(document):
    written = fragment(document, id_prefix="left-")
    ids = re.findall(r'\b(?:id|aria-labelledby|for|headers)="([^"]*)"', written)
    links = re.findall(r'href="([^"]*)"', written)

    assert all(name.startswith("left-") for names in ids for name in names.split())
    assert all(link.startswith("#left-") for link in links)


def test_two_fragments_share_a_page_without_sharing_an_id():
    both = fragment(scorecard(), id_prefix="a-") + fragment(scorecard(), id_prefix="b-")
    ids = re.findall(r'\bid="([^"]*)"', both)

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("given", "levels"), [(2, {2, 3, 4, 5}), (5, {5, 6}), (9, {6})])
def test_headings_begin_at_the_level_asked_for_and_end_at_six(given, levels):
    written = fragment(scorecard(), heading_level=given)

    assert {int(level) for level in re.findall(r"<h(\d)", written)} == levels


@pytest.mark.parametrize("prefix", ["", "9-", "a b", 'a"', "ä-", "-a"])
def test_a_prefix_that_begins_no_name_is_refused(prefix):
    with pytest.raises(InvalidInput, match="expected a letter"):
        fragment(scorecard(), class_prefix=prefix)
    with pytest.raises(InvalidInput, match="expected a letter"):
        fragment(scorecard(), id_prefix=prefix)
    with pytest.raises(InvalidInput, match="expected a letter"):
        stylesheet(prefix)


def test_each_rule_of_the_stylesheet_reaches_only_into_a_report():
    css = re.sub(r"/\*.*?\*/", "", stylesheet("council_"), flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", css)
    rules = [one.strip() for group in selectors for one in group.split(",") if one.strip()]
    rules = [one for one in rules if not one.startswith(("@", "color: light-dark", "max-", "min-"))]

    assert len(rules) > 100
    assert [one for one in rules if not one.startswith((".council_report:not(", "#fff"))] == []


def test_all_names_in_the_stylesheet_have_the_prefix():
    css = re.sub(r"/\*.*?\*/", "", stylesheet("council_"), flags=re.DOTALL)

    assert "spi-" not in css
    assert set(re.findall(r"\.([a-z][\w-]*)", css)) == {
        name for name in re.findall(r"\.([a-z][\w-]*)", css) if name.startswith("council_")
    }


def test_the_stylesheet_asks_for_nothing_from_outside():
    assert re.search(r"url\(|@import|@font-face|!important", stylesheet()) is None


def test_the_stylesheet_knows_every_class_that_carries_a_colour():
    css = stylesheet()
    used = set(re.findall(r"spi-(?:g-)?(?:tone|zone|look)-\w+", fragment(scorecard())))

    assert {name for name in used if f".{name}" not in css} == set()


def test_a_fragment_inside_a_portal_is_correct_by_the_letter():
    assert parse_errors(portal(scorecard())) == []
