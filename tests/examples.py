"""Runs the Python examples of README.md and docs/ as tests. A pytest plug-in."""

from __future__ import annotations

from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    path=str(Path(__file__).parent.parent),
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
).pytest()
