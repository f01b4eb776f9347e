"""The offline form: filled in, checked, kept, saved, and read into a dossier."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

import spi
from small import LANGUAGES, MUSTERDORF
from spi.codec import from_plain
from spi.errors import InvalidDocument
from spi.findings import Code
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.usecases.forms import form
from spi.usecases.loading import load_criteria, open_dossier_bytes
from spi.usecases.merging import merged

ALPINE = load_criteria("alpine")
RATED = {"rating": {"steps": 5, "hints": {"1": "poor", "5": "good"}}}
LINE = {"type": "linear", "worst": 0, "best": 100}


def leaf(key, answer, **about):
    return {"key": key, "question": f"Question {key}?", "answer": answer, **about}


KINDS = from_plain(
    {
        "key": "kinds", "edition": 2026, "label": "All kinds",
        "indicators": [
            leaf("rent", {"type": "number", "unit": "eur", "minimum": 0, "maximum": 5000}, scale=LINE, **RATED),
            leaf("doctors", {"type": "ratio", "per": 100, "maximum": 100}, scale=LINE),
            leaf("clinic", "yes-no", scale={"type": "options", "points": {"yes": 100, "no": 0}}),
            leaf("bus", {"type": "choice", "options": [{"key": "none"}, {"key": "daily"}]}, kind="service",
                 scale={"type": "options", "points": {"none": 0, "daily": 100}}),
            leaf("help", {"type": "choices", "options": [{"key": "phone"}, {"key": "visit"}]}, kind="service",
                 scale={"type": "options", "points": {"phone": 50, "visit": 50}}),
            leaf("plan", "progress", scale="progress", always_applies=True),
            leaf("talk", "text", direction="neutral"),
        ],
    },
    CriteriaSet,
)  # fmt: skip


@pytest.fixture
def fill(page, tmp_path):
    """Give a function that opens a form in the browser."""

    def opened(language="en", asking="answers", criteria=KINDS, width=1000):
        path = tmp_path / f"{language}-{asking}.html"
        path.write_text(form(criteria, language=language, asking=asking), "utf-8")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path.as_uri())
        return page

    return opened


def saved(page):
    """Press the button, and read the file."""
    with page.expect_download() as coming:
        page.click("#save")
    return json.loads(coming.value.path().read_text("utf-8"))


def until(page, is_so):
    """Wait until something is so, without running anything in the page."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(50)
    pytest.fail("waited for nothing")


def errors(page):
    return page.locator("#errors li").all_inner_texts()


# --- filled in and saved ---------------------------------------------------------------------------


@pytest.mark.browser
def test_everything_that_is_filled_in_comes_into_a_dossier(fill):
    page = fill("de")
    page.fill("#about--name", "Öberdorf am See")
    page.fill("#about--cycle", "2026")
    page.fill("#about--population", "2.350")
    page.fill("#rent--value", "1.234,5")
    page.fill("#doctors--numerator", "5")
    page.fill("#doctors--denominator", "3 472")
    page.check("input[name='clinic--choice'][value=yes]")
    page.check("input[name='bus--choice'][value=daily]")
    page.check("input[name='help--none']")
    page.fill("#plan--done", "12,5")
    page.fill("#plan--planned", "50")
    page.fill("#plan--not-done", "37,5")
    page.fill("#talk--text", "Eins.\nZwei.")
    page.locator("#bus .f-more summary").last.click()
    page.fill("#bus--period", "2023/2025")
    page.select_option("#bus--provided", "shared")
    page.select_option("#bus--evidence", "document")

    plain = saved(page)
    dossier = open_dossier_bytes(json.dumps(plain).encode()).fitting(KINDS)

    assert (dossier.area.key, dossier.area.population, dossier.cycle) == (
        "oberdorf-am-see",
        2350,
        "2026",
    )
    answers = dossier.assessment.answers
    assert answers["rent"].value == 1234.5
    assert (answers["doctors"].value.numerator, answers["doctors"].value.denominator) == (5, 3472)
    assert answers["clinic"].value is True
    assert (answers["bus"].value, answers["bus"].provided, answers["bus"].evidence) == (
        "daily", "shared", "document",
    )  # fmt: skip
    assert str(answers["bus"].period.text) == "2023/2025"
    assert answers["help"].value == ()
    assert (answers["plan"].value.done, answers["plan"].value.planned) == (0.125, 0.5)
    assert answers["talk"].value == "Eins.\nZwei."
    assert page.locator("#progress").inner_text() == "Ausgefüllt: 7 von 7"


@pytest.mark.browser
def test_what_is_left_open_is_left_out_and_absences_have_reasons(fill):
    page = fill()
    page.fill("#about--name", "Village")
    page.select_option("#rent--state", "suppressed")
    page.select_option("#bus--state", "not-applicable")
    page.fill("#bus--reason", "no road")

    dossier = from_plain(saved(page), Dossier)

    assert set(dossier.assessment.answers) == {"rent", "bus"}
    assert dossier.assessment.answers["bus"].value.reason == "no road"
    assert page.locator("#plan--state option").all_inner_texts()[-1] != "does not apply here"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("de", {"rent--value": "12.5"}, "Bitte eine Zahl schreiben"),
        ("en", {"rent--value": "12,50"}, "Please write a number, such as 1,234.5."),
        ("en", {"rent--value": "many"}, "Please write a number"),
        ("en", {"rent--value": "-3"}, "of at least 0"),
        ("en", {"rent--value": "5,001"}, "of at most 5000"),
        ("en", {"doctors--numerator": "5"}, "both numbers"),
        ("en", {"doctors--numerator": "5", "doctors--denominator": "0"}, "above 0"),
        ("en", {"doctors--numerator": "5", "doctors--denominator": "2"}, "of at most 100"),
        ("en", {"plan--done": "50", "plan--planned": "60"}, "100 percent"),
        ("en", {"about--population": "x"}, "Please write a number"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_told_at_its_place_and_nothing_is_saved(
    fill, language, typed, told
):
    page = fill(language)
    page.fill("#about--name", "Village")
    for place, text in typed.items():
        page.fill(f"#{place}", text)

    page.click("#save")

    assert len(errors(page)) == 1
    assert told in errors(page)[0]
    assert page.locator("[aria-invalid=true]").count() == 1
    assert page.evaluate("document.activeElement.id") == "errors"
    page.locator("#errors a").first.click()
    assert (
        page.evaluate("document.activeElement.id").partition("--")[0]
        == next(iter(typed)).partition("--")[0]
    )


@pytest.mark.browser
def test_all_that_is_wrong_is_told_at_once(fill):
    page = fill()
    page.fill("#rent--value", "x")
    page.select_option("#bus--state", "not-applicable")
    page.check("input[name='help--none']")
    page.check("input[name='help--choices'][value=phone]")
    page.locator("#doctors .f-more summary").last.click()
    page.fill("#doctors--numerator", "1")
    page.fill("#doctors--denominator", "2")
    page.fill("#doctors--period", "last year")

    page.click("#save")

    assert len(errors(page)) == 5


# --- drafts and files ------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_draft_can_be_gone_on_with_and_cleared(fill):
    page = fill()
    page.fill("#rent--value", "12")
    page.check("input[name='bus--choice'][value=daily]")
    page.reload()

    assert page.input_value("#rent--value") == ""
    page.click("#drafts button:has-text('Go on')")
    assert page.input_value("#rent--value") == "12"
    assert page.is_checked("input[name='bus--choice'][value=daily]")

    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#clear")
    page.reload()

    assert page.input_value("#rent--value") == ""
    assert page.locator("#drafts").is_hidden()


@pytest.mark.browser
def test_each_draft_stands_by_itself_and_can_be_deleted(fill):
    page = fill()
    page.fill("#about--name", "Oberdorf")
    page.fill("#rent--value", "1")
    page.reload()
    page.fill("#about--name", "Unterdorf")
    page.fill("#rent--value", "2")
    page.reload()

    told = page.locator("#drafts li span").all_inner_texts()
    assert [one.partition(",")[0] for one in told] == ["Unterdorf", "Oberdorf"]
    page.click("#drafts li:has-text('Oberdorf') button >> nth=0")
    assert page.input_value("#rent--value") == "1"

    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#drafts li:has-text('Unterdorf') button >> nth=1")
    page.reload()
    assert [one.partition(",")[0] for one in page.locator("#drafts li span").all_inner_texts()] == [
        "Oberdorf"
    ]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("first", "typed", "then", "shown"),
    [
        ("de", "1.234,5", "en", "1234.5"),
        ("en", "1,234.5", "de", "1234,5"),
        ("it", "1.234", "en", "1234"),
    ],
)
def test_a_draft_says_the_same_in_another_language(fill, first, typed, then, shown):
    page = fill(first)
    page.fill("#rent--value", typed)
    page.fill("#talk--text", "1.234")
    page = fill(then)

    page.click("#drafts li button >> nth=0")

    assert page.input_value("#rent--value") == shown
    assert page.input_value("#talk--text") == "1.234"


@pytest.mark.browser
def test_what_a_shorter_form_does_not_ask_stays_in_draft_and_file(fill, tmp_path):
    page = fill()
    page.fill("#about--name", "Village")
    page.fill("#rent--value", "12")
    page.fill("#talk--text", "much")
    whole = saved(page)
    short = evolve(KINDS, indicators=KINDS.indicators[:2])

    page = fill(asking="answers", criteria=short)
    page.click("#drafts li button >> nth=0")
    page.fill("#rent--value", "13")
    page = fill()
    page.click("#drafts li button >> nth=0")
    assert (page.input_value("#rent--value"), page.input_value("#talk--text")) == ("13", "much")

    path = tmp_path / "whole.json"
    path.write_text(json.dumps(whole), "utf-8")
    page = fill(criteria=short)
    page.set_input_files("#file", path)
    until(page, lambda: page.input_value("#about--name") == "Village")
    assert saved(page)["assessment"]["answers"]["talk"] == {"value": "much"}


@pytest.mark.browser
def test_what_does_not_fit_is_told_and_not_taken_for_something_else(fill, tmp_path):
    page = fill()
    wrong = {
        "help": "phone",
        "clinic": "perhaps",
        "bus": "weekly",
        "rent": "12",
        "plan": {"done": 1},
    }
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({"criteria": "kinds", "assessment": {"answers": wrong}}), "utf-8")
    page.set_input_files("#file", path)
    until(page, lambda: page.input_value("#plan--done") == "100")

    told = page.locator("#draft").inner_text()

    assert all(f"Question {key}?" in told for key in ("help", "clinic", "bus", "rent"))
    assert "Question plan?" not in told
    assert page.locator("input:checked").count() == 0


@pytest.mark.browser
def test_an_answer_and_a_reason_for_none_do_not_go_together(fill):
    page = fill()
    page.fill("#about--name", "Village")
    page.fill("#rent--value", "12")
    page.select_option("#rent--state", "suppressed")

    page.click("#save")

    assert len(errors(page)) == 1
    assert "remove one of them" in page.locator("#rent--state-error").inner_text()


@pytest.mark.browser
def test_a_sheet_is_that_of_the_person_who_opens_it_and_does_not_stay(fill, tmp_path):
    page = fill(asking="rating")
    sheets = [{"member": one, "steps": {"rent": step}} for one, step in (("m1", 2), ("m2", 5))]
    path = tmp_path / "all.json"
    path.write_text(
        json.dumps({
            "criteria": "kinds", "area": {"key": "v", "name": "V"},
            "assessment": {"answers": {}, "ratings": sheets},
        })
    )  # fmt: skip

    page.set_input_files("#file", path)
    until(page, lambda: "code" in page.locator("#draft").inner_text())
    assert page.locator("input:checked").count() == 0

    page.fill("#about--member", "m2")
    page.set_input_files("#file", path)
    page.wait_for_selector("input:checked")
    assert page.is_checked("input[name='rent--step'][value='5']")

    assert saved(page)["assessment"]["ratings"] == [sheets[1]]
    page.reload()
    assert page.locator("#drafts").is_hidden()


@pytest.mark.browser
def test_it_asks_what_rules_read_about_the_area(fill):
    page = fill("de", criteria=ALPINE)
    page.fill("#about--name", "Dorf")
    page.fill("#about--population", "1.234")
    page.fill("#about--seasonal-workers", "85")

    assert saved(page)["area"]["attributes"] == {"population": 1234, "seasonal-workers": 85}


@pytest.mark.browser
def test_a_saved_file_can_be_opened_again(fill, tmp_path):
    page = fill("de")
    page.fill("#about--name", "Dorf")
    page.fill("#rent--value", "12,5")
    page.fill("#doctors--numerator", "1")
    page.fill("#doctors--denominator", "4")
    page.check("input[name='help--choices'][value=visit]")
    page.fill("#plan--done", "100")
    first = saved(page)
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(first), "utf-8")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#clear")

    page.set_input_files("#file", path)
    until(page, lambda: page.input_value("#about--name") == "Dorf")

    assert saved(page) == first


HOSTILE = "</script><script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'>"


@pytest.mark.browser
@pytest.mark.parametrize(
    "content",
    [
        "no json", "null", "[1]", '{"criteria": "other@1"}', '{"criteria": 5}',
        json.dumps({"criteria": "kinds@2026", "area": 7, "assessment": {"answers": {"rent": HOSTILE, "__proto__": 1, "plan": "x", "help": 4, "doctors": None}}}),
    ],
)  # fmt: skip
def test_a_file_that_holds_something_else_harms_nothing(fill, tmp_path, content):
    page = fill()
    page.fill("#talk--text", "mine")
    path = tmp_path / "hostile.json"
    path.write_text(content, "utf-8")

    page.on("dialog", lambda dialog: dialog.accept())
    page.set_input_files("#file", path)
    page.wait_for_timeout(200)

    assert page.evaluate("window.hurt") is None
    if "kinds" not in content:
        assert page.input_value("#talk--text") == "mine"
        assert "holds nothing" in page.locator("#draft").inner_text()


@pytest.mark.browser
def test_hostile_texts_are_shown_and_never_run(fill):
    criteria = from_plain(
        {
            "key": "hostile", "label": HOSTILE,
            "indicators": [
                {"key": "a", "question": HOSTILE, "label": HOSTILE, "description": HOSTILE,
                 "answer": {"type": "choice", "options": [{"key": "x", "label": HOSTILE}]},
                 "scale": {"type": "options", "points": {"x": 100}},
                 "rating": {"hints": {"1": HOSTILE}}},
            ],
        },
        CriteriaSet,
    )  # fmt: skip

    page = fill(criteria=criteria)
    page.click("#save")

    assert page.evaluate("window.hurt") is None
    assert HOSTILE in page.locator("#a legend").inner_text()
    assert page.locator("img").count() == 0


# --- for everybody ---------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "asking"),
    [*((language, "answers") for language in LANGUAGES), ("de", "rating"), ("sl", "rating")],
)
@pytest.mark.parametrize(
    "criteria", [KINDS, pytest.param(ALPINE, marks=pytest.mark.slow)], ids=["small", "alpine"]
)
def test_everybody_can_use_it(fill, axe, language, asking, criteria):
    page = fill(language, asking, criteria, width=360)
    page.click("#save")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert len(errors(page)) == (2 if asking == "rating" else 1)


@pytest.mark.browser
def test_the_keyboard_is_enough(fill):
    page = fill()
    page.focus("#about--name")
    page.keyboard.type("Village")
    page.focus("#rent--value")
    page.keyboard.type("12")
    page.focus("input[name='clinic--choice'][value=yes]")
    page.keyboard.press("Space")
    page.focus("input[name='help--choices'][value=phone]")
    page.keyboard.press("Space")
    reached = set()
    page.focus("#about--name")
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.name"))
    page.focus("#save")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")

    answers = json.loads(coming.value.path().read_text("utf-8"))["assessment"]["answers"]
    assert set(answers) == {"rent", "clinic", "help"}
    assert {"rent--value", "rent--state", "plan--done", "talk--text", "save", "open"} <= reached


@pytest.mark.browser
@pytest.mark.parametrize("asking", ["answers", "rating"])
def test_it_prints_as_a_paper_form(fill, asking):
    page = fill("sl", asking)

    page.emulate_media(media="print")

    assert page.locator("#save").is_hidden()
    assert page.locator("#rent legend").is_visible()
    assert len(page.pdf(format="A4")) > 5_000


@pytest.mark.html
def test_the_forms_are_correct_html(tmp_path, html_findings):
    paths = []
    for language in LANGUAGES:
        for asking in ("answers", "rating"):
            path = tmp_path / f"{language}-{asking}.html"
            path.write_text(form(ALPINE, language=language, asking=asking), "utf-8")
            paths.append(path)

    assert html_findings(paths) == []


# --- ratings ---------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_rating_sheet_saves_the_steps_of_one_member(fill):
    page = fill(asking="rating", criteria=ALPINE)
    page.fill("#about--name", "Village")
    page.fill("#about--member", "M 07")
    page.check("input[name='adm-q-welcome--step'][value='4']")
    page.check("input[name='mig-welcome--step'][value='cannot-say']")

    dossier = open_dossier_bytes(json.dumps(saved(page)).encode()).fitting(ALPINE)

    (sheet,) = dossier.assessment.ratings
    assert (sheet.member, dict(sheet.steps)) == (
        "m-07", {"adm-q-welcome": 4, "mig-welcome": "cannot-say"},
    )  # fmt: skip


def test_a_form_asks_nothing_that_does_not_apply_there():
    small = spi.Area(key="a", name=spi.LocalText.of("A"), attributes={"population": 50})

    assert 'id="par-turnout"' in form(ALPINE)
    assert 'id="par-turnout"' not in form(ALPINE, area=small)


# --- into a dossier --------------------------------------------------------------------------------


def test_what_comes_in_is_added_and_nothing_is_lost():
    old = spi.load_dossier(MUSTERDORF)
    one = old.assessment.answers["adm-channels"]
    thinner = from_plain({**json.loads(spi.to_json(old)), "assessment": {"answers": {}}}, Dossier)
    incoming = Dossier(criteria="alpine@2026", cycle="2026").with_answer("adm-channels", one)

    made = merged(old, incoming)
    new = merged(thinner, incoming)

    assert (made.dossier, made.added, made.replaced) == (old, (), ())
    assert (new.added, set(new.dossier.assessment.answers)) == (("adm-channels",), {"adm-channels"})


def test_another_answer_is_a_conflict_unless_it_replaces():
    old = spi.load_dossier(MUSTERDORF)
    incoming = Dossier().with_answer("adm-channels", ("paper",))

    with pytest.raises(InvalidDocument) as why:
        merged(old, incoming)
    made = merged(old, incoming, replace=True)

    assert [one.code for one in why.value.findings] == [Code.CONFLICT]
    assert made.replaced == ("adm-channels",)
    assert made.dossier.assessment.answers["adm-channels"].value == ("paper",)


def test_a_sheet_takes_the_place_of_the_same_members_earlier_one():
    old = spi.load_dossier(MUSTERDORF)
    before = {one.member: one.steps for one in old.assessment.ratings}
    step = before["m01"]["adm-q-welcome"]
    other = 1 if step == 5 else 5

    same = merged(old, Dossier().with_rating("adm-q-welcome", step, member="m01"))
    with pytest.raises(InvalidDocument) as why:
        merged(old, Dossier().with_rating("adm-q-welcome", other, member="m01"))
    made = merged(old, Dossier().with_rating("adm-q-welcome", other, member="m01"), replace=True)

    after = {one.member: one.steps for one in made.dossier.assessment.ratings}
    assert same.dossier == old
    assert [one.code for one in why.value.findings] == [Code.CONFLICT]
    assert (made.added, made.replaced) == ((), ("m01",))
    assert after["m01"] == {**before["m01"], "adm-q-welcome": other}
    assert {**after, "m01": before["m01"]} == before


def an_area(**attributes):
    return Dossier(area=spi.Area(key="v", name=spi.LocalText.of("V"), attributes=attributes))


def test_what_is_told_of_the_area_comes_along():
    old, new = an_area(population=800), an_area(population=800, **{"seasonal-workers": 30})

    made = merged(old, new)

    assert made.added == ("seasonal-workers",)
    assert made.dossier.area.attributes == {"population": 800, "seasonal-workers": 30}
    assert merged(Dossier(), new).dossier.area == new.area


def test_another_population_is_a_conflict_unless_it_replaces():
    old, new = an_area(population=800), an_area(population=900)

    with pytest.raises(InvalidDocument) as why:
        merged(old, new)

    assert [(one.code, one.path) for one in why.value.findings] == [
        (Code.CONFLICT, ("area", "attributes", "population"))
    ]
    assert merged(old, new, replace=True).replaced == ("population",)


def test_what_an_answer_does_not_say_stays_as_it_was():
    old = spi.load_dossier(MUSTERDORF)
    answer = old.assessment.answers["adm-barrier-free"]

    same = merged(old, Dossier().with_answer("adm-barrier-free", answer.value))
    more = merged(old, Dossier().with_answer("adm-barrier-free", answer.value, note="seen"))

    assert same.dossier == old
    assert more.dossier.assessment.answers["adm-barrier-free"] == evolve(answer, note="seen")


def test_another_unit_or_another_evidence_is_a_conflict_too():
    old = Dossier().with_answer("a", 0.5, unit="share", evidence="document")

    for new in (
        Dossier().with_answer("a", 0.5, unit="percent"),
        Dossier().with_answer("a", 0.5, unit="share", evidence="audited"),
    ):
        with pytest.raises(InvalidDocument):
            merged(old, new)
        assert merged(old, new, replace=True).replaced == ("a",)


def test_sources_come_along_and_nothing_else_is_passed_over():
    source = {
        "sources": {"s": {"title": "S"}},
        "assessment": {"answers": {"a": {"value": 1, "source": "s"}}},
    }
    made = merged(Dossier(), from_plain(source, Dossier))
    more = {
        "people": [{"key": "p"}],
        "plan": {"measures": [{"key": "m"}]},
        "release": {"decided_on": "2026-01-01"},
    }

    with pytest.raises(InvalidDocument) as why:
        merged(Dossier(), from_plain(more, Dossier))

    assert made.dossier.sources["s"].title.source_text == "S"
    assert [one.path for one in why.value.findings] == [("people",), ("plan",), ("release",)]


def test_a_sheet_of_somebody_who_is_no_member_is_refused():
    incoming = Dossier().with_rating("adm-q-welcome", 5, member="m99")

    with pytest.raises(InvalidDocument, match="m99"):
        merged(spi.load_dossier(MUSTERDORF), incoming)


def test_what_belongs_elsewhere_is_refused():
    old = spi.load_dossier(MUSTERDORF)
    incoming = from_plain(
        {
            "criteria": "alpine-figures",
            "cycle": "2030",
            "area": {"key": "sattel", "name": "Sattel"},
        },
        Dossier,
    )

    with pytest.raises(InvalidDocument) as why:
        merged(old, incoming)

    assert [one.path for one in why.value.findings] == [("area", "key"), ("cycle",), ("criteria",)]


# --- what must not go --------------------------------------------------------------------------------


@pytest.mark.browser
def test_what_is_opened_and_saved_again_is_the_same(fill, tmp_path):
    page = fill()
    given = {
        "criteria": "kinds@2026",
        "area": {"key": "my-own-key", "name": {"source": "Village", "en": "Village"}},
        "assessment": {
            "answers": {
                "plan": {"done": 0.333, "planned": 0.467, "not_done": 0.2},
                "rent": {"value": 0.5, "unit": "share"},
                "bus": {"absent": "unanswered", "note": "ask the valley"},
            }
        },
    }
    path = tmp_path / "given.json"
    path.write_text(json.dumps(given), "utf-8")
    page.set_input_files("#file", path)
    until(page, lambda: page.input_value("#about--name") == "Village")

    plain = saved(page)

    answers = plain["assessment"]["answers"]
    assert plain["area"]["key"] == "my-own-key"
    assert answers["plan"]["value"] == {"done": 0.333, "planned": 0.467, "not_done": 0.2}
    assert answers["rent"] == {"absent": "unanswered", "note": "0.5 share"}
    assert answers["bus"] == {"absent": "unanswered", "note": "ask the valley"}


@pytest.mark.browser
def test_what_stands_here_stays_as_a_draft_when_a_file_is_opened(fill, tmp_path):
    page = fill()
    page.fill("#talk--text", "mine")
    path = tmp_path / "other.json"
    path.write_text(
        '{"criteria": "kinds@2026", "assessment": {"answers": {"talk": "yours"}}}', "utf-8"
    )

    page.set_input_files("#file", path)
    until(page, lambda: page.input_value("#talk--text") == "yours")
    page.click("#drafts li button >> nth=0")

    assert page.input_value("#talk--text") == "mine"


@pytest.mark.browser
def test_nothing_is_lost_unasked_where_a_browser_keeps_no_drafts(fill, tmp_path):
    page = fill()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.reload()
    page.fill("#talk--text", "mine")
    path = tmp_path / "other.json"
    path.write_text(
        '{"criteria": "kinds@2026", "assessment": {"answers": {"talk": "yours"}}}', "utf-8"
    )
    page.on("dialog", lambda dialog: dialog.dismiss())

    page.set_input_files("#file", path)
    page.wait_for_timeout(200)

    assert "keeps no drafts" in page.locator("#draft").inner_text()
    assert page.input_value("#talk--text") == "mine"


@pytest.mark.browser
def test_a_choice_can_be_taken_back(fill):
    page = fill()
    radio = page.locator("input[name='bus--choice'][value=daily]")

    radio.click()
    radio.click()
    assert not radio.is_checked()

    radio.click()
    page.keyboard.press("Delete")
    assert not radio.is_checked()
    assert page.locator("#progress").inner_text() == "Filled in: 0 of 7"


@pytest.mark.browser
@pytest.mark.parametrize("period", ["2026-13", "2026-02-30", "2026/2020", "26", "2020/2021/2022"])
def test_a_period_that_there_is_not_is_told(fill, period):
    page = fill()
    page.fill("#about--name", "Village")
    page.fill("#rent--value", "1")
    page.locator("#rent .f-more summary").last.click()
    page.fill("#rent--period", period)

    page.click("#save")

    assert len(errors(page)) == 1


def test_how_many_rated_together_is_not_replaced_unseen():
    old = Dossier().with_rating("a", 4, together=9)

    with pytest.raises(InvalidDocument) as why:
        merged(old, Dossier().with_rating("a", 4, together=2))

    assert [one.path[-1] for one in why.value.findings] == ["together"]


@pytest.mark.browser
def test_what_the_form_does_not_ask_stays_in_an_opened_file(fill, tmp_path):
    page = fill()
    given = {
        "criteria": "kinds@2026",
        "area": {
            "key": "v",
            "name": {"source": "Village", "de": "Dorf"},
            "is_invented": True,
            "code": "01004",
        },
        "sources": {"s": {"title": "Records"}},
        "assessment": {
            "answers": {
                "rent": {"value": 12, "source": "s"},
                "clinic": {"value": True, "source": "s"},
            }
        },
    }
    path = tmp_path / "given.json"
    path.write_text(json.dumps(given), "utf-8")
    page.set_input_files("#file", path)
    until(page, lambda: page.input_value("#about--name") == "Village")
    page.fill("#rent--value", "13")
    page.fill("#about--name", "dorf")
    page.click("#clinic summary:has-text('Period')")
    page.fill("#clinic--period", "2025")

    plain = saved(page)

    assert plain["area"] == {**given["area"], "attributes": {}}
    assert plain["sources"] == given["sources"]
    assert plain["assessment"]["answers"] == {
        "rent": {"value": 13}, "clinic": {"value": True, "source": "s", "period": "2025"},
    }  # fmt: skip


def test_a_file_that_names_the_place_as_the_dossier_does_is_of_that_place():
    """A form makes the key of the area from the name that somebody types."""
    name = spi.LocalText({"": "Musterdorf (invented)", "it": "Musterdorf (inventato)"})
    old = Dossier(area=spi.Area(key="musterdorf", name=name))

    def coming(typed):
        area = spi.Area(key="something-else", name=spi.LocalText.of(typed))
        return Dossier(area=area).with_answer("a", 1)

    made = merged(old, coming("musterdorf (Inventato) "))

    assert (made.dossier.area, made.added) == (old.area, ("a",))
    with pytest.raises(InvalidDocument):
        merged(old, coming("Oberdorf"))
