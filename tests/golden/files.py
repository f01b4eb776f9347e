"""The golden files: documents of schema version 1 that every later version must read."""

from __future__ import annotations

import json
from pathlib import Path

from spi.codec import to_json
from spi.codec.documents import json_text
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.reading import read_criteria, read_dossier
from spi.reading.dump import to_yaml
from spi.scoring import score

HERE = Path(__file__).parent
WRITTEN = HERE / "as-written"
DOCUMENTS = {
    "criteria-v1": (CriteriaSet, WRITTEN / "golden"),
    "points-v1": (CriteriaSet, WRITTEN / "points.yaml"),
    "dossier-v1": (Dossier, WRITTEN / "dossier.yaml"),
}
"""Name of a golden file to what it holds, and what people wrote."""


def written(name: str) -> CriteriaSet | Dossier:
    """Read what people wrote, with all its short forms."""
    kind, path = DOCUMENTS[name]
    return read_criteria(path) if kind is CriteriaSet else read_dossier(path)


def read(name: str, ending: str) -> CriteriaSet | Dossier:
    """Read a golden file."""
    path = HERE / f"{name}.{ending}"
    return read_criteria(path) if DOCUMENTS[name][0] is CriteriaSet else read_dossier(path)


def scores() -> dict[str, dict[str, object]]:
    """Score the golden dossier, and give what stands in ``scores-v1.json``."""
    card = score(read("dossier-v1", "json"), read("criteria-v1", "json"))
    names = ("score", "bounds", "coverage", "level", "planned")
    return {
        key: {"status": node.status.value, **{name: getattr(node, name) for name in names}}
        for key, node in card.nodes.items()
    }


def rewrite() -> None:
    """Write all of them anew; right only until version 1 has been released."""
    for name in DOCUMENTS:
        thing = written(name)
        (HERE / f"{name}.json").write_text(to_json(thing), "utf-8", newline="\n")
        (HERE / f"{name}.yaml").write_text(to_yaml(thing), "utf-8", newline="\n")
    (HERE / "scores-v1.json").write_text(json_text(scores()), "utf-8", newline="\n")


def expected_scores() -> dict[str, dict[str, object]]:
    """Read what the golden dossier scored when the file was made."""
    text = (HERE / "scores-v1.json").read_text("utf-8")
    return json.loads(text)


if __name__ == "__main__":
    rewrite()
