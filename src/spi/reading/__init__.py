"""YAML and JSON files with positions, guarded; criteria folders; dossiers."""

from spi.reading.criteria import read_criteria
from spi.reading.dossiers import read_dossier
from spi.reading.dump import to_yaml

__all__ = ["read_criteria", "read_dossier", "to_yaml"]
