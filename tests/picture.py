"""Photographs the beginning of a report, small enough for the README.

Called as `python tests/picture.py REPORT.html PICTURE.png`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from browsers import find_chromium, start

SIZE = {"width": 1120, "height": 1310}
LARGEST = 300_000


def main(source: str, target: str) -> int:
    """Photograph *source* into *target*."""
    with sync_playwright() as playwright:
        executable = find_chromium(playwright.chromium.executable_path)
        if executable is None:
            sys.stderr.write("No Chromium was found: install it, or set SPI_CHROMIUM.\n")
            return 1
        browser = start(playwright, executable)
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(Path(source).resolve().as_uri())
        page.screenshot(path=target)
        browser.close()
    size = Path(target).stat().st_size
    sys.stdout.write(f"{target}: {size:,} bytes\n")
    return int(size > LARGEST)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
