"""A person watches things; what came since is told once, by whatever name a thing goes today."""

import itertools

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.bootstrap import the_identity, the_reader
from accord.errors import DecisionError, NotFoundError
from accord.flows import merge, purge, read_again, undo, withdraw
from accord.flows.follow import followed
from accord.flows.reached import Words, reached
from accord.flows.watches import News, Watcher, look, look_again, news, unwatch, watch, watched
from accord.model.document import Found
from accord.register import Register, entity_of
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.register.worlds import APART, CLOCK, DRAWN, a_register, by, digest_of, documents, listed, rebuilt, take_in

FIRST = a_found(
    "Wuxi and CETC signed a framework agreement on 2024-07-14. CETC will build a base.",
    source="one.txt",
    published="2024-07-15",
)
OTHER = a_found("Ningbo and CEC signed a cooperation agreement on 2024-08-01.", source="two.txt")
LATER = a_found("CETC and Ganzhou signed a cooperation agreement on 2025-01-01.", source="three.txt")
OPENED = a_found("The base of CETC was opened. CETC will hire.", source="four.txt", published="2026-01-01")
LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def a_watcher(register: Register, person: str = "Ana") -> Watcher:
    return Watcher(register, person, lambda: CLOCK)


def told(register: Register, person: str = "Ana") -> list[News]:
    with register.asking() as asking:
        return news(asking, person, followed(asking))


def ids(found: list[News]) -> set[str]:
    return {one.id for one in found}


def party(register: Register, name: str) -> str:
    return next(one["id"] for one in listed(register, "parties") if one["name"] == name)


def test_what_came_before_a_watch_is_no_news_and_what_comes_after_is_told_with_its_words() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        watch(a_watcher(register), party(register, "CETC"))
        assert told(register) == []
        take_in(register, [OTHER, LATER])
        one = next(iter(told(register)))
        assert ids(told(register)) == {LATER.text.id}
        assert [each["name"] for each in one.about] == ["CETC"]
        assert [(each["kind"], each["new"]) for each in one.record["facts"]] == [("agreement", True)]
        assert one.record["facts"][0]["quote"].startswith("CETC and Ganzhou signed")


def test_what_was_shown_is_shown_no_more_until_the_person_asks_for_it_again() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        ana = a_watcher(register)
        watch(ana, party(register, "CETC"))
        take_in(register, [LATER])
        assert look(ana, told(register))
        assert [one.seen for one in told(register)] == [True]
        take_in(register, [OPENED])
        assert {one.id: one.seen for one in told(register)} == {LATER.text.id: True, OPENED.text.id: False}
        look(ana, told(register))
        assert look_again(ana) == 1
        assert {one.id: one.seen for one in told(register)} == {LATER.text.id: True, OPENED.text.id: False}


def test_what_one_person_watches_and_has_seen_is_nobody_elses() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        for person in ("Ana", "Bo"):
            watch(a_watcher(register, person), party(register, "CETC"))
        take_in(register, [LATER])
        look(a_watcher(register), told(register))
        assert [one.seen for one in told(register, " BO ")] == [False]
        assert told(register, "Chen") == []


def test_a_document_about_three_watched_things_is_told_once() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        ana, agreement = a_watcher(register), listed(register, "agreements")[0]["id"]
        for id_ in (party(register, "CETC"), party(register, "Wuxi"), agreement, agreement):
            watch(ana, id_)
        take_in(register, [a_found(FIRST.text.content.replace("a base", "two bases"), source="again.txt")])
        assert [len(one.about) for one in told(register)] == [3]


def test_an_agreement_is_followed_through_its_reports_and_a_promise_through_what_is_confirmed() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        ana, promise = a_watcher(register), listed(register, "commitments")[0]["id"]
        watch(ana, listed(register, "agreements")[0]["id"])
        watch(a_watcher(register, "Bo"), promise)
        take_in(register, [OPENED])
        decided = reached(
            by(register), promise, "delivered", Words(OPENED.text.id, quote="The base of CETC was opened.")
        )
        assert decided.id in ids(told(register)) & ids(told(register, "Bo"))
        back = undo(by(register), decided.id)
        for person in ("Ana", "Bo"):
            assert decided.id not in ids(told(register, person))
            again = next(one for one in told(register, person) if one.id == back.id)
            assert again.record["undone"]["decision"]["state"] == "delivered"
        undo(by(register), back.id)
        assert decided.id in ids(told(register))
        assert back.id not in ids(told(register))


def test_an_id_that_a_merge_took_away_leads_to_the_body_that_has_it_now_and_the_merge_is_news() -> None:
    with a_register() as register:
        take_in(register, [FIRST, OTHER])
        ana, (left, right) = a_watcher(register), (party(register, "CETC"), party(register, "CEC"))
        watch(ana, left)
        watch(ana, right)
        merged = merge(by(register), left, right)
        with register.asking() as asking:
            today = watched(asking, "Ana")
        assert [sorted(one.ids) for one in today] == [sorted((left, right))]
        assert today[0].record["name"] in ("CETC", "CEC")
        take_in(register, [a_found("CEC will build a port.", source="five.txt")])
        assert len(told(register)) == 2
        assert merged.id in ids(told(register))
        back = undo(by(register), merged.id)
        assert [len(one.about) for one in told(register) if one.id == back.id] == [2]
        undo(by(register), back.id)
        unwatch(ana, right)
        with register.asking() as asking:
            assert watched(asking, "Ana") == []


def test_watching_outlives_a_rebuild_and_reading_again_and_is_no_part_of_the_digest() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        before = digest_of(register)
        for id_ in (
            party(register, "CETC"),
            listed(register, "agreements")[0]["id"],
            listed(register, "commitments")[0]["id"],
        ):
            watch(a_watcher(register), id_)
        assert digest_of(register) == before
        take_in(register, [LATER])
        look(a_watcher(register), told(register))
        rebuilt(register)
        assert [(one.id, one.seen) for one in told(register)] == [(LATER.text.id, True)]
        read_again(register, FakeReader(2), APART, clock=lambda: CLOCK, progress=lambda done, of: None)
        assert [(one.id, one.seen) for one in told(register)] == [(LATER.text.id, True)]
        with register.asking() as asking:
            assert all(one.record for one in watched(asking, "Ana"))


def test_of_what_is_hidden_or_erased_nothing_is_told_and_no_word_is_kept() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        promise = listed(register, "commitments")[0]["id"]
        watch(a_watcher(register), promise)
        watch(a_watcher(register), party(register, "CETC"))
        take_in(register, [LATER])
        hidden = withdraw(by(register), LATER.text.id)
        assert told(register) == []
        undo(by(register), hidden.id)
        assert ids(told(register)) == {LATER.text.id}
        look(a_watcher(register), told(register))
        deciding = by(register)
        purge(type(deciding)(deciding.register, deciding.identity, "Ana", deciding.clock, "a letter"), FIRST.text.id)
        with register.asking() as asking:
            gone = [one for one in watched(asking, "Ana") if one.record is None]
        assert [one.id for one in gone] == [promise]
        unwatch(a_watcher(register), promise)
        with register.reading() as connection:
            held = (
                connection.execute(sa.text("SELECT * FROM watch")).all()
                + connection.execute(sa.text("SELECT * FROM watch_seen")).all()
            )
        assert not any("CETC" in str(value) for row in held for value in row)


def test_what_is_not_there_or_cannot_be_watched_is_refused() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        ana = a_watcher(register)
        for wrong, error in (("p-000000000000", NotFoundError), (FIRST.text.id, DecisionError), ("d1", NotFoundError)):
            with pytest.raises(error):
                watch(ana, wrong)
        with pytest.raises(NotFoundError, match="not watched"):
            unwatch(ana, party(register, "CETC"))


def test_who_cannot_write_now_is_shown_it_again_and_does_not_wait() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        watch(a_watcher(register), party(register, "CETC"))
        take_in(register, [LATER])
        with register.writing():
            assert not look(a_watcher(register), told(register))
        assert [one.seen for one in told(register)] == [False]


@LAW
@given(documents(), documents(), st.randoms(use_true_random=False))
def test_the_order_in_which_documents_come_does_not_matter_to_what_is_new(
    before: list[Found], after: list[Found], chance
) -> None:
    def world(order: list[Found]) -> dict[str, tuple]:
        with a_register() as register:
            take_in(register, before, identity=DRAWN)
            for one in sorted(each["id"] for each in listed(register, "parties")):
                watch(a_watcher(register), one)
            take_in(register, order, identity=DRAWN)
            return {
                one.id: (
                    sorted(each["id"] for each in one.about),
                    [tuple(fact.items()) for fact in one.record["facts"]],
                )
                for one in told(register)
            }

    turned = list(after)
    chance.shuffle(turned)
    assert world(after) == world(turned)


@LAW
@given(documents(), documents(), st.randoms(use_true_random=False))
def test_nothing_is_told_twice_whatever_comes_is_merged_and_looked_at(
    before: list[Found], after: list[Found], chance
) -> None:
    with a_register() as register:
        take_in(register, before, identity=DRAWN)
        ana, shown = a_watcher(register), []
        for one in chance.sample(
            bodies := [each["id"] for each in listed(register, "parties")], (len(bodies) + 1) // 2
        ):
            watch(ana, one)
        for found in after:
            take_in(register, [found], identity=DRAWN)
            if chance.random() < 0.3:
                left, right = (chance.choice(listed(register, "parties"))["id"] for _ in range(2))
                with register.asking() as asking:
                    same = entity_of(asking, left) == entity_of(asking, right)
                if not same:
                    merge(by(register, identity=DRAWN), left, right)
            fresh = [one for one in told(register) if not one.seen][: chance.randint(0, 3)]
            look(ana, fresh)
            shown += [one.id for one in fresh]
        assert len(shown) == len(set(shown))
        assert all(
            len(set(names)) == len(names) for names in [[each["id"] for each in one.about] for one in told(register)]
        )
        assert not set(shown) & {one.id for one in told(register) if not one.seen}
        assert len(ids(told(register))) == len(list(itertools.chain(told(register))))


SIGNED = a_found(
    "Kenya and China signed an agreement in Nairobi on 11 May 2014 on a standard gauge railway. Under the agreement, China "
    "Road and Bridge Corporation will build a 609-kilometre railway line between Mombasa and Nairobi by the end of 2017.",
    source="signed.txt",
    published="2014-05-12",
)
DELIVERED = a_found(
    "Kenya's president opened the 609-kilometre railway line between Mombasa and Nairobi on Wednesday, built by China Road "
    "and Bridge Corporation. Fares start at 700 shillings.",
    source="opened.txt",
    published="2017-05-31",
)


def really_read(register: Register, *found: Found) -> None:
    take_in(register, found, reader=the_reader(), identity=the_identity())


def test_words_that_may_say_what_became_of_a_promise_are_news_and_so_is_what_a_person_confirms() -> None:
    with a_register() as register:
        really_read(register, SIGNED)
        promise = next(one for one in listed(register, "commitments") if "609-kilometre" in one["quote"])
        watch(a_watcher(register), promise["id"])
        watch(a_watcher(register, "Bo"), promise["agreement"])
        really_read(register, DELIVERED)
        for person in ("Ana", "Bo"):
            (one,) = told(register, person)
            assert (one.id, one.seen) == (DELIVERED.text.id, False)
            assert [(each.link.state, each.link.promise.id) for each in one.links] == [("delivered", promise["id"])]
        look(a_watcher(register), told(register))
        words = Words(DELIVERED.text.id, span=told(register)[0].links[0].link.span)
        decided = reached(by(register, identity=the_identity()), promise["id"], "delivered", words)
        assert [one.id for one in told(register) if not one.seen] == [decided.id]


def test_a_project_is_followed_by_its_name_where_one_of_its_bodies_stands_beside_it() -> None:
    def signed(who: str, day: str, source: str) -> Found:
        told = f"{who} signed a cooperation agreement on {day}. Under the agreement, {who.split()[0]} will build a chip park by 2028."
        return a_found(told, source=source)

    with a_register() as register:
        really_read(register, signed("Nanjing and Wuxi", "3 May 2024", "a.txt"))
        (project,) = listed(register, "projects")
        watch(a_watcher(register), project["id"])
        later, another = (
            signed("Nanjing and Suzhou", "9 June 2025", "b.txt"),
            signed("Ganzhou and Ningbo", "9 June 2025", "c.txt"),
        )
        really_read(register, later, another)
        (one,) = told(register)
        assert one.id == later.text.id
        assert [(fact["kind"], "chip park" in fact["quote"]) for fact in one.record["facts"]] == [("project", True)]
