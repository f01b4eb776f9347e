"""One language: its texts, numbers, dates and plurals, as a value that is passed along."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

import babel
from attrs import field, frozen
from babel import dates, lists, numbers

from spi.errors import InvalidInput, UnknownKey
from spi.findings import SENTENCES, Finding, Severity
from spi.language import catalogue
from spi.model.marks import LANGUAGE_PATTERN
from spi.model.period import Period
from spi.model.text import LocalText
from spi.phrases import Phrase

SOURCE_LANGUAGE = "en"


def words(language: str = SOURCE_LANGUAGE) -> Words:
    """Return the words of a language; nothing is remembered between calls but files read.

    Args:
        language: A code such as ``de``, ``de-CH`` or ``de_CH``; one without texts of its own
            takes those of the next in its chain.

    Raises:
        UnknownKey: Neither the language nor its base has any texts here.
        InvalidInput: It is no language code.
    """
    if not LANGUAGE_PATTERN.fullmatch(written_properly(language)):
        msg = f'found the language "{language[:40]}", expected a code like de, fr or de-CH'
        raise InvalidInput(msg)
    code = written_properly(language)
    known = catalogue.interface_languages()
    chain = chain_of(code)
    # English ends every chain; a language that only gets there is not known.
    if not any(one in known for one in chain if one != SOURCE_LANGUAGE) and _base(code) != "en":
        raise UnknownKey("language", language, known)
    return Words(code=code, chain=chain)


def written_properly(language: str) -> str:
    """Write a language code as is usual: the language small, a country in capitals.

    >>> written_properly("DE_ch")
    'de-CH'
    """
    base, *rest = language.replace("_", "-").split("-")
    country = 2
    return "-".join([base.lower(), *(one.upper() if len(one) == country else one for one in rest)])


def known_languages() -> tuple[str, ...]:
    """Return the codes of all languages that have texts here."""
    return catalogue.interface_languages()


@lru_cache
def _data() -> dict[str, Any]:
    path = Path(__file__).parent / "chains.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _base(code: str) -> str:
    return code.partition("-")[0]


def chain_of(code: str) -> tuple[str, ...]:
    """Return a language and where to look next, English last.

    >>> chain_of("de-CH"), chain_of("rm")
    (('de-CH', 'de', 'en'), ('rm', 'de', 'en'))
    """
    base = _base(code)
    further = _data()["chains"].get(code) or _data()["chains"].get(base) or []
    return tuple(dict.fromkeys([code, base, *further, SOURCE_LANGUAGE]))


@frozen(kw_only=True)
class Words:
    """What one language says, and how it writes numbers and dates.

    >>> german = words("de-CH")
    >>> german.number(1234.5), german.percent(0.125, 1), german.text("answer.yes")
    ('1’234.5', '12.5%', 'ja')
    """

    code: str
    chain: tuple[str, ...]
    _locale: babel.Locale = field(init=False, eq=False, repr=False)

    @_locale.default
    def _find_locale(self) -> babel.Locale:
        for code in self.chain:
            try:
                return babel.Locale.parse(code.replace("-", "_"))
            except (babel.UnknownLocaleError, ValueError):
                continue
        return babel.Locale("en")

    # --- texts --------------------------------------------------------------------------------

    def text(self, key: str, /, **values: object) -> str:
        """Return the interface text with this id, its placeholders filled.

        Raises:
            UnknownKey: There is no such text.
        """
        found = self._find(key)
        return found % values if values else found

    def text_or(self, key: str, otherwise: str) -> str:
        """Return the interface text with this id, or another text where there is none."""
        return self._find(key) if key in catalogue.sources() else otherwise

    def count(self, key: str, n: int, /, **values: object) -> str:
        """Return a text that agrees with a number: ``count.indicators``, 3."""
        one, several = self._source(key)
        for code in self._translated():
            made = str(catalogue.interface(code).npgettext(key, one, several, n))
            if made not in {one, several}:
                return self.spell(made) % {"n": self.number(n), **values}
        return (one if n == 1 else several) % {"n": self.number(n), **values}

    def _find(self, key: str) -> str:
        source, _ = self._source(key)
        return self._translate(key, source)

    def _translate(self, key: str, source: str) -> str:
        for code in self._translated():
            made = str(catalogue.interface(code).pgettext(key, source))
            if made != source:
                return self.spell(made)
        return source

    def _source(self, key: str) -> tuple[str, str]:
        try:
            return catalogue.sources()[key]
        except KeyError:
            raise UnknownKey("text", key, catalogue.sources()) from None

    def _translated(self) -> Iterable[str]:
        """Give the languages to look in before English."""
        known = catalogue.interface_languages()
        for code in self.chain:
            if code == SOURCE_LANGUAGE:
                return
            if code in known:
                yield code

    def spell(self, text: str) -> str:
        """Write a text as this variant of the language spells it."""
        for old, new in _data()["replace"].get(self.code, {}).items():
            text = text.replace(old, new)
        return text

    def of(self, text: LocalText | None, *, source: str = SOURCE_LANGUAGE) -> str:
        """Return a text of a document in the best language there is; empty for none."""
        return self.spell(text.in_(self.chain, source=source)) if text else ""

    @property
    def is_draft(self) -> bool:
        """Whether the interface texts still wait for a native speaker."""
        used = next(iter(self._translated()), SOURCE_LANGUAGE)
        return not catalogue.is_reviewed(used)

    @property
    def own_name(self) -> str:
        """The name of the language in the language itself."""
        return str(self._locale.get_display_name(self._locale) or self.code)

    def name_of(self, code: str) -> str:
        """Return the name of another language in this one."""
        try:
            other = babel.Locale.parse(code.replace("-", "_"))
        except (babel.UnknownLocaleError, ValueError):
            return code
        return str(other.get_display_name(self._locale) or code)

    # --- problems -----------------------------------------------------------------------------

    def phrase(self, said: str) -> str:
        """Return a description in this language; plain values stay as they are."""
        if not isinstance(said, Phrase) or not said.template:
            return said
        made = self._translate("phrase", said.template)
        values = {name: self.phrase(value) for name, value in said.values.items()}
        return made % values if values else made

    def finding(self, one: Finding) -> str:
        """Say in one sentence where, what was found, what was expected, what to do."""
        expected, hint = SENTENCES[one.code]
        values = {name: self.phrase(value) for name, value in one.arguments.items()}
        sentence = self.text(
            "finding.sentence",
            found=values.get("found", ""),
            expected=self._translate(f"finding.{one.code}.expected", expected) % values,
            hint=self._translate(f"finding.{one.code}.hint", hint) % values,
        )
        if one.severity is not Severity.ERROR:
            sentence = self.text(f"severity.{one.severity}", text=sentence)
        return f"{one.where}: {sentence}" if one.where else sentence

    # --- numbers and dates --------------------------------------------------------------------

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number, rounded half to even on its shortest decimal form.

        Args:
            value: Any finite number.
            decimals: Exactly so many; without it as many as the number has, at most three.
        """
        if decimals is None:
            exact = rounded(value, 3).normalize()
            decimals = max(0, -int(exact.as_tuple().exponent))
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return self._formatted(numbers.format_decimal, rounded(value, decimals), pattern)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share from 0 to 1 in percent."""
        exact = _EXACT.multiply(Decimal(repr(float(share))), Decimal(100))
        shown = _EXACT.divide(_quantized(exact, decimals), Decimal(100))
        pattern = self._locale.percent_formats[None].pattern
        pattern = re.sub(r"#,##0", "#,##0" + ("." + "0" * decimals if decimals else ""), pattern)
        return self._formatted(numbers.format_percent, shown, pattern)

    def _formatted(self, write: Callable[..., str], value: Decimal, pattern: str) -> str:
        with localcontext(_EXACT):  # Babel divides and rounds
            shown = str(write(value, format=pattern, locale=self._locale))
        return shown.replace("-", "\N{MINUS SIGN}")

    def score(self, value: float, floors: Iterable[float] = (), decimals: int = 1) -> str:
        """Write a score so that it stands in the same level as its value.

        Args:
            value: From 0 to 100.
            floors: Floors of the levels; where rounding would cross one, more decimals are shown.
            decimals: As many at least.

        >>> words().score(39.96, [40]), words().score(62.25), words().score(62.35)
        ('39.96', '62.2', '62.4')
        """
        return self.number(value, decimals_for(value, tuple(floors), decimals))

    def date(self, day: date) -> str:
        """Write a date in words: ``5 March 2026``."""
        where = "en_GB" if self.code == SOURCE_LANGUAGE else self._locale
        return str(dates.format_date(day, format="long", locale=where))

    def period(self, period: Period) -> str:
        """Write a period: a year, a month, a day, or a span with a dash."""
        return "–".join(self._moment(one) for one in period.text.split("/"))

    def _moment(self, moment: str) -> str:
        parts = [int(part) for part in moment.split("-")]
        match parts:
            case [year, month]:
                return str(
                    dates.format_skeleton("yMMMM", date(year, month, 1), locale=self._locale)
                )
            case [year, month, day]:
                return self.date(date(year, month, day))
        return moment

    def listed(self, items: Iterable[str]) -> str:
        """Join words as the language does: ``a, b and c``."""
        return str(lists.format_list(list(items), locale=self._locale))

    def read_number(self, text: str) -> float:
        """Read a number as people in this place write it.

        Raises:
            InvalidInput: It is no number, or groups digits in a way that leaves doubt.
        """
        point = numbers.get_decimal_symbol(self._locale)
        group = numbers.get_group_symbol(self._locale)
        # some write U+2212; spaces and apostrophes group digits wherever somebody learned it so
        plain = text.strip().replace("\N{MINUS SIGN}", "-")
        other = "." if point == "," else ","
        if other != group and re.fullmatch(
            rf"[-+]?[0-9]+\{other}([0-9]{{1,2}}|[0-9]{{4,}})", plain
        ):
            # in Switzerland both are typed; three digits after it could be a group
            plain = plain.replace(other, point)
        found = _number_form(point, group).fullmatch(plain)
        if found:
            whole = re.sub(r"[^0-9]", "", found["whole"])
            value = float(f"{found['sign']}{whole}.{found['decimals'] or 0}")
            if math.isfinite(value):
                return value
        example = self.number(1234.5)
        msg = f'found "{text[:40]}", expected a number as it is written here: {example}'
        raise InvalidInput(msg)


@lru_cache
def _number_form(point: str, group: str) -> re.Pattern[str]:
    groups = rf"[\s'’{re.escape(group)}]"
    return re.compile(
        rf"(?P<sign>[-+]?)(?P<whole>[0-9]+|[0-9]{{1,3}}(?P<group>{groups})[0-9]{{3}}((?P=group)[0-9]{{3}})*)"
        rf"({re.escape(point)}(?P<decimals>[0-9]+))?"
    )


def rounded(value: float, decimals: int) -> Decimal:
    """Round half to even, on the shortest decimal form of the number.

    >>> rounded(62.25, 1), rounded(62.35, 1)
    (Decimal('62.2'), Decimal('62.4'))
    """
    return _quantized(Decimal(repr(float(value))), decimals)


_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)
"""Room for every float, written out."""


def _quantized(value: Decimal, decimals: int) -> Decimal:
    made = value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    return made or abs(made)  # nothing is minus zero


def decimals_for(value: float, floors: tuple[float, ...], least: int = 1) -> int:
    """Return how many decimals a score needs so that its level does not change.

    A floor is reached from 5e-10 below it on, so at most nine decimals are of use.
    """

    def standing(number: float) -> int:
        return sum(number >= floor - 5e-10 for floor in floors)

    return next(
        (n for n in range(least, 10) if standing(float(rounded(value, n))) == standing(value)),
        least,
    )
