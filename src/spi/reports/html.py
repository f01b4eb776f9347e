"""A document as an HTML page that stands alone, or as a fragment for somebody's portal."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from spi.documents.nodes import Document
from spi.language import words
from spi.reports import scale
from spi.reports.characters import clean, one_line
from spi.reports.chart_data import data_table
from spi.reports.names import Names, check_prefix
from spi.reports.outline import outline
from spi.reports.spider import LEAST_AXES, spider

LOWEST_HEADING = 6


def page(document: Document) -> str:
    """Write a whole page: nothing beside it is needed, and nothing is asked from anywhere.

    Args:
        document: Its language must be one that has interface texts.

    Returns:
        HTML for a screen, a telephone and paper, light and dark.
    """
    style = stylesheet() + _scoped(_source("page.css"))
    return _render("page.html.jinja", document, Names(), 1, style=style)


def fragment(
    document: Document,
    *,
    class_prefix: str = "spi-",
    id_prefix: str = "spi-",
    heading_level: int = 2,
) -> str:
    """Write an element that a portal puts into its own page, beside `stylesheet`.

    It has no style of its own and no script, follows the `color-scheme` of the page around it,
    and needs a width of at least 280 pixels.

    Args:
        document: Its language must be one that has interface texts.
        class_prefix: Begins every class; the same as for `stylesheet`.
        id_prefix: Begins every id; another one for each fragment in a page.
        heading_level: Level of the title, 1 to 6; what is below has the next levels, 6 at most.

    Raises:
        InvalidInput: A prefix cannot begin a name.
    """
    names = Names(class_prefix, id_prefix)
    return _render("fragment.html.jinja", document, names, heading_level)


def stylesheet(class_prefix: str = "spi-") -> str:
    """Return the CSS of fragments; it touches nothing outside of them.

    Raises:
        InvalidInput: The prefix cannot begin a class.
    """
    check_prefix(class_prefix)
    return _scoped(_source("report.css")).replace("spi-", class_prefix)


def _scoped(css: str) -> str:
    """Let each selector reach only into a report, and weigh more than most rules of a portal."""
    scope = ".spi-report:not(#spi-none)"
    css = re.sub(r"(?m)^( *)\.spi-report\b", rf"\1{scope}", css)
    css = re.sub(r"(?m)^( *)(?=\.spi-(?!report\b)|:where)", rf"\1{scope} ", css)
    # A portal may have changed what 1rem is; see the top of report.css.
    return re.sub(r"(?<![\w.-])(-?\d*\.?\d+)rem\b", r"calc(\1 * var(--spi-rem))", css)


def _render(
    template: str, document: Document, names: Names, heading_level: int, **more: object
) -> str:
    ordered = outline(document)
    return (
        environment()
        .get_template(template)
        .render(
            document=document,
            language=document.language.replace("_", "-"),
            outline=ordered,
            names=names,
            c=names.classes,
            words=words(document.language),
            heading_level=max(1, heading_level),
            **more,
        )
    )


@lru_cache
def environment() -> Environment:
    """Return the templates, made when they are first needed."""
    made = Environment(
        loader=PackageLoader("spi.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    made.filters |= {"line": one_line, "xy": _number, "css": _css_text}
    made.globals |= {
        "data_table": data_table,
        "draw": spider,
        "scale": scale,
        "LEAST_AXES": LEAST_AXES,
    }
    made.tests["blank"] = lambda text: not one_line(text)
    return made


def _finalize(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    is_plain = isinstance(value, str) and not hasattr(value, "__html__")
    return clean(value) if is_plain else value


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _css_text(text: str) -> str:
    """Write a text so that it cannot end the quotation marks it stands in."""
    plain = (char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)
    return "".join(plain)


@lru_cache
def _source(name: str) -> str:
    return (files("spi.reports") / "templates" / name).read_text("utf-8")
