"""Any console: one that lacks letters, one that is closed, one that is full."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from small import BELLEVILLE, BRIANCONNAIS

ENCODINGS = ("ascii", "cp1252")
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""An encoding that knows no letters beyond English ones."""
COMMANDS = [
    ("score", BRIANCONNAIS, "-l", "sl"),
    ("explain", BELLEVILLE, "-l", "fr"),
    ("criteria", "show", "alpine-figures", "-l", "sl"),
    ("i18n", "status", "-l", "sl"),
    ("check", "alpine-figures", "--publish", "-l", "sl"),
]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(map(str, words[::2])))
def test_a_console_that_lacks_letters_still_gets_an_answer(console, encoding, command):
    said = console(*command, encoding=encoding)

    assert said.code == 0
    assert "Traceback" not in said.err
    assert said.out


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "command",
    [
        ("score", BRIANCONNAIS, "--json"),
        ("explain", BELLEVILLE, "--json"),
        ("criteria", "show", "alpine-figures", "-l", "sl", "--json"),
        ("report", BELLEVILLE, "-f", "json", "-l", "sl"),
    ],
    ids=lambda words: words[0],
)
def test_json_can_be_loaded_from_any_console(console, encoding, command):
    plain = json.loads(console(*command, encoding=encoding).out)

    assert plain["schema_version"] == 1
    assert "?" not in plain.get("label", "")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_message_with_letters_that_are_lacking_is_still_told(console, encoding):
    said = console("score", "Đorđe→.yaml", "-l", "sl", encoding=encoding)

    assert said.code == 1
    assert ".yaml: najdeno" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("command", "letters"),
    [
        (("report", BELLEVILLE, "-l", "sl"), "Področje"),
        (("criteria", "codebook", "alpine-figures", "-l", "sl"), "področj"),
        (("new", "dossier", "--name", "Škocjan", "--cycle", "2026", "-l", "sl"), '"Škocjan"'),
    ],
    ids=lambda words: words[0] if isinstance(words, tuple) else None,
)
def test_a_document_in_a_file_or_pipe_is_always_utf_8(console, encoding, command, letters):
    assert letters in console(*command, encoding=encoding).out


def test_where_there_are_english_letters_only_everything_works(process):
    score = process("score", BELLEVILLE, "-l", "sl", **PLAIN)
    plain = process("score", BELLEVILLE, "--json", **PLAIN)
    begun = process("new", "dossier", "--name", "Škocjan", "--cycle", "2026", **PLAIN)

    assert [one.code for one in (score, plain, begun)] == [0, 0, 0]
    assert plain.json["status"] == "scored"
    assert 'name: "Škocjan"' in begun.out
    assert begun.out.isascii() is False


def test_a_name_that_is_no_text_is_replaced_and_never_crashes(spi):
    said = spi("new", "dossier", "--name", "A\udcff", "--cycle", "2026")

    assert said.code == 0
    assert 'name: "A\N{REPLACEMENT CHARACTER}"' in said.out


# --- a reader that goes away ---------------------------------------------------------------------


def piped(*words) -> tuple[int, str]:
    """Run a command whose output nobody reads to its end; give its exit code and its messages."""
    with subprocess.Popen(
        [sys.executable, "-m", "spi", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read().decode()
    return process.returncode, said


@pytest.mark.parametrize(
    "words",
    [
        ("report", BRIANCONNAIS),
        ("explain", BRIANCONNAIS, "--json"),
        ("criteria", "codebook", "alpine-figures"),
    ],
    ids=lambda words: words[0],
)
def test_a_closed_pipe_is_no_error_to_talk_about(words):
    _, said = piped(*words)

    assert said == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
@pytest.mark.parametrize("words", [("explain", BELLEVILLE), ("score", BELLEVILLE, "--json")])
def test_a_full_disk_is_told_in_one_line(words):
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - it is no file
        done = subprocess.run(
            [sys.executable, "-m", "spi", *map(str, words)],
            stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8",
        )  # fmt: skip

    assert done.returncode == 3
    assert re.fullmatch(r"cannot write the result: .*\n", done.stderr)


# --- help ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        (), ("score",), ("report",), ("explain",), ("check",), ("criteria",), ("criteria", "list"),
        ("criteria", "show"), ("criteria", "codebook"), ("new",), ("new", "dossier"), ("i18n",),
        ("i18n", "status"), ("schema",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_command_explains_itself(spi, words):
    said = spi(*words, "--help")

    assert said.code == 0
    assert said.out.startswith("Usage: spi")
    assert len(said.out.splitlines()) > 4


def test_help_tells_the_exit_codes(spi):
    said = " ".join(spi("--help").out.split())

    assert "0 good, 1 problems in data, 2 a wrong call, 3 something else stopped the work" in said


def test_the_commands_are_those_that_are_promised(spi):
    listed = re.findall(r"(?m)^  ([a-z0-9]+)  ", spi("--help").out.partition("Commands:")[2])

    assert listed == [
        "check",
        "criteria",
        "explain",
        "form",
        "group",
        "i18n",
        "import",
        "new",
        "report",
        "schema",
        "score",
    ]


def test_the_working_folder_does_not_matter(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "spi", "criteria", "list"],
        cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []
