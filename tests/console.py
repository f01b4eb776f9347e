"""Runs the console examples of README.md and docs/, each page in a folder of its own.

A page is followed as a reader follows it. A code block whose caption is a file name becomes that
file; one with the caption ``FILE, changed lines`` changes lines of it; of a block in `console`
every command is run, and what it says is compared with what the page shows. A line ``…`` stands
for any lines. Commands that are not our own are passed over.

    python tests/console.py --write     puts what the commands say now into the pages
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import field, frozen
from click.testing import CliRunner

from spi.cli.commands import spi

ROOT = Path(__file__).parent.parent
EXAMPLES = Path("docs") / "examples"
ANY = "…"
BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<kind>console|\{code-block\} \w+)\n(?P<body>.*?)^(?P=fence)\n",
    re.MULTILINE | re.DOTALL,
)
OURS = re.compile(
    r"(?:cat (?P<given>\S+) \| )?(?P<command>(?:spi|python \S+\.py)(?: .*?)?)(?: > (?P<target>\S+))?"
)
CAPTION = re.compile(r":caption: (?P<file>[^,\n]+)(?P<lines>, changed lines)?\n\n?")


@frozen(kw_only=True)
class Command:
    """One command of a page, and what the page says that it says."""

    line: str
    shown: tuple[str, ...]


@frozen
class Reader:
    """Somebody who types what a page says, in an empty folder.

    Attributes:
        folder: Where it is typed; the examples of the repository are there, too.
        exits: Exit codes, in order.
    """

    folder: Path
    exits: list[int] = field(factory=list)

    def type(self, line: str) -> list[str] | None:
        """Run a command; return what it says, ``None`` for one that is not ours."""
        if line == "echo $?":
            return [str(self.exits[-1])]
        found = OURS.fullmatch(line.partition("  # ")[0].rstrip())
        if found is None:
            return None
        words = shlex.split(found["command"])
        given = Path(found["given"]).read_bytes() if found["given"] else None
        said, result = self._spi(words[1:], given) if words[0] == "spi" else self._script(words[1:])
        if found["target"]:
            Path(found["target"]).write_text(result, "utf-8")
            return [] if self.exits[-1] == 0 else said.splitlines()
        return said.splitlines()

    def _spi(self, words: list[str], given: bytes | None) -> tuple[str, str]:
        """Return all that is said, and what of it is the result."""
        done = CliRunner(env={"SPI_LANGUAGE": None}).invoke(
            spi, words, input=given, prog_name="spi", catch_exceptions=False
        )
        self.exits.append(done.exit_code)
        return done.output, done.stdout

    def _script(self, words: list[str]) -> tuple[str, str]:
        done = subprocess.run(
            [sys.executable, *words], capture_output=True, check=False, encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        self.exits.append(done.returncode)
        return done.stdout + done.stderr, done.stdout

    def write(self, caption: re.Match[str], content: str) -> None:
        """Write a file of the page, or change lines of one."""
        path = self.folder / caption["file"].strip()
        path.parent.mkdir(parents=True, exist_ok=True)
        if caption["lines"]:
            content = changed(path.read_text("utf-8"), content.splitlines())
        path.write_text(content, "utf-8")


def changed(text: str, lines: list[str]) -> str:
    """Return a text with lines put in place of those that begin with the same key.

    >>> changed("a: 1\\n# b: \\n", ["b: 2"])
    'a: 1\\nb: 2\\n'
    """
    new = {_key(line): line for line in lines}
    there = text.splitlines()
    missing = new.keys() - {_key(line) for line in there}
    if missing:
        msg = f"the file has no line that begins with: {', '.join(sorted(missing))}"
        raise LookupError(msg)
    return "".join(f"{new.get(_key(line), line)}\n" for line in there)


def _key(line: str) -> str:
    return line.strip(" #").partition(":")[0]


def commands_in(body: str) -> Iterator[Command]:
    """Give the commands of a block, each with what is shown below it."""
    lines = body.splitlines()
    for i, line in enumerate(lines):
        if line.startswith("$ "):
            shown = takewhile(lambda one: not one.startswith("$ "), lines[i + 1 :])
            yield Command(line=line[2:], shown=tuple(shown))


def agrees(shown: list[str], said: list[str]) -> bool:
    """Say whether a page shows what was said; ``…`` stands for any lines.

    >>> agrees(["a", "…", "d"], ["a", "b", "c", "d"]), agrees(["a"], ["a", "b"])
    (True, False)
    """
    pattern = "".join("(?:.*\n)*?" if line == ANY else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in said)) is not None


def followed(text: str) -> str:
    """Follow a page in an empty folder; return it with what the commands say now."""
    with TemporaryDirectory() as name, chdir(name):
        reader = Reader(Path(name))
        if "docs/examples/" in text:
            shutil.copytree(ROOT / EXAMPLES, reader.folder / EXAMPLES)
        return BLOCK.sub(lambda block: _follow(reader, block), text)


def _follow(reader: Reader, block: re.Match[str]) -> str:
    body = block["body"]
    if block["kind"] != "console":
        if caption := CAPTION.match(body):
            reader.write(caption, body[caption.end() :])
        return block[0]
    lines = []
    for one in commands_in(body):
        said = reader.type(one.line)
        shown = list(one.shown)
        if said is not None and not agrees(
            [line for line in shown if line], [x for x in said if x.strip()]
        ):
            shown = [line.rstrip() for line in said]
        lines += [f"$ {one.line}", *shown]
    text = "".join(f"{line}\n" for line in lines)
    return f"{block['fence']}console\n{text}{block['fence']}\n"


def pages() -> list[Path]:
    """Return the pages that are followed."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [one for one in found if "_build" not in one.parts]


def main(arguments: list[str]) -> int:
    """Say which pages show something else than the commands say; with --write correct them."""
    wrong = 0
    for page in pages():
        old = page.read_text("utf-8")
        new = followed(old)
        if new != old:
            wrong += 1
            sys.stdout.write(f"{page.relative_to(ROOT)}\n")
            if "--write" in arguments:
                page.write_text(new, "utf-8")
    return 0 if "--write" in arguments else min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
