"""Plain data to model and back: strict, all problems at once, old versions upgraded."""

from spi.codec.documents import from_json, from_plain, to_json, to_plain
from spi.codec.schema import schema_of

__all__ = ["from_json", "from_plain", "schema_of", "to_json", "to_plain"]
