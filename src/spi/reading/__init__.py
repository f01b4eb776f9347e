"""YAML and JSON files with positions, guarded; criteria folders; dossiers."""

from spi.reading.criteria import read_criteria
from spi.reading.dossiers import read_dossier

__all__ = ["read_criteria", "read_dossier"]
