"""`spi new dossier`: a file to fill in; what is not said is asked."""

from __future__ import annotations

import json
import os
import sys
from itertools import count

import pytest

from small import LANGUAGES, a_folder

SAID = ("--name", "Küblis", "--cycle", "2026")


@pytest.mark.parametrize("language", [*LANGUAGES, "de-CH"])
def test_a_new_dossier_is_checked_as_good(spi, tmp_path, language):
    path = tmp_path / "dossier.yaml"

    said = spi("new", "dossier", *SAID, "--code", "03871", "-l", language, "-o", path)

    assert (said.code, said.out) == (0, "")
    assert said.err.rstrip().endswith(str(path))
    assert spi("check", path).code == 0
    assert spi("score", path, "-l", language).code == 0


def test_without_a_file_it_stands_on_standard_output(spi, tmp_path):
    path = tmp_path / "dossier.yaml"

    said = spi("new", "dossier", *SAID)
    spi("new", "dossier", *SAID, "-o", path)

    assert said.out == path.read_text("utf-8")


def test_it_can_be_had_as_data_which_is_a_dossier_too(spi, tmp_path):
    path = tmp_path / "dossier.json"

    plain = spi("new", "dossier", *SAID, "--json").json
    said = spi("new", "dossier", *SAID, "--json", "-o", path)

    assert plain["area"]["name"] == "Küblis"
    assert plain["criteria"] == "alpine-figures@2026"
    assert (said.code, said.out) == (0, "")
    assert json.loads(path.read_text("utf-8")) == plain
    assert spi("score", path).code == 0


def test_it_asks_what_the_set_asks(spi, tmp_path):
    said = spi("new", "dossier", *SAID, "-c", a_folder(tmp_path), "-l", "de")

    assert "# Wie hoch ist die Miete?" in said.out
    assert "criteria: my-region@2026" in said.out


def test_a_file_that_is_there_is_kept(spi, tmp_path):
    path = tmp_path / "dossier.yaml"
    path.write_text("mine", "utf-8")

    said = spi("new", "dossier", *SAID, "-o", path)

    assert said.code == 3
    assert "expected none; name another one, or add --force" in said.err
    assert path.read_text("utf-8") == "mine"


def test_a_file_that_is_there_is_replaced_on_request(spi, tmp_path):
    path = tmp_path / "dossier.yaml"
    path.write_text("mine", "utf-8")

    assert spi("new", "dossier", *SAID, "-o", path, "--force").code == 0
    assert "Küblis" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "add --name and --cycle"),
        (("--name", "A"), 2, "add --cycle"),
        ((*SAID, "--kind", "Big Town"), 1, "area.kind: found the text"),
        ((*SAID, "--population", "many"), 2, "'many' is not a valid integer"),
        ((*SAID, "--population", "-1"), 2, "-1 is not in the range x>=0"),
        ((*SAID, "-c", "alpina"), 2, 'unknown criteria set "alpina"'),
        ((*SAID, "-o", "no-folder/d.yaml"), 3, 'cannot write "no-folder/d.yaml"'),
    ],
)
def test_what_stops_it_says_why(spi, words, code, says):
    said = spi("new", "dossier", *words)

    assert (said.code, said.out) == (code, "")
    assert says in said.err


# --- on a terminal -------------------------------------------------------------------------------


def on_a_terminal(language, *answers):
    """Run the command on a terminal; give what was asked, the result, and the exit code."""
    import pty  # noqa: PLC0415 - there are none on Windows

    result, write = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        os.dup2(write, 1)
        os.environ["TERM"] = "dumb"
        words = ["-m", "spi", "new", "dossier", "-l", language]
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 - our own
    os.close(write)
    asked, text = _talk(terminal, answers), b""
    while part := os.read(result, 65536):
        text += part
    os.close(result)
    os.close(terminal)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return asked, text.decode(), code


def _talk(terminal, answers) -> str:
    """Answer each question once it is asked; give all that stood on the terminal."""
    heard, waiting = b"", list(answers)
    for _ in count():
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        heard += part
        if waiting and heard.endswith(b": "):
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
    return heard.decode().replace("\r", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(
    ("language", "questions", "residents"),
    [
        ("en", ["Name of the", "Year of the", "Number of", "Country", "Official code"], "1,234"),
        ("de", ["Name der", "Jahr des", "Bevölkerung", "Land", "Amtlicher"], "1.234"),
        ("it", ["Nome", "Anno", "Numero", "Paese", "Codice"], "1.234"),
        ("fr", ["Nom de", "Année", "Nombre", "Pays", "Code"], "1 234"),
        ("sl", ["Ime", "Leto", "Število", "Država", "Uradna"], "1.234"),
    ],
)
def test_what_is_not_said_is_asked_in_the_language_and_not_in_the_result(
    language, questions, residents
):
    asked, text, code = on_a_terminal(language, "Küblis", "2026", residents, "CH", "03871")

    lines = asked.splitlines()
    assert code == 0
    assert [line[: len(one)] for line, one in zip(lines, questions, strict=True)] == questions
    assert 'name: "Küblis"' in text
    assert "attributes: {population: 1234}" in text
    assert 'code: "03871"' in text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_what_must_be_known_is_asked_again_and_the_rest_may_stay_empty():
    asked, text, code = on_a_terminal("en", "", "Küblis", "2026", "many", "", "", "")

    assert code == 0
    assert asked.count("Name of the municipality") == 2
    assert asked.count("Number of residents") == 2
    assert 'found "many", expected a number' in asked
    assert "population" not in text.partition("assessment:")[0]


@pytest.mark.parametrize("name", ["2026", "1e3", "0x10", "true"])
def test_a_name_that_looks_like_something_else_stays_a_name(spi, tmp_path, name):
    path = tmp_path / "new.yaml"

    spi("new", "dossier", "--name", name, "--cycle", "1", "-o", path)

    said = spi("check", path)
    assert (said.code, said.err) == (0, "")
    assert "no problems found" in said.out
