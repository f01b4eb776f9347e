"""Writes the JSON Schemas that are shipped: `make schemas` does."""

from __future__ import annotations

import sys
from pathlib import Path

from spi.usecases.schemas import KINDS, schema_text


def main(folder: str) -> int:
    """Write every schema into *folder*."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name in (*KINDS, "cases"):
        (target / f"{name}.json").write_text(schema_text(name), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
