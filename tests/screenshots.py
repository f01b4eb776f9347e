"""Photographs a page as people meet it: on a screen, on a telephone, on paper.

Called as `python tests/screenshots.py PAGE.html FOLDER`; `make screenshots` does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from browsers import find_chromium, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

VIEWS = {
    "screen": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "telephone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2},
}


def photograph(browser: Browser, source: Path, folder: Path) -> Iterator[Path]:
    """Take one picture a view, and one PDF as the printer gets it; give the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, options in VIEWS.items():
        page = browser.new_page(**options)
        page.goto(source.resolve().as_uri())
        target = folder / f"{source.stem}-{name}.png"
        page.screenshot(path=target, full_page=True)
        yield target
        if name == "screen":
            page.pdf(path=target.with_suffix(".pdf"), format="A4", print_background=True)
            yield target.with_suffix(".pdf")
        page.close()


def main(source: str, folder: str) -> int:
    """Photograph *source* into *folder*."""
    with sync_playwright() as playwright:
        executable = find_chromium(playwright.chromium.executable_path)
        if executable is None:
            print("No Chromium was found: install it, or set SPI_CHROMIUM.", file=sys.stderr)
            return 1
        browser = start(playwright, executable)
        for target in photograph(browser, Path(source), Path(folder)):
            print(target)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
