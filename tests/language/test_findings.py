"""Every problem is said in every language: nothing English left, nothing unfilled."""

from __future__ import annotations

import re
from functools import cache

import pytest

from broken_elsewhere import OTHERS
from reading.broken_documents import BROKEN
from spi.errors import SENTENCES, Code, Phrase, Place, Severity, finding, phrase
from spi.language import words

OTHER_LANGUAGES = ("de", "it", "fr", "sl")
