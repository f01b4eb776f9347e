"""A criteria set from a table: good tables, and all that may be wrong with one."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from builders import a_dossier
from spi.errors import InvalidDocument
from spi.findings import Code
from spi.model.criteria_set import CriteriaSet, Direction, FieldOfAction, Indicator, Topic
from spi.model.scales import Linear, Log, Options, Progress
from spi.scoring import score

LINE = {"worst": 0, "best": 100}


def a_row(key="a", **cells):
    """Make a row for an indicator on a line from 0 to 100."""
    return {"key": key, **LINE, **cells}


def made(*rows, **about):
    """Make a set from rows."""
    return CriteriaSet.from_table(rows, **about)


def problems(*rows):
    """Give code and path of everything that is wrong with a table."""
    with pytest.raises(InvalidDocument) as caught:
        made(*rows)
    return [(one.code, one.path) for one in caught.value.findings]


# --- good tables ---------------------------------------------------------------------------------


def test_a_table_of_indicators_is_a_set():
    criteria = made(a_row("a", weight=3), a_row("b"), key="index")

    card = score(a_dossier({"a": 90, "b": 30}), criteria)

    assert (criteria.key, card.score) == ("index", 75)


def test_what_stands_directly_below_the_whole_is_a_field():
    criteria = made(
        {"key": "f"}, {"key": "t", "parent": "f"}, a_row("a", parent="t"), a_row("b", parent="f")
    )

    assert [type(node) for node in criteria.nodes()] == [FieldOfAction, Topic, Indicator, Indicator]


def test_rows_may_stand_in_any_order():
    rows = [{"key": "f"}, {"key": "t", "parent": "f"}, a_row("a", parent="t")]

    assert made(*rows) == made(*reversed(rows))


def test_siblings_stay_in_the_order_of_the_rows():
    criteria = made(a_row("c"), a_row("a"), a_row("b"))

    assert [leaf.key for leaf in criteria.leaves()] == ["c", "a", "b"]


@pytest.mark.parametrize("empty", [None, "", "  ", math.nan], ids=repr)
def test_an_empty_cell_is_as_if_absent(empty):
    columns = ["parent", "kind", "label", "weight", "scale", "direction", "unit", "core", "mean"]

    assert made(a_row(**dict.fromkeys(columns, empty))) == made(a_row())


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        ({"worst": 12, "best": "2"}, Linear(worst=12, best=2)),
        ({"scale": "linear", "worst": 12, "best": 2}, Linear(worst=12, best=2)),
        ({"scale": "log", "worst": 1, "best": 100}, Log(worst=1, best=100)),
        ({"scale": "yes-no"}, Options(points={"yes": 100, "no": 0})),
        ({"scale": "yes-no", "direction": "lower"}, Options(points={"yes": 0, "no": 100})),
        ({"scale": "progress"}, Progress()),
        ({"scale": "rating"}, None),
    ],
    ids=str,
)
def test_each_scale_may_be_named(cells, scale):
    assert made({"key": "a", **cells}).indicator("a").scale == scale


def test_a_rating_has_five_steps_or_as_many_as_it_says():
    criteria = made({"key": "a", "scale": "rating"}, {"key": "b", "scale": "rating", "steps": 7})

    assert [leaf.rating.steps for leaf in criteria.leaves()] == [5, 7]


def test_a_neutral_indicator_is_context():
    criteria = made(a_row("a"), {"key": "c", "direction": "neutral"})

    assert criteria.indicator("c").is_context


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (1, Direction.HIGHER),
        ("1", Direction.HIGHER),
        (1.0, Direction.HIGHER),
        ("higher", Direction.HIGHER),
        (-1, Direction.LOWER),
        (-1.0, Direction.LOWER),
        ("-1", Direction.LOWER),
        ("lower", Direction.LOWER),
    ],
    ids=repr,
)
def test_a_direction_may_be_a_word_or_a_sign(written, meant):
    points = made({"key": "a", "scale": "yes-no", "direction": written}).indicator("a")

    assert points.direction is meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", True),
        ("Yes", True),
        ("TRUE", True),
        (True, True),
        (1, True),
        (1.0, True),
        ("no", False),
        (False, False),
        (0, False),
        (None, False),
    ],
    ids=repr,
)
def test_core_is_yes_or_no(written, meant):
    assert made(a_row(core=written)).indicator("a").core is meant


def test_a_field_says_how_it_is_combined():
    field = {"key": "f", "mean": "power", "p": 2, "min_coverage": "0.5", "weight": 3}

    criteria = made(
        field,
        a_row("a", parent="f"),
        {"key": "g", "mean": "worst", "k": 2.0},
        a_row("b", parent="g"),
    )

    one, other = criteria.fields
    assert (one.rules.mean.kind, one.rules.mean.p, one.rules.min_coverage, one.weight) == (
        "power",
        2,
        0.5,
        3,
    )
    assert (other.rules.mean.kind, other.rules.mean.k) == ("worst", 2)


def test_an_indicator_says_what_is_asked():
    leaf = made(
        a_row(
            label="Rent", short="Rent", question="How much?", unit="percent", minimum=0, maximum=100
        )
    ).indicator("a")

    assert (str(leaf.label), str(leaf.short), str(leaf.question)) == ("Rent", "Rent", "How much?")
    assert (leaf.answer.unit, leaf.answer.minimum, leaf.answer.maximum) == ("percent", 0, 100)


@pytest.mark.parametrize("kind", ["statistic", "service", "question"])
def test_an_indicator_has_its_kind(kind):
    assert made(a_row(kind=kind)).indicator("a").kind == kind


def test_spaces_around_a_key_do_not_count():
    criteria = made({"key": " f "}, a_row(" a", parent="f "))

    assert [node.key for node in criteria.nodes()] == ["f", "a"]


def test_a_table_may_be_made_of_any_mapping_once():
    criteria = CriteriaSet.from_table(a_row(key) for key in ("a", "b"))

    assert len(list(criteria.leaves())) == 2


# --- broken tables -------------------------------------------------------------------------------


def test_an_empty_table_is_no_set():
    assert problems() == [(Code.NO_CHILDREN, ("fields",))]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (a_row(None), Code.MISSING_ENTRY, "key"),
        (a_row("A b"), Code.BAD_KEY, "key"),
        (a_row(5), Code.WRONG_TYPE, "key"),
        (a_row(weihgt=1), Code.UNKNOWN_ENTRY, "weihgt"),
        (a_row(parent="nobody"), Code.UNKNOWN_KEY, "parent"),
        (a_row(kind="metric"), Code.NOT_ONE_OF, "kind"),
        (a_row(kind=3), Code.NOT_ONE_OF, "kind"),
        (a_row(label=3), Code.WRONG_TYPE, "label"),
        (a_row(weight=-1), Code.OUT_OF_RANGE, "weight"),
        (a_row(weight="much"), Code.WRONG_TYPE, "weight"),
        (a_row(weight=True), Code.WRONG_TYPE, "weight"),
        (a_row(weight=math.inf), Code.WRONG_TYPE, "weight"),
        pytest.param(a_row(weight=10**400), Code.WRONG_TYPE, "weight", id="400 digits"),
        (a_row(weight=[1]), Code.WRONG_TYPE, "weight"),
        (a_row(scale="cubic"), Code.NOT_ONE_OF, "scale"),
        (a_row(scale=["linear"]), Code.NOT_ONE_OF, "scale"),
        ({"key": "a", "worst": 1}, Code.MISSING_ENTRY, "best"),
        ({"key": "a", "best": 1}, Code.MISSING_ENTRY, "worst"),
        ({"key": "a", "scale": "log", "worst": 0, "best": 5}, Code.OUT_OF_RANGE, "worst"),
        ({"key": "a", "scale": "rating", "steps": 1}, Code.OUT_OF_RANGE, "steps"),
        ({"key": "a", "scale": "rating", "steps": 2.5}, Code.WRONG_TYPE, "steps"),
        (a_row(direction="up"), Code.NOT_ONE_OF, "direction"),
        (a_row(direction=2), Code.NOT_ONE_OF, "direction"),
        (a_row(direction=["higher"]), Code.NOT_ONE_OF, "direction"),
        (a_row(direction=True), Code.NOT_ONE_OF, "direction"),
        (a_row(core="perhaps"), Code.WRONG_TYPE, "core"),
        (a_row(core=2), Code.WRONG_TYPE, "core"),
        (a_row(core=["yes"]), Code.WRONG_TYPE, "core"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_cell_is_found_once_with_its_place(row, code, column):
    assert problems(a_row("other"), row) == [(code, ("rows", 1, column))]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"mean": "median"}, Code.NOT_ONE_OF, "mean"),
        ({"mean": "power", "p": 1000}, Code.OUT_OF_RANGE, "p"),
        ({"mean": "worst", "k": 0}, Code.OUT_OF_RANGE, "k"),
        ({"mean": "worst", "k": 1.5}, Code.WRONG_TYPE, "k"),
        ({"min_coverage": 2}, Code.OUT_OF_RANGE, "min_coverage"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_field_is_found_once(cells, code, column):
    assert problems({"key": "f", **cells}, a_row(parent="f")) == [(code, ("rows", 0, column))]


def test_a_bad_key_comes_with_a_good_one():
    with pytest.raises(InvalidDocument, match="write for example: a-b"):
        made(a_row("A b"))


def test_a_key_is_used_once():
    assert problems(a_row("a"), a_row("a")) == [(Code.DUPLICATE_KEY, ("rows", 1, "key"))]


def test_all_problems_come_at_once():
    rows = [a_row("a", weight=-1), a_row("b", parent="nobody"), a_row("c", unknown=1)]

    assert problems(*rows) == [
        (Code.OUT_OF_RANGE, ("rows", 0, "weight")),
        (Code.UNKNOWN_KEY, ("rows", 1, "parent")),
        (Code.UNKNOWN_ENTRY, ("rows", 2, "unknown")),
    ]


def test_a_node_is_not_below_itself():
    rows = [
        a_row("a"),
        {"key": "f", "parent": "g"},
        {"key": "g", "parent": "f"},
        a_row("b", parent="g"),
    ]

    ((code, path),) = problems(*rows)

    assert (code, path) == (Code.RULE_CYCLE, ("rows", 1, "parent"))


def test_nothing_stands_below_an_indicator():
    rows = [a_row("a", kind="statistic"), a_row("b", parent="a")]

    ((_, path),) = problems(*rows)

    assert path == ("rows", 1, "parent")


def test_a_field_has_something_below():
    assert problems(a_row(), {"key": "f", "kind": "field"}) == [(Code.NO_CHILDREN, ("f",))]


@pytest.mark.parametrize(
    ("rows", "code", "path"),
    [
        ([{"key": "a"}], Code.NOTHING_TO_SCORE, ("a",)),
        ([a_row(weight=0)], Code.ALL_WEIGHTS_ZERO, ()),
        ([{"key": "a", "worst": 5, "best": 5}], Code.SCALE_DEGENERATE, ("a", "scale", "best")),
        ([a_row(direction="lower")], Code.DIRECTION_CONTRADICTS, ("a", "direction")),
        ([a_row(direction="neutral"), a_row("b")], Code.CONTEXT_SCORED, ("a",)),
        (
            [{"key": "f", "mean": "power"}, a_row(parent="f")],
            Code.RULE_REFUSED,
            ("f", "rules", "mean"),
        ),
        (
            [{"key": "f", "mean": "power", "p": 0.001}, a_row(parent="f")],
            Code.RULE_REFUSED,
            ("f", "rules", "mean", "p"),
        ),
    ],
    ids=str,
)
def test_what_does_not_hold_together_is_found_at_its_node(rows, code, path):
    assert problems(*rows) == [(code, path)]


def test_a_scale_that_does_not_reach_its_ends_is_no_error():
    assert made({"key": "a", "scale": "yes-no"}).indicator("a")


# --- the whole, and what tables of others bring ----------------------------------------------------


def test_a_row_with_the_key_of_the_set_stands_for_the_whole():
    criteria = made(
        {"key": "hdi", "kind": "whole", "label": "Human development", "mean": "geometric"},
        {"key": "education", "parent": "hdi"},
        a_row("schooling", parent="education"),
        a_row("expected", parent="education"),
        a_row("income", parent="hdi"),
        key="hdi",
    )

    card = score(a_dossier({"schooling": 20, "expected": 80, "income": 18}), criteria)

    assert card.node("education").score == 50
    assert card.score == pytest.approx(30)
    assert criteria.label.source_text == "Human development"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"key": "f", "worst": 1}, "worst"),
        ({"key": "f", "direction": "higher"}, "direction"),
        ({"key": "f", "core": "yes"}, "core"),
        ({"key": "a", "parent": "f", **LINE, "mean": "minimum"}, "mean"),
        ({"key": "a", "parent": "f", **LINE, "min_coverage": 0.5}, "min_coverage"),
        ({"key": "a", "parent": "f", **LINE, "steps": 5}, "steps"),
        ({"key": "a", "parent": "f", **LINE, "scale": "yes-no"}, "worst"),
        ({"key": "table", "weight": 2}, "weight"),
        ({"key": "table", "scale": "linear"}, "scale"),
    ],
)
def test_a_cell_that_would_be_passed_over_is_told(row, name):
    rows = [row, {"key": "f"}, a_row("b", parent="f")]
    rows = [row, *(one for one in rows[1:] if one["key"] != row["key"])]

    assert (Code.RULE_REFUSED, ("rows", 0, name)) in problems(*rows)


def test_nothing_that_is_wrong_hides_anything_else():
    rows = [a_row("a", worst="x"), a_row("b", worst=1, best=1), {"key": "c"}]

    assert problems(*rows) == [
        (Code.WRONG_TYPE, ("rows", 0, "worst")),
        (Code.SCALE_DEGENERATE, ("b", "scale", "best")),
        (Code.NOTHING_TO_SCORE, ("c",)),
    ]


class NAType:
    """Like the one of pandas: neither equal nor unequal to anything."""

    __hash__ = None

    def __eq__(self, other):
        return self

    __ne__ = __eq__

    def __bool__(self):
        raise TypeError


@pytest.mark.parametrize("empty", [NAType(), math.nan, None, "", "  "])
def test_a_cell_is_empty_in_every_way_that_tables_know(empty):
    assert made(a_row("a", weight=empty, label=empty)) == made(a_row("a"))


def test_a_number_may_be_written_as_a_fraction():
    assert made(a_row("a", weight="2/3")).indicators[0].weight == 2 / 3
    assert problems(a_row("a", weight="2/0")) == [(Code.WRONG_TYPE, ("rows", 0, "weight"))]


def test_more_cells_than_columns_are_told():
    assert problems({**a_row("a"), None: ["x"]}) == [(Code.WRONG_TYPE, ("rows", 0))]


# --- rows that stand nowhere -----------------------------------------------------------------------


def test_rows_in_a_cycle_or_without_a_parent_are_read_too():
    rows = [
        {"key": "x", "parent": "y"}, {"key": "y", "parent": "x"},
        {"key": "b", "worst": 3, "best": 3}, {"key": "c", "parent": "q", "core": "perhaps"},
    ]  # fmt: skip

    assert {(code, path[-1]) for code, path in problems(*rows)} == {
        (Code.RULE_CYCLE, "parent"), (Code.SCALE_DEGENERATE, "best"), (Code.UNKNOWN_KEY, "parent"),
        (Code.WRONG_TYPE, "core"),
    }  # fmt: skip


def test_what_is_no_row_hides_no_other():
    assert problems(5, a_row("a", worst="x"), 7) == [
        (Code.WRONG_TYPE, ("rows", 0)), (Code.WRONG_TYPE, ("rows", 2)),
        (Code.WRONG_TYPE, ("rows", 1, "worst")),
    ]  # fmt: skip


def test_no_table_is_too_deep_to_be_refused():
    deep = [{"key": f"k{i}", "parent": f"k{i - 1}" if i else None} for i in range(2000)]

    assert problems(*deep, a_row("z", parent="k1999"))[0][0] is Code.TOO_DEEP


def test_a_key_is_text():
    assert (Code.WRONG_TYPE, ("rows", 0, "key")) in problems({"key": ["a"]})


def test_a_kind_that_does_not_exist_is_told_with_all_that_do():
    with pytest.raises(InvalidDocument, match="did you mean: field"):
        made({"key": "a", "kind": "feild"})


@pytest.mark.parametrize("text", ["\ud800", "a\x07b"])
def test_a_text_that_no_file_can_hold_is_told(text):
    assert problems(a_row("a", label=text)) == [(Code.BAD_TEXT, ("rows", 0, "label"))]


def test_a_number_that_signals_is_none():
    assert (Code.WRONG_TYPE, ("rows", 0, "worst")) in problems(a_row("a", worst=Decimal("sNaN")))
