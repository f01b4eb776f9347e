"""Model objects as YAML that people can read on and edit."""

from __future__ import annotations

import yaml

from spi.codec import to_plain
from spi.reading.guarded import is_plainly_text

_LINE_ENDS = frozenset("\r\x85\u2028\u2029")
"""What YAML takes for the end of a line, and PyYAML does not write so that it comes back."""


class _Dumper(yaml.SafeDumper):
    """Writes lists indented, texts of several lines as blocks, nothing as an alias.

    A text that our reader would take for something else stands in quotes.
    """

    def ignore_aliases(self, _: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def represent_str(self, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None if is_plainly_text(text) else "'"
        if _LINE_ENDS.intersection(text):
            style = '"'
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_str)


def to_yaml(thing: object) -> str:
    """Return a model object as YAML: the same bytes for equal objects, one final newline."""
    text: str = yaml.dump(
        to_plain(thing), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )
    return text
