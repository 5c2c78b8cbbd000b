"""SQLite and PostgreSQL hold the same register: one digest, the same answers, one writer at a time."""

import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.errors import ConfigError, ConflictError, DecisionError, NotFoundError, StoreError
from accord.flows import Deciding, merge, read_again, reject_fact, set_value, split, undo
from accord.model.decision import Decided
from accord.model.document import Found
from accord.register import LISTS, Register, list_records, open_register, problems, rebuild, search
from accord.register.file.store import Register as Opened
from accord.register.pages.parties import Wanted, found_parties
from accord.register.postgres.address import shown
from accord.register.postgres.wording import worded
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.postgres import server
from tests.register.killing import killed_while_alone
from tests.register.worlds import APART, CLOCK, DRAWN, a_register, by, digest_of, documents, listed, rebuilt, take_in

pytestmark = pytest.mark.in_a_file  # each of these opens both itself

LAW = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NEWS = [
    a_found("Wuxi and CETC signed a framework agreement on 2024-07-14. It rained.", source="one.txt"),
    a_found(
        "Wuxi and CETC Group signed a framework agreement on 2024-07-15.", source="two.txt", published="2024-08-01"
    ),
    a_found("Wuxi Port and CEC will build 5 bases by 2024-12. Li Shouwu is mayor of Wuxi.", source="three.txt"),
    a_found(
        "Café Zürich and 南京市 met; 中国电子科技集团有限公司在南京签约。 The the THE end.",
        source="four.txt",
        published=None,
    ),
]


@contextmanager
def in_postgres(name: str = "each") -> Iterator[Register]:
    """Yield a fresh register in a database."""
    with server().fresh(name) as register:
        yield register


@contextmanager
def both() -> Iterator[tuple[Register, Register]]:
    """Yield a fresh register in a file, and one in a database."""
    with a_register() as one, in_postgres() as other:
        yield one, other


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_the_same_documents_and_decisions_have_the_same_digest_on_both(
    found: list[Found], chance: random.Random
) -> None:
    with both() as registers:
        half, seed = len(found) // 2, chance.random()
        for register in registers:
            lot = random.Random(seed)
            take_in(register, found[:half], identity=DRAWN)
            _decide(register, lot)
            take_in(register, lot.sample(found, k=len(found)), identity=DRAWN, batch=lot.randint(1, 4))
        one, other = map(digest_of, registers)
        assert one == other == rebuilt(registers[1], DRAWN)
        with registers[1].reading() as connection:
            assert list(problems(connection)) == []


def _decide(register: Register, lot: random.Random) -> None:
    """Take the same decisions in either register: by ids, which are the same."""
    facts = [one["id"] for name in ("commitments", "posts") for one in listed(register, name)]
    bodies = [one["id"] for one in listed(register, "parties")]
    deciding = by(register, identity=DRAWN)
    for act, among, many in ((merge, bodies, 2), (_part, bodies, 2), (reject_fact, facts, 1), (merge, bodies, 2)):
        if len(among) >= many:
            with suppress(DecisionError, NotFoundError):
                act(deciding, *lot.sample(sorted(among), k=many))


def _part(deciding: Deciding, left: str, right: str) -> Decided:
    return split(deciding, left, away_from=right)


def test_the_order_of_documents_does_not_matter_across_databases() -> None:
    with both() as (one, other):
        take_in(one, NEWS, batch=3)
        take_in(other, [*reversed(NEWS), NEWS[0]])
        assert digest_of(one) == digest_of(other)


def test_a_decision_survives_reading_again_in_a_database() -> None:
    with in_postgres() as register:
        take_in(register, NEWS)
        [post] = listed(register, "posts")
        rejected = reject_fact(by(register), post["id"])
        read_again(register, FakeReader(2), APART, clock=lambda: CLOCK, progress=lambda done, of: None)
        assert listed(register, "posts") == []
        assert digest_of(register) == rebuilt(register)
        undo(by(register), rejected.id)
        assert len(listed(register, "posts")) == 1


def test_every_list_is_the_same_in_every_order_on_both() -> None:
    with both() as registers:
        for register in registers:
            take_in(register, NEWS)
        with ExitStack() as stack:
            one, other = (stack.enter_context(register.asking()) for register in registers)
            for name, listing in LISTS.items():
                for sort in (way + known.lstrip("-") for known in listing.sorts for way in ("", "-")):
                    assert list_records(one, name, sort=sort) == list_records(other, name, sort=sort), (name, sort)


NOWHERE = ('"agreement framework"', "宁", "团科", "100%", "a_b", "\\")  # a character inside of no word is not found


@pytest.mark.parametrize(
    "asked",
    ["wuxi", "signed wuxi", '"framework agreement"', '"agreement framework"', "南京", "南京市", "宁", "京", "科技集团",
     "团科", "cafe zurich", "Café", "the", "cet", "5 bases", "2024", "wuxi port", "li shouwu", "100%", "a_b", "\\", "wu\0xi"],
)  # fmt: skip
def test_a_search_finds_the_same_on_both(asked: str, filled: tuple[Register, Register]) -> None:
    found = []
    for register in filled:
        with register.asking() as asking:
            found.append({(hit.scope, hit.id, hit.snippet, hit.marks) for hit in search(asking, asked)})
    assert found[0] == found[1]
    assert bool(found[0]) == (asked not in NOWHERE)


_WORDS = st.lists(st.sampled_from(("a", "ab", "b", "南", "南京", "京市", "market", "b-2")), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(_WORDS.map(" ".join), min_size=1, max_size=6, unique=True), asked=_WORDS, quoted=st.booleans())
def test_words_and_phrases_are_found_in_the_same_documents_on_both(
    texts: list[str], asked: list[str], quoted: bool, worlds: tuple[Register, Register]
) -> None:
    words = " ".join(asked[:3])
    found = []
    for register in worlds:
        take_in(register, [a_found(f"{text}.", source=text, language="xx") for text in texts], batch=6)
        with register.asking() as asking:
            wanted = f'"{words}"' if quoted else words
            found.append({hit.id for hit in search(asking, wanted, scopes=("documents",), limit=500)})
    assert found[0] == found[1]


def test_a_name_without_any_word_is_nobodys_on_both(filled: tuple[Register, Register]) -> None:
    for register in filled:
        with register.asking() as asking:
            assert found_parties(asking, Wanted("***")).total == 0


def test_long_texts_are_found_by_phrases_far_behind_and_by_frequent_words() -> None:
    body = "the end of the day " * 30_000  # with all its words longer than what PostgreSQL keeps of one text
    with in_postgres() as register:
        take_in(register, [a_found(f"{body} the port of Wuxi. {body}", source="long.txt", language="xx")])
        with register.asking() as asking:
            assert len(search(asking, '"the port of wuxi"')) == 1
            assert search(asking, '"port the of wuxi"') == []
            assert len(search(asking, "the end")) == 1


def test_ten_writers_at_once_make_the_register_that_one_makes() -> None:
    news = [
        a_found(f"Wuxi and CETC signed a framework agreement on 2024-07-{day}.", source=f"{day}.txt")
        for day in range(10, 20)
    ]
    with both() as (one, other):
        take_in(one, news)
        writers = [threading.Thread(target=take_in, args=(other, [found])) for found in news]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(60)
        assert digest_of(one) == digest_of(other)


def test_a_writer_waits_for_another_and_is_told_when_it_took_too_long_while_readers_read_on() -> None:
    with in_postgres() as register:
        take_in(register, NEWS[:1])
        with register.writing() as connection:
            connection.exec_driver_sql("UPDATE text SET language = 'zz'")
            assert [one["language"] for one in listed(register, "documents")] == ["en"]
            with pytest.raises(ConflictError, match="being written by another program"), register.writing(wait_s=0.1):
                pass


def test_a_register_is_read_while_it_is_derived_anew() -> None:
    with in_postgres() as register:
        take_in(register, NEWS)
        wanted = listed(register, "agreements")
        with register.writing() as connection:
            rebuild(connection, APART, progress=lambda done, of: None)
            assert listed(register, "agreements") == wanted


def test_what_a_killed_program_wrote_or_did_alone_hinders_nobody() -> None:
    with in_postgres("killed") as register:
        take_in(register, NEWS[:1])
        killed_while_alone(register)
        take_in(register, NEWS[1:])
        assert len(listed(register, "documents")) == len(NEWS)


def test_a_step_that_was_undone_leaves_no_gap_in_the_numbers() -> None:
    with in_postgres() as register:
        take_in(register, NEWS)
        [post] = listed(register, "posts")
        with pytest.raises(StoreError), register.writing() as connection:
            connection.exec_driver_sql("INSERT INTO decision (\"by\", at, payload) VALUES ('', '', ''), ('', '', NULL)")
        assert reject_fact(by(register), post["id"]).id == "d1"


def test_a_nul_that_no_text_of_a_database_can_hold_is_refused_as_a_whole_and_told() -> None:
    with in_postgres() as register:
        take_in(register, NEWS)
        [post] = listed(register, "posts")
        before = digest_of(register)
        with pytest.raises(StoreError, match=r"NUL .* nothing of this step was kept"):
            set_value(by(register), post["id"], "post", "may\0r")
        assert digest_of(register) == before
        many = " ".join(f"Li Shou{chr(97 + number)} is mayor of Wuxi." for number in range(26))
        take_in(register, [a_found(many, source="many.txt")])
        with pytest.raises(StoreError, match=r"NUL .* nothing of this step was kept"):  # so many rows go by COPY
            set_value(by(register), listed(register, "posts", person="Li Shoua")[0]["id"], "post", "may\0r")
        assert listed(register, "posts", person="\0") == []


def test_a_database_without_a_register_is_not_filled_by_looking_and_a_missing_one_is_told() -> None:
    empty = server().new("empty")
    with pytest.raises(NotFoundError, match="accord ingest"):
        open_register(empty, create=False)
    with pytest.raises(StoreError, match="ask whoever runs the server"):
        open_register(server().url("nowhere"), create=True)
    with pytest.raises(ConfigError, match="postgresql://"):
        open_register("mysql://localhost/office", create=True)


@pytest.mark.parametrize("url", ["postgresql://ana:se:cret@h/d", "postgresql://h/d?user=ana&password=se:cret",
                                 "postgresql+psycopg://ana:se:cret@h:5432/d?sslmode=require",
                                 "postgresql://ana:se/cret@h/d", "postgresql://ana:se?cret@h/d",
                                 "postgresql://ana:se@cret@h/d", "postgresql://ana@h/d?sslpassword=cret"])  # fmt: skip
def test_a_password_is_never_shown(url: str) -> None:
    assert "cret" not in shown(url)
    assert "cret" not in Opened(url).url
    assert Opened(url).beside.name in {"d", "accord"}
    assert "ana" in shown(url)


def test_a_password_that_is_wrong_or_a_server_that_is_away_is_told_without_it() -> None:
    with pytest.raises(StoreError) as told:
        open_register("postgresql://ana:secret@127.0.0.1:9/office", create=True)
    assert "secret" not in str(told.value)
    assert "does the server run" in str(told.value)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("a LIKE %(b)s", "a ILIKE %(b)s"),
        ("x.name = %(b)s COLLATE NOCASE", 'lower(x.name) = lower(%(b)s COLLATE "C")'),
        ("ORDER BY e.name_en COLLATE NOCASE ASC", "ORDER BY lower(e.name_en) ASC"),
        ("ORDER BY f.published DESC, f.id", "ORDER BY f.published DESC NULLS LAST, f.id"),
        ("ORDER BY f.published DESC NULLS LAST", "ORDER BY f.published DESC NULLS LAST"),
        ("ORDER BY d.seq DESC", "ORDER BY d.seq DESC"),
        ("FROM fact f, json_each(f.edited) j", "FROM fact f, json_array_elements_text(CAST(f.edited AS json)) j"),
        ("instr(a.b, %(c)s) > 0", "strpos(a.b, %(c)s) > 0"),
    ],
)
def test_what_the_two_databases_word_differently_is_said_in_each_ones_words(said: str, wanted: str) -> None:
    assert worded(said) == wanted


@pytest.fixture(scope="module")
def filled() -> Iterator[tuple[Register, Register]]:
    with a_register() as one, in_postgres("filled") as other:
        for register in (one, other):
            take_in(register, NEWS)
        yield one, other


@pytest.fixture(scope="module")
def worlds() -> Iterator[tuple[Register, Register]]:
    with a_register() as one, in_postgres("worlds") as other:
        yield one, other
