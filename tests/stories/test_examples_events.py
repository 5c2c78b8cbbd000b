"""The same signing in many articles of the examples, in both languages: which articles tell of which agreement."""

from pathlib import Path

from accord.bootstrap import now, the_identity, the_reader
from accord.flows import ingest, rebuild_register
from accord.model.document import Found
from accord.register import Register, show
from tests.register.worlds import a_register, digest_of, listed

CETC = "nanjing-cetc-2024"
TOLD = [
    ("the fifth of Nanjing and CETC", {CETC, f"{CETC}-second-report", f"{CETC}-zh", f"{CETC}-second-zh"}, {"nanjing-cec-2024-zh"}),
    ("Nanjing and CEC, which is another company", {"nanjing-cec-2024", "nanjing-cec-2024-zh"}, set()),
    ("two southern districts of Nanjing", {"nanjing-southern-districts", "nanjing-southern-districts-zh"}, set()),
    ("all three of them, on the same day", {"nanjing-southern-districts", "nanjing-southern-districts-zh"}, set()),
    ("Ningbo and Ganzhou", {"ningbo-ganzhou-2019", "ningbo-ganzhou-2019-zh"}, set()),
    ("an institute and a university on the same visit", {"ningbo-ganzhou-2019", "ningbo-ganzhou-2019-zh"}, set()),
    (
        "Wuxi and CETHIK, which later articles come back to",
        {"wuxi-cethik-2017"},
        {"wuxi-smart-transport-2018", "wuxi-smart-transport-2018-zh", "wuxi-huihaiwan-follow-up", "wuxi-huihaiwan-follow-up-zh"},
    ),
    (
        "two companies on smart transport; the English follow-up has no day of its own, so it reads as a report",
        {"wuxi-smart-transport-2018", "wuxi-smart-transport-2018-zh", "wuxi-huihaiwan-follow-up"},
        {"wuxi-huihaiwan-follow-up-zh"},
    ),
    ("Nanjing and Zhenjiang on a corridor", {"nanjing-zhenjiang-2020-zh"}, set()),
    ("Nanjing and Zhenjiang on waters, another one on the same day", {"nanjing-zhenjiang-2020-zh"}, set()),
    ("Nanjing and Yangzhou on rails", {"nanjing-zhenjiang-2020-zh"}, set()),
    ("all three cities", {"nanjing-zhenjiang-2020-zh"}, set()),
]  # fmt: skip


def pages(register: Register) -> list[dict]:
    """Return the page of every agreement."""
    with register.asking() as connection:
        return [show(connection, one["id"]) for one in listed(register, "agreements")]


def articles(page: dict, *, earlier: bool) -> set[str]:
    """Return the stems of the articles that report an agreement, or that only mention it."""
    return {Path(one["source"]).stem for one in page["reports"] if one["earlier"] == earlier}


def the_page(register: Register, *stems: str) -> dict:
    """Return the page of the one agreement that these articles report."""
    [page] = [page for page in pages(register) if articles(page, earlier=False) == set(stems)]
    return page


def test_every_duplicate_and_follow_up_lands_on_the_right_agreement_and_on_no_other(examples: Register) -> None:
    made = sorted((sorted(articles(p, earlier=False)), sorted(articles(p, earlier=True))) for p in pages(examples))
    assert made == sorted((sorted(reports), sorted(mentions)) for _, reports, mentions in TOLD)


def test_two_different_agreements_between_the_same_parties_stay_two(examples: Register) -> None:
    of_pair = [
        page for page in pages(examples)
        if articles(page, earlier=False) == {"nanjing-zhenjiang-2020-zh"} and page["series"] is not None
    ]  # fmt: skip
    assert len(of_pair) == 2
    one, other = of_pair
    assert {p["id"] for p in one["record"]["parties"]} == {p["id"] for p in other["record"]["parties"]}
    assert one["record"]["title"] != other["record"]["title"]
    assert [a["id"] for a in one["series"]["beside"]] == [other["record"]["id"]], "each stands beside the other"
    assert one["series"]["agreements"] == [], "papers of one day are no series"


def test_where_reports_differ_the_page_says_who_says_what(examples: Register) -> None:
    page = the_page(examples, CETC, f"{CETC}-second-report", f"{CETC}-zh", f"{CETC}-second-zh")
    [day] = [field for field in page["said"] if field["field"] == "date"]
    source = {one["id"]: Path(one["source"]).stem for one in page["reports"]}
    assert day["differs"]
    assert {value["value"]: {source[id_] for id_ in value["by"]} for value in day["values"]} == {
        "2024-07-14": {CETC, f"{CETC}-second-report", f"{CETC}-zh"},
        "2024-07-15": {f"{CETC}-second-zh"},
        "2024-07": {"nanjing-cec-2024-zh"},
    }
    assert page["record"]["date"] == "2024-07-14", "the best supported stands"
    [place] = [field for field in page["said"] if field["field"] == "place"]
    assert not place["differs"], "Beijing is 北京"


def test_predecessors_of_which_nobody_tells_are_known_by_count(examples: Register) -> None:
    page = the_page(examples, CETC, f"{CETC}-second-report", f"{CETC}-zh", f"{CETC}-second-zh")
    assert (page["series"]["ordinal"], page["series"]["since"], page["series"]["known_by_count"]) == (5, "2005", 4)


def test_an_agreement_that_speaks_of_an_earlier_one_is_linked_to_it_with_the_words(examples: Register) -> None:
    older = the_page(examples, "wuxi-cethik-2017")
    assert {link["relation"] for link in older["links"]} == {"mentioned beside"}
    newer = [link["agreement"]["id"] for link in older["links"]]
    with examples.asking() as connection:
        links = show(connection, newer[0])["links"]
    assert {link["agreement"]["id"] for link in links} == {older["record"]["id"]}
    assert all("2017" in link["quote"] or "去年" in link["quote"] for link in links)


def test_the_register_of_the_examples_is_the_same_whatever_came_first(found: list[Found], examples: Register) -> None:
    with a_register() as other:
        for item in reversed(found):
            ingest([item], register=other, reader=the_reader(), identity=the_identity(), clock=now)
        assert digest_of(other) == digest_of(examples)
        rebuild_register(other, the_identity(), progress=lambda done, of: None)
        assert digest_of(other) == digest_of(examples)
