"""The parts of the reference that are made of the program itself: a small Sphinx extension.

A page says ``<!-- generated: NAME ARGUMENT… -->`` where a part belongs; when the pages are built,
the part takes its place. So the reference of commands, findings and files cannot rot.
"""
# ruff: noqa: INP001 - Sphinx imports this file; it is no package

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args

import attrs
import click
import yaml
from sphinx.application import Sphinx

from spi.cli.commands import spi as command
from spi.codec import explanations, fields, records, scorecards
from spi.findings import SENTENCES, Code
from spi.language import known_languages, words
from spi.model import (
    action_plan,
    answers,
    area,
    assessment,
    cases,
    conditions,
    criteria_set,
    dossier,
    levels,
    people,
    rules,
    scales,
    source,
    table_row,
    units,
)
from spi.model.marks import Form, Mark, Personal
from spi.model.period import Period
from spi.model.text import LocalText
from spi.scoring import reasons, tree

MARK = re.compile(r"^<!-- generated: ([\w-]+)((?: [\w-]+)*) -->$", re.MULTILINE)
KEYS = Path(__file__).parent / "reference" / "files" / "keys.yaml"

Row = Iterable[str]


def filled(text: str) -> str:
    """Return a page with every generated part in its place.

    Raises:
        KeyError: A page asks for a part that there is not.
    """
    return MARK.sub(lambda found: PARTS[found[1]](*found[2].split()), text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx fill the pages as it reads them."""
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("source-read", _fill)
    app.connect("autodoc-process-docstring", _for_napoleon, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _fill(_app: object, _name: str, source_text: list[str]) -> None:
    source_text[0] = filled(source_text[0])


def _for_napoleon(
    _app: object, what: str, _name: str, thing: object, _options: object, lines: list[str]
) -> None:
    """Bring a docstring into a form that napoleon reads as it is meant."""
    if what in {"attribute", "data", "property"} and lines:
        # it would take the words before a colon for a type
        lines[0] = re.sub(r"(?<!:): ", " – ", lines[0])
    if not isinstance(thing, type):
        return
    if attrs.has(thing):
        # attributes of an attrs class are what it is made with
        lines[:] = _with_arguments(thing, "\n".join(lines)).splitlines()
    if issubclass(thing, Enum):
        lines += ["", f"One of: {', '.join(f'``{one.value}``' for one in thing)}."]


def _with_arguments(cls: type, text: str) -> str:
    before, mark, after = text.partition("Attributes:\n")
    _, blank, rest = after.partition("\n\n") if mark else ("", "", "")
    told = attributes_of(cls)
    if cls in DOCUMENTED.values():
        told = {plan.attribute.name: meaning(cls, plan) for plan in fields.fields_of(cls)}
    listed = "".join(f"    {name}: {about}\n" for name, about in told.items())
    return f"{before.rstrip()}\n\nArgs:\n{listed}{blank}{rest}" if told else text


def rows(head: Row, body: Iterable[Row]) -> str:
    """Write a table."""
    first = [list(head)]
    lines = [*first, ["---"] * len(first[0]), *(list(one) for one in body)]
    return "\n".join(f"| {' | '.join(_cell(one) for one in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


# --- commands -------------------------------------------------------------------------------------


def command_line() -> str:
    """Return every command with its arguments and options."""
    return "\n\n".join(part for name, one in commands() for part in _command(name, one))


def commands() -> Iterator[tuple[str, click.Command]]:
    """Give every command that does something, by its whole name."""
    yield from _below("spi", command)


def _below(name: str, one: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(one, click.Group):
        for word, inner in sorted(one.commands.items()):
            yield from _below(f"{name} {word}", inner)
    else:
        yield name, one


def _command(name: str, one: click.Command) -> Iterator[str]:
    context = click.Context(one, info_name=name)
    yield f"## {name}"
    yield inspect.cleandoc(one.help or "")
    usage = " ".join(one.collect_usage_pieces(context))
    yield f"```text\n{name} {usage}\n```"
    told = [part for part in one.get_params(context) if isinstance(part, click.Option)]
    yield rows(("Option", "What"), (_option(part, context) for part in told))


def _option(part: click.Option, context: click.Context) -> Row:
    names = ", ".join(f"`{name}`" for name in part.opts)
    told = [part.help or ""]
    if isinstance(part.type, click.Choice):
        told.append(f"One of: {', '.join(f'`{one}`' for one in part.type.choices)}.")
    elif not part.is_flag:
        names += f" *{part.make_metavar(context)}*"
    if isinstance(part.default, str):
        told.append(f"Without it: `{part.default}`.")
    if part.envvar:
        told.append(f"The variable `{part.envvar}` may say it, too.")
    return names, " ".join(told)


# --- findings -------------------------------------------------------------------------------------


def finding_codes() -> str:
    """Return every kind of finding: what was expected, what to do."""
    body = ((f"`{code.value}`", *(_sentence(one) for one in SENTENCES[code])) for code in Code)
    return rows(("Code", "Expected", "What to do"), body)


def _sentence(template: str) -> str:
    plain = re.sub(r"%\((\w+)\)s", lambda found: _PLACES.get(found[1], f"*{found[1]}*"), template)
    return plain[:1].upper() + plain[1:]


_PLACES = {"suggestion": "", "expected": "*what fits here*"}


# --- files ----------------------------------------------------------------------------------------

OF_SET = (
    criteria_set.CriteriaSet, criteria_set.FieldOfAction, criteria_set.Topic, criteria_set.Indicator,
    answers.Asks, *answers.ASKS.values(), answers.Option, criteria_set.Rated,
    scales.Scale, *scales.SCALES.values(), scales.Fitted,
    criteria_set.Exclusion, conditions.Compare, conditions.All, conditions.Any, conditions.Not,
    rules.Rules, rules.Mean, rules.Cap, rules.Gate, rules.Factor, rules.Band, rules.Line,
    criteria_set.PanelRules, criteria_set.PointsMode, levels.Level, levels.LevelCondition,
    criteria_set.TargetGroup, criteria_set.Named, criteria_set.Replaced, source.Source,
)  # fmt: skip
OF_DOSSIER = (
    dossier.Dossier, area.Area, assessment.Assessment, answers.Answer, answers.Split,
    answers.Fraction, answers.Points, assessment.RatingSheet, assessment.WorkingGroup,
    assessment.Member, action_plan.ActionPlan, action_plan.Measure, action_plan.Effect,
    people.Person, dossier.Release,
)  # fmt: skip
DOCUMENTED = {one.__name__: one for one in (*OF_SET, *OF_DOSSIER, cases.Case)}
_INHERITED = {
    name: base
    for registry, base in ((answers.ASKS, answers.Asks), (scales.SCALES, scales.Scale))
    for name in (kind.__name__ for kind in registry.values())
} | {"FieldOfAction": criteria_set.Topic}
"""What every kind of question, every scale and every node may say stands once, at its base."""


def keys(name: str) -> str:
    """Return the keys of one class of the model, as files write them."""
    cls = DOCUMENTED[name]
    head = ("Key", "Holds", "Without it", "What it says")
    body = [_key(cls, plan) for plan in own_fields(cls)]
    return rows(head, body) if body else "No keys of its own."


def own_fields(cls: type) -> list[fields.FieldPlan]:
    """Return the fields of a class, without those that stand once for all of its kind."""
    base = _INHERITED.get(cls.__name__)
    shared = {one.name for one in attrs.fields(base)} if base else set()
    return [plan for plan in fields.fields_of(cls) if plan.attribute.name not in shared]


def _key(cls: type, plan: fields.FieldPlan) -> Row:
    personal = {Personal.YES: " (personal)", Personal.POSSIBLE: " (may be personal)"}
    mark = personal.get(plan.mark.personal or Personal.NO, "")
    return f"`{plan.name}`", holds(plan) + mark, _default(plan), meaning(cls, plan)


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return what is written down of keys: class to key to sentence."""
    read: Mapping[str, Mapping[str, str]] = yaml.safe_load(KEYS.read_text("utf-8"))
    return read


def meaning(cls: type, plan: fields.FieldPlan) -> str:
    """Return what a key says; empty where nobody has written it down."""
    for one in cls.__mro__:
        if plan.name in sentences().get(one.__name__, {}):
            return sentences()[one.__name__][plan.name]
    return plan.mark.doc[:1].upper() + plan.mark.doc[1:] + "." if plan.mark.doc else ""


def _default(plan: fields.FieldPlan) -> str:
    if plan.is_required:
        return "must be there"
    match plan.default:
        case None | () | "":
            return "–"
        case Enum() as one:
            return f"`{one.value}`"
        case bool() as one:
            return f"`{str(one).lower()}`"
        case int() | float() as one:
            return f"{one:g}"
        case str() as one:
            return f"`{one}`"
    return "–"


def holds(plan: fields.FieldPlan) -> str:
    """Say in words what a key holds."""
    return _type(plan.type, plan)


def _type(type_: Any, plan: fields.FieldPlan) -> str:  # noqa: ANN401 - one line for each kind
    if type_ == conditions.Condition:
        return _link("Compare", "condition")
    if fields.is_optional(type_):
        return _type(fields.without_none(type_), plan)
    if type_ == assessment.Step:
        return "step or `cannot-say`"
    if fields.is_union(type_):
        return " or ".join(dict.fromkeys(_type(one, plan) for one in get_args(type_)))
    if fields.is_tuple(type_):
        return f"list: {_type(get_args(type_)[0], plan)}"
    if fields.is_mapping(type_):
        return f"key → {_type(get_args(type_)[1], attrs.evolve(plan, mark=Mark()))}"
    if type_ in _PLAIN:
        return f"{_PLAIN[type_]} {plan.mark.range_in_words()}".strip()
    if type_ is str:
        return {Form.KEY: "key", Form.LANGUAGE: "language"}.get(plan.mark.form, "text")  # type: ignore[arg-type]
    if issubclass(type_, Enum):
        return ", ".join(f"`{one.value}`" for one in type_)
    return _link(type_.__name__)


_PLAIN: dict[Any, str] = {
    int: "whole number", float: "number", bool: "yes or no", date: "date",
    Period: "period", LocalText: "text",
}  # fmt: skip


def _link(name: str, word: str = "") -> str:
    target = {"Absence": "Answer", "Knot": "Curve"}.get(name, name)
    page = "dossier" if DOCUMENTED[target] in OF_DOSSIER else "criteria-set"
    return f"[{word or _WORDS.get(name, name)}]({page}.md#{target.lower()})"


_WORDS = {
    "ActionPlan": "plan", "Area": "area", "Answer": "answer", "Asks": "question",
    "Assessment": "assessment", "Band": "band", "Cap": "cap", "Dossier": "dossier",
    "Effect": "effect", "Exclusion": "exclusion", "Factor": "factor",
    "FieldOfAction": "field of action", "Fitted": "fitted", "Gate": "gate", "Indicator": "indicator",
    "Knot": "knot", "Level": "level", "LevelCondition": "condition", "Line": "line",
    "Mean": "mean", "Measure": "measure", "Member": "member", "Named": "named",
    "Option": "option", "PanelRules": "panel", "Person": "person", "PointsMode": "points mode",
    "Rated": "rating", "RatingSheet": "rating sheet", "Release": "release", "Replaced": "replaced",
    "Rules": "rules", "Scale": "scale", "Source": "source", "TargetGroup": "target group",
    "Topic": "topic", "WorkingGroup": "working group", "Split": "split",
    "Fraction": "fraction", "Points": "points", "Absence": "absence",
}  # fmt: skip


def table_columns() -> str:
    """Return the columns that a table of indicators may have."""
    return rows(
        ("Column", "What it says"),
        (
            (f"`{name}`", f"{told[:1].upper()}{told[1:]}.")
            for name, told in table_row.COLUMNS.items()
        ),
    )


def convertible_units() -> str:
    """Return the units between which figures are converted."""
    families: dict[str, list[str]] = {}
    for name, (family, _) in units.UNITS.items():
        families.setdefault(family, []).append(f"`{name}`")
    return rows(("Of", "Units"), ((family, ", ".join(names)) for family, names in families.items()))


def languages() -> str:
    """Return the languages that the program speaks."""
    english = words()
    body = (
        (f"`{code}`", english.name_of(code), words(code).own_name) for code in known_languages()
    )
    return rows(("Code", "Language", "Its own name"), body)


# --- JSON -----------------------------------------------------------------------------------------

RECORDS = {
    "scorecard": scorecards.ScorecardRecord,
    "node": scorecards.NodeRecord,
    "finding": records.FindingRecord,
    "agreement": scorecards.AgreementRecord,
    "buckets": scorecards.BucketsRecord,
}


def record(name: str) -> str:
    """Return the entries of one kind of JSON object, with what they say."""
    cls = RECORDS[name]
    told = {**attributes_of(cls), **sentences().get(cls.__name__, {})}
    body = (
        (f"`{plan.name}`", _json_type(plan.type), told.get(plan.name, ""))
        for plan in fields.fields_of(cls)
    )
    return rows(("Entry", "Holds", "What it says"), body)


def explanation() -> str:
    """Return the entries of the reasons of one node."""
    made = explanations.ReasonRecord
    told = {
        **attributes_of(reasons.Reason),
        **attributes_of(made),
        **sentences().get("ReasonRecord", {}),
    }
    body = ((f"`{one.name}`", told.get(one.name, "")) for one in attrs.fields(made))
    return rows(("Entry", "What it says"), body)


def statuses() -> str:
    """Return every status that a node can have."""
    told = sentences()["Status"]
    return rows(("Status", "Means"), ((f"`{one.value}`", told[one.value]) for one in tree.Status))


def attributes_of(cls: type) -> dict[str, str]:
    """Return what the docstring of a class says of its attributes."""
    found: dict[str, str] = {}
    _, _, about = (inspect.getdoc(cls) or "").partition("Attributes:\n")
    for entry in re.split(r"\n(?=    \S)", about):
        names, _, text = entry.partition(": ")
        for name in re.findall(r"\w+", names):
            found[name] = " ".join(text.replace("``", "`").split())
    return found


def _json_type(type_: Any) -> str:  # noqa: ANN401 - an annotation
    if fields.is_optional(type_):
        return f"{_json_type(fields.without_none(type_))} or null"
    if fields.is_tuple(type_):
        return f"list: {_json_type(get_args(type_)[0])}"
    if fields.is_mapping(type_):
        return f"key → {_json_type(get_args(type_)[1])}"
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    return plain.get(type_) or type_.__name__.removesuffix("Record").lower()


PARTS: dict[str, Any] = {
    "command-line": command_line,
    "convertible-units": convertible_units,
    "explanation": explanation,
    "finding-codes": finding_codes,
    "keys": keys,
    "languages": languages,
    "record": record,
    "statuses": statuses,
    "table-columns": table_columns,
}
