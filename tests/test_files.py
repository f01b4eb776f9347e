"""Files: where the criteria lie, and writing as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from spi.errors import InvalidInput, UnknownKey
from spi.files import criteria_folder, criteria_folders, criteria_root, write_bytes, write_text

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX systems")


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


# --- criteria --------------------------------------------------------------------------------------


def test_every_edition_that_comes_with_the_library_has_a_folder():
    for name, folder in criteria_folders().items():
        assert name == f"{folder.parent.name}@{folder.name}"
        assert (folder / "set.yaml").is_file()
        assert folder.is_relative_to(criteria_root())


def test_a_key_alone_is_its_newest_edition():
    newest = max(name for name in criteria_folders() if name.startswith("alpine-figures@"))

    assert criteria_folder("alpine-figures") == criteria_folder(newest)


@pytest.mark.parametrize("name", ["", "alpina", "alpine-figures@1900", "../criteria", "@"])
def test_a_name_that_nothing_has_is_unknown(name):
    with pytest.raises(UnknownKey) as error:
        criteria_folder(name)

    assert error.value.kind == "criteria set"
    assert "alpine-figures@2026" in error.value.known


# --- writing ---------------------------------------------------------------------------------------


def test_a_new_file_is_written(tmp_path):
    write_text(tmp_path / "ä b.txt", "Küche\n")

    assert (tmp_path / "ä b.txt").read_bytes() == "Küche\n".encode()
    assert names_in(tmp_path) == ["ä b.txt"]


def test_bytes_are_written_as_they_are(tmp_path):
    write_bytes(tmp_path / "x", b"\r\n\x00\xff")

    assert (tmp_path / "x").read_bytes() == b"\r\n\x00\xff"


def test_a_file_is_replaced(tmp_path):
    path = tmp_path / "x.txt"
    for text in ("old and longer\n", "new\n", ""):
        write_text(path, text)
        assert path.read_text() == text
    assert names_in(tmp_path) == ["x.txt"]


@POSIX
def test_a_new_file_has_the_usual_permissions(tmp_path):
    old = os.umask(0o027)
    try:
        write_text(tmp_path / "x", "x")
    finally:
        os.umask(old)

    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path, mode):
    path = tmp_path / "x"
    path.write_text("old")
    path.chmod(mode)
    write_text(path, "new")

    assert stat.S_IMODE(path.stat().st_mode) == mode


@POSIX
def test_a_link_keeps_pointing_to_the_file_it_names(tmp_path):
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "x", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    write_text(link, "new")

    assert link.is_symlink()
    assert target.read_text() == "new"
    assert names_in(tmp_path / "there") == ["x"]


@POSIX
def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path):
    (tmp_path / "link").symlink_to("x")
    write_text(tmp_path / "link", "new")

    assert (tmp_path / "x").read_text() == "new"
    assert (tmp_path / "link").is_symlink()


def test_where_there_is_no_folder_nothing_is_written(tmp_path):
    with pytest.raises(InvalidInput, match=r"cannot write .*none.*x.* check the folder"):
        write_text(tmp_path / "none" / "x", "x")

    assert names_in(tmp_path) == []


def test_where_a_file_stands_in_place_of_a_folder_nothing_is_written(tmp_path):
    (tmp_path / "x").write_text("old")
    with pytest.raises(InvalidInput, match="cannot write"):
        write_text(tmp_path / "x" / "y", "new")

    assert (tmp_path / "x").read_text() == "old"


def test_a_folder_is_not_replaced_by_a_file(tmp_path):
    (tmp_path / "x" / "inside").mkdir(parents=True)
    with pytest.raises(InvalidInput, match="cannot write"):
        write_text(tmp_path / "x", "new")

    assert names_in(tmp_path) == ["x"]
    assert names_in(tmp_path / "x") == ["inside"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_a_clear_error(tmp_path, name):
    with pytest.raises(InvalidInput, match="cannot write"):
        write_text(tmp_path / name, "x")

    assert names_in(tmp_path) == []


@POSIX
def test_a_circle_of_links_does_no_harm(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with contextlib.suppress(InvalidInput):  # newer Pythons put the file in place of the link
        write_text(tmp_path / "a", "x")

    assert names_in(tmp_path) == ["a", "b"]


def test_text_that_no_file_can_hold_leaves_the_old_file(tmp_path):
    (tmp_path / "x").write_text("old")
    with pytest.raises(ValueError, match="surrogates"):
        write_text(tmp_path / "x", "\ud800")

    assert (tmp_path / "x").read_text() == "old"
    assert names_in(tmp_path) == ["x"]


def run(program: str, *arguments: object) -> list[str]:
    """Run a program in a process of its own; give its lines."""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


FULL_DISK = """
import resource, sys
from pathlib import Path
from spi.errors import InvalidInput
from spi.files import write_text
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_text(Path(sys.argv[1]), "x" * 100_000)
except InvalidInput as error:
    print(error)
"""


@POSIX
def test_a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    (tmp_path / "x").write_text("old")

    assert run(FULL_DISK, tmp_path / "x") == [
        f'cannot write "{tmp_path / "x"}": File too large; check the folder and its permissions'
    ]
    assert (tmp_path / "x").read_text() == "old"
    assert names_in(tmp_path) == ["x"]


READ_ONLY = """
import os, sys
from pathlib import Path
from spi.errors import InvalidInput
from spi.files import write_text
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
try:
    write_text(Path(sys.argv[1]), "new")
except InvalidInput as error:
    print(error)
"""


@POSIX
def test_a_folder_that_nobody_may_write_to_is_a_clear_error():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "x").write_text("old")
        folder.chmod(0o555)
        try:
            said = run(READ_ONLY, folder / "x")
        finally:
            folder.chmod(0o755)

        assert said == [
            f'cannot write "{folder / "x"}": Permission denied; check the folder and its permissions'
        ]
        assert (folder / "x").read_text() == "old"
        assert names_in(folder) == ["x"]
