"""What tests of the command line share: the command, run in this process or in one of its own."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from attrs import frozen
from click.testing import CliRunner

from spi.cli import main
from spi.cli.commands import spi as command

SOURCE = Path(__file__).parents[2] / "src"


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
def console(monkeypatch):
    """Give a function that runs the command on a console with an encoding of its own."""

    def run(*words, encoding) -> Said:
        out, err = (TextIOWrapper(BytesIO(), encoding, write_through=True) for _ in range(2))
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["spi", *map(str, words)])
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as end:
                main()
        return Said(end.value.code, *(_read(one.buffer.getvalue()) for one in (out, err)))

    return run


@pytest.fixture
def process():
    """Give a function that runs the command in a process and an environment of its own."""

    def run(*words, **environment) -> Said:
        # -S: where only English letters are known, Python cannot read the path of an editable
        # installation in a folder with an umlaut, and ends before it comes to us
        paths = os.pathsep.join([str(SOURCE), *site.getsitepackages()])
        done = subprocess.run(
            [sys.executable, "-S", "-m", "spi", *map(str, words)],
            capture_output=True, check=False,
            env={**os.environ, "PYTHONPATH": paths, **environment},
        )  # fmt: skip
        return Said(done.returncode, *(_read(one) for one in (done.stdout, done.stderr)))

    return run


def _read(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")
