"""What tests of the command line share: the command, run in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from attrs import frozen
from click.testing import CliRunner

from spi.cli.commands import spi as command


@frozen
class Said:
    """What a command has said, and with which code it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        """What it said as JSON."""
        return json.loads(self.out)


@pytest.fixture
def spi():
    """Give a function that runs the command: `spi("score", path)`."""

    def run(*words, stdin=None) -> Said:
        done = CliRunner(env={"SPI_LANGUAGE": None}).invoke(
            command, [str(one) for one in words], input=stdin, prog_name="spi",
            catch_exceptions=False,
        )  # fmt: skip
        return Said(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def console():
    """Give a function that runs the command in a process of its own, with a console's encoding."""

    def run(*words, **environment) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "spi", *map(str, words)],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **environment},
        )
        return Said(done.returncode, *(_read(one) for one in (done.stdout, done.stderr)))

    return run


def _read(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")
