"""Of which earlier promise a later document speaks, and what holds whatever the documents are."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from accord.follow.linking import Later, Link, Promise, Promises, fits, links_of, plans_in, ranking
from accord.follow.linking.fits import Fit
from accord.follow.linking.scoring import Sign

PARTIES = {"Riga": "p-riga", "Lund": "p-lund"}
AROUND = "Riga and Lund agree on a paper mill and a fund\nRiga and Lund signed an agreement on Monday."


def a_promise(quote: str, *, id_: str = "c1", document: str = "d1", said: str | None = "2019-03-04") -> Promise:
    return Promise(
        id=id_,
        kind="commitment",
        document=document,
        source=f"{document}.txt",
        span=(100, 100 + len(quote)),
        quote=quote,
        title="Riga and Lund agree on a paper mill and a fund",
        around=f"{AROUND} {quote}",
        names="Riga Lund",
        agreement="a1",
        parties=frozenset(PARTIES.values()),
        bodies=frozenset(PARTIES.values()),
        said=said,
        amount="",
    )


MILL = a_promise("Riga will build a paper mill on the Gauja in Lund.", id_="c-mill")
FUND = a_promise("Lund will set up a fund of 20 million euros for forestry.", id_="c-fund")


def a_later(text: str, *, title: str = "", document: str = "d2", published: str | None = "2020-05-06") -> Later:
    bodies = {name: id_ for name, id_ in PARTIES.items() if name in text}
    return Later(
        document=document,
        source=f"{document}.txt",
        title=title,
        text=text,
        published=published,
        bodies=bodies,
        agreements={},
    )


def firsts(links: list[Link]) -> list[tuple[str, str, str]]:
    return [(link.promise.id, link.kind, link.state) for link in links if link.rank == 1]


def test_news_of_a_thing_goes_to_the_promise_of_it() -> None:
    known = Promises([MILL, FUND])
    opened = a_later("Riga opened the paper mill on the Gauja in Lund.", title="Riga opens paper mill in Lund")
    founded = a_later("Lund has set up the forestry fund of 20 million euros.", title="Lund sets up forestry fund")

    assert firsts(links_of(opened, known)) == [("c-mill", "progress", "delivered")]
    assert firsts(links_of(founded, known)) == [("c-fund", "progress", "delivered")]


def test_each_promise_has_its_own_sentence_however_plainly_another_is_told() -> None:
    plainly = "a paper mill of 90,000 tonnes on the Gauja at Birini beside the glue works"
    mill = a_promise(f"Riga will build {plainly}.", id_="c-mill")
    school = a_promise("Lund will train a hundred foresters at a school.", id_="c-school")
    told = a_later(f"Riga has built {plainly}. A school for foresters opened.", title="Riga opens paper mill in Lund")

    links = links_of(told, Promises([mill, school]))

    assert {(link.promise.id, link.quote[:8]) for link in links if link.rank == 1} == {
        ("c-mill", "Riga has"),
        ("c-school", "A school"),
    }


def test_promises_that_share_little_beside_the_nearest_are_not_compared() -> None:
    told = a_later("Riga opened the paper mill on the Gauja in Lund.", title="Riga opens paper mill in Lund")
    mill = replace(MILL, title="", around="", names="Riga Lund")
    bank = replace(FUND, quote="Oslo will found a bank in Lund.", title="", around="", names="Oslo")

    near = [one.promise.id for one in Promises([mill, bank]).near(told)]

    assert near == [mill.id]
    assert [one.promise.id for one in Promises([bank]).near(told)] == [bank.id]


def test_of_very_many_earlier_documents_those_that_fit_best_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def whole_signs(best: Fit, *others: Any) -> tuple[Sign, ...]:
        asked.append(best.one.promise.id)
        return fits.whole_signs(best, *others)

    monkeypatch.setattr(ranking, "whole_signs", whole_signs)
    told = a_later("Riga opened the paper mill on the Gauja in Lund.", title="Riga opens paper mill in Lund")
    others = [replace(FUND, id=f"c{at}", document=f"e{at}") for at in range(20)]

    found = firsts(links_of(told, Promises([*others, MILL])))

    assert found == [("c-mill", "progress", "delivered")]
    assert asked[0] == "c-mill"
    assert 1 < len(asked) < len(others)


def test_news_of_other_people_goes_nowhere() -> None:
    later = a_later("Grain prices in Perth rose again, and the harbour opened a third crane.", title="Grain dearer")

    assert links_of(later, Promises([MILL, FUND])) == []


def test_a_plan_told_again_is_no_progress() -> None:
    later = a_later("Riga will build the paper mill on the Gauja in Lund.", title="Riga to build paper mill in Lund")

    assert {(link.kind, link.state) for link in links_of(later, Promises([MILL]))} == {("restated", "announced")}


def test_each_link_says_why() -> None:
    later = a_later("Riga opened the paper mill on the Gauja in Lund.", title="Riga opens paper mill in Lund")

    [link] = links_of(later, Promises([MILL]))

    assert "gauja" in next(reason.words for reason in link.reasons if reason.code == "rare")
    assert {"thing", "names", "told_title", "mutual"} <= {reason.code for reason in link.reasons}


def test_a_document_is_no_news_of_itself_nor_of_what_was_said_later() -> None:
    text = "Riga opened the paper mill on the Gauja in Lund."

    assert links_of(a_later(text, document="d1"), Promises([MILL])) == []
    assert links_of(a_later(text, published="2018-01-01"), Promises([MILL])) == []


def test_the_sentences_of_a_plan_are_found_and_others_are_not() -> None:
    text = "Riga and Lund met on Monday. Riga will build a mill. The mill is old."

    assert [text[start:end].strip() for start, end in plans_in(text)] == ["Riga will build a mill."]


SENTENCES = (
    "Riga opened the paper mill on the Gauja in Lund.",
    "The paper mill in Lund is being built.",
    "Lund has set up the forestry fund of 20 million euros.",
    "Riga will build the paper mill on the Gauja.",
    "The mill was delayed, Riga said.",
    "Prices rose again.",
    "里加在隆德的造纸厂正式投产。",
    "基金已经设立，规模2000万欧元。",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
QUOTES = st.lists(st.sampled_from((MILL.quote, FUND.quote, *SENTENCES)), min_size=1, max_size=5, unique=True)


@settings(deadline=None)  # the first link loads the gazetteer
@given(TEXTS, QUOTES, st.randoms())
def test_links_do_not_depend_on_the_order_in_which_promises_came(text: str, quotes: list[str], chance: Random) -> None:
    promises = [a_promise(quote, id_=f"c{at}", document=f"d{at % 2}") for at, quote in enumerate(quotes)]
    later = a_later(text, document="d9")
    expected = links_of(later, Promises(promises))
    chance.shuffle(promises)

    assert links_of(later, Promises(promises)) == expected
    assert links_of(later, Promises(promises)) == expected


@settings(deadline=None)  # the first link loads the gazetteer
@given(TEXTS, QUOTES)
def test_spans_point_at_their_words_and_plans_are_no_progress(text: str, quotes: list[str]) -> None:
    promises = [a_promise(quote, id_=f"c{at}") for at, quote in enumerate(quotes)]
    for link in links_of(a_later(text), Promises(promises)):
        assert text[link.span[0] : link.span[1]] == link.quote
        assert link.span[0] <= link.cue[0] < link.cue[1] <= link.span[1]
        assert 0 < link.score <= 1
        assert link.rank >= 1
        assert link.kind != "restated" or link.state == "announced"


@settings(deadline=None)  # the first link loads the gazetteer
@given(TEXTS, QUOTES)
def test_more_promises_of_other_documents_change_nothing_for_the_first(text: str, quotes: list[str]) -> None:
    later = a_later(text, document="d9")
    alone = {(link.span, link.promise.id): link.score for link in links_of(later, Promises([MILL]))}
    others = [a_promise(quote, id_=f"c{at}", document="d5") for at, quote in enumerate(quotes)]
    among = {(link.span, link.promise.id): link.score for link in links_of(later, Promises([MILL, *others]))}

    assert {key: score for key, score in among.items() if key[1] == MILL.id}.items() <= alone.items()


def scores(later: Later, promise: Promise) -> list[float]:
    return [link.score for link in links_of(later, Promises([promise])) if link.promise.id == promise.id]


def test_words_that_a_person_refused_count_against_the_next_news_that_says_them() -> None:
    tissue = a_later(
        "Riga opened the paper mill for towels on the Gauja in Lund.", title="Riga opens towel mill in Lund"
    )
    taught = replace(MILL, refused="Riga breaks ground for a mill for towels on the Gauja.")

    asked, after = scores(tissue, MILL), scores(tissue, taught)

    assert asked
    assert not after or max(after) < max(asked)


def test_words_that_a_person_confirmed_are_the_promises_own() -> None:
    later = a_later("Riga opened the works at Hoor, which makes reels.", title="Riga opens works at Hoor")
    taught = replace(MILL, confirmed="Riga's works at Hoor\nThe paper mill of Riga, for reels, is being built at Hoor.")

    assert scores(later, taught) > scores(later, MILL)


def test_less_than_was_promised_is_partly_delivered() -> None:
    school = a_promise("Riga will train 600 engineers in Lund.", id_="c-school")
    later = a_later("Riga trained 270 engineers in Lund.", title="Riga trains engineers in Lund")

    assert {link.state for link in links_of(later, Promises([school]))} == {"partly_delivered"}


def test_news_of_another_well_known_place_goes_less_easily_to_a_promise() -> None:
    plant = a_promise("双方将在武汉建设液晶面板生产线。", id_="c-plant")
    here = a_later("公司武汉液晶面板生产线投产。", title="武汉面板生产线投产")
    there = a_later("公司合肥液晶面板生产线投产。", title="合肥面板生产线投产")

    assert max(scores(here, plant)) > max(scores(there, plant), default=0.0)
