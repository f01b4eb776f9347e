"""Finds and starts a Chromium, and asks axe-core what people could not use on a page."""

from __future__ import annotations

import os
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",  # containers have no user namespaces; only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG_2_1_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")


def find_chromium(downloaded: str = "") -> str | None:
    """Find a Chromium: the one named by `SPI_CHROMIUM`, Debian's, one on the path, *downloaded*.

    A wrong `SPI_CHROMIUM` finds nothing: who names a browser wants that one.

    Args:
        downloaded: Where Playwright would keep a browser it has downloaded.
    """
    if named := os.environ.get("SPI_CHROMIUM"):
        return named if Path(named).is_file() else None
    on_path = (shutil.which(name) for name in NAMES)
    candidates = ("/usr/bin/chromium", *on_path, downloaded)
    return next((path for path in candidates if path and Path(path).is_file()), None)


def start(playwright: Playwright, executable: str) -> Browser:
    """Start the browser, without a window."""
    return playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))


class Violation(NamedTuple):
    """One place on a page that breaks one rule of axe-core.

    Attributes:
        rule: axe's name of the rule, like `color-contrast`.
        impact: `minor`, `moderate`, `serious` or `critical`.
        help: What has to hold, in a sentence.
        target: CSS selector of the place.
        html: How the element begins in the page's source.
    """

    rule: str
    impact: str
    help: str
    target: str
    html: str


def accessibility_violations(page: Page, *, tags: tuple[str, ...] = WCAG_2_1_AA) -> list[Violation]:
    """Ask axe-core what is wrong with a page, by the rules that carry one of *tags*.

    Returns:
        One for each rule and place, in axe's order; empty if nothing was found.
    """
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", list(tags)
    )
    return [
        Violation(
            rule["id"],
            node["impact"],
            rule["help"],
            " ".join(str(part) for part in node["target"]),
            node["html"][:120],
        )
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
