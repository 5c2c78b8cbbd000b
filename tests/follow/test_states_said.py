"""What words say how far something is, with all that may be said against them."""

from collections import Counter
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.states import Said, states_said
from accord.follow.states.weights import outcome_of
from accord.follow.states.words import rules, signs
from accord.langs.rules import proofs
from accord.model.terms import State, members
from accord.tsv import read_table

TABLES = ("states_en", "states_zh")


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return read_table(Path(__file__).parent / "tables" / f"{name}.tsv").rows


TABLE = [row for name in TABLES for row in _rows(name)]


def the(text: str, words: str) -> Said:
    """Return what is said at the first place that holds `words`."""
    return next(one for one in states_said(text) if words in text[one.start : one.end] and one.sign != "planned")


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_every_rule_fires_and_is_silent_where_it_must(rule) -> None:
    assert proofs(rule) == []


def test_every_sign_of_a_rule_is_explained_and_says_its_state() -> None:
    used = {rule.values["sign"]: rule.values["state"] for rule in rules() if rule.kind in ("said", "headline")}
    assert used == {name: sign.state for name, sign in signs().items()}


@pytest.mark.parametrize(
    ("text", "words", "mood"),
    [
        ("The mill will be completed in 2030.", "completed", "plan"),
        ("The mill is expected to open in 2030.", "open", "plan"),
        ("The line was due to be finished by 2014.", "finished", "plan"),
        ("Once the bridge is opened, tolls will be paid.", "opened", "plan"),
        ("The mill has not been completed.", "completed", "denied"),
        ("It is unclear whether the mill was completed.", "completed", "doubted"),
        ("The mill was completed in May 2019.", "completed", "fact"),
        ("项目预计2026年投产。", "投产", "plan"),
        ("项目将于明年建成。", "建成", "plan"),
        ("项目尚未投产。", "投产", "denied"),
        ("项目投产后，年产值可达十亿元。", "投产", "plan"),
        ("项目是否投产，", "投产", "doubted"),
        ("该项目已建成投产。", "建成", "fact"),
    ],
)
def test_a_plan_a_denial_and_a_doubt_are_no_facts(text: str, words: str, mood: str) -> None:
    assert the(text, words).mood == mood


def test_the_nearest_date_of_the_clause_is_taken() -> None:
    text = "The road was due to be finished by 2014, however construction began in July 2013."
    assert (the(text, "finished").date, the(text, "began").date) == ("2014", "2013-07")


def test_a_month_and_day_take_the_year_told_before_and_else_that_of_the_page() -> None:
    text = "They signed in May 2019. On June 4, the mill was opened."
    assert the(text, "opened").date == "2019-06-04"
    assert the("On June 4, the mill was opened.", "opened").date == "--06-04"
    assert states_said("On June 4, the mill was opened.", published="2020-07-01")[0].date == "2020-06-04"


def test_the_thing_stands_before_or_after_its_words() -> None:
    text = "In May 2019, the fish mill was inaugurated. Riga signed a cheese treaty with Lund."
    things = [text[slice(*one.object)] for one in states_said(text) if one.object]
    assert things == ["the fish mill", "a cheese treaty"]


@pytest.mark.parametrize("text", ["The town says the mill was opened.", "镇政府表示，产业园已投产。"])
def test_a_claim_is_shown_as_its_claim(text: str) -> None:
    said = states_said(text)[-1]
    assert said.state == "delivered"
    assert said.claim_by is not None


@pytest.mark.parametrize(
    "text",
    ["Riga reiterated that it plans to build a mill.", "市长重申，双方将共建园区。", "It still plans to build it."],
)
def test_a_plan_told_again_is_no_progress(text: str) -> None:
    assert states_said(text)
    assert not any(one.holds for one in states_said(text))


@pytest.mark.parametrize(
    "text", ["The town was forced to abandon the mill.", "They announced that they no longer planned it."]
)
def test_who_is_led_to_give_up_gives_up(text: str) -> None:
    assert [(one.state, one.mood) for one in states_said(text) if one.state == "dropped"] == [("dropped", "fact")]


@pytest.mark.parametrize(
    ("text", "state", "why"),
    [
        ("The mill will not open before 2031.", "delayed", "the new time is later than some time before"),
        (
            "The opening will be delayed until spring.",
            "delayed",
            "a delay that is announced is there: who will be late is late",
        ),
        ("该厂投产时间由原定的2021年推迟。", "delayed", "'planned' belongs to the old time"),
    ],
)
def test_who_says_that_it_will_be_late_is_late(text: str, state: str, why: str) -> None:
    assert state in {one.state for one in states_said(text) if one.mood == "fact"}, why


@pytest.mark.parametrize(
    "text", ["Half of the warehouses have been built.", "The first 60 cooks were trained.", "首批三百名工人昨天结业。"]
)
def test_what_is_delivered_of_a_part_is_delivered_in_part(text: str) -> None:
    assert [one.state for one in states_said(text) if one.mood == "fact"] == ["partly_delivered"]


def test_a_road_to_a_place_and_the_month_of_may_are_no_plans() -> None:
    assert the("In May the railway to the Lithuanian border was opened.", "opened").mood == "fact"


@pytest.mark.slow  # it measures time
@pytest.mark.parametrize("words", ["will open signed ", "项目将建成"])
def test_a_text_without_a_full_stop_is_read_as_quickly_as_any(words: str) -> None:
    def seconds(times: int) -> float:
        taken = []
        for _ in range(3):  # the quickest of three: what others do on the machine slows one down
            begun = process_time()
            states_said(words * times)
            taken.append(process_time() - begun)
        return min(taken)

    seconds(10)
    assert seconds(1600) < 40 * max(seconds(200), 0.005)  # 8 times the words; the square would be 64 times the time


def test_a_new_name_is_no_other_thing() -> None:
    assert [one.state for one in states_said("公司更名为远洋渔业公司。")] == []


def test_what_is_done_is_not_told_again() -> None:
    said = {one.state: one.restated for one in states_said("Pumps are being installed, and a mill is still planned.")}
    assert said == {"under_way": False, "announced": True}


def test_a_forgiven_debt_is_no_dropped_project() -> None:
    assert the("The bank cancelled ten million of debt.", "cancelled").state == "delivered"
    assert the("The bank cancelled the project.", "cancelled").state == "dropped"


def test_traditional_characters_say_the_same() -> None:
    assert [one.state for one in states_said("該項目已建成投產。")] == [
        one.state for one in states_said("该项目已建成投产。")
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "The mill ",
                "was opened ",
                "will be ",
                "signed. ",
                "in May 2019, ",
                "\n",
                "项目",
                "已投产。",
                "，",
                "将",
                "未",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_words_clauses_and_things_lie_in_the_text_and_places_do_not_overlap(text: str) -> None:
    last = 0
    for one in states_said(text):
        assert last <= one.start < one.end <= len(text)
        assert one.sentence[0] <= one.clause[0] <= one.start
        assert one.end <= one.clause[1] <= one.sentence[1] <= len(text)
        if one.object:
            assert one.object[0] < one.object[1] <= one.sentence[1]
        last = one.end


def _farthest(text: str) -> str:
    facts = [one for one in states_said(text) if one.mood == "fact"]
    return max((one.state for one in facts), key=lambda state: outcome_of(state).rank, default="announced")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["sentence"])
def test_the_farthest_fact_of_a_sentence_says_its_state(row: dict[str, str]) -> None:
    assert _farthest(row["sentence"]) == row["state"]


def test_every_state_has_thirty_sentences_in_each_table() -> None:
    for name in TABLES:
        counted = Counter(row["state"] for row in _rows(name))
        assert set(counted) == set(members(State))
        assert min(counted.values()) >= 30
