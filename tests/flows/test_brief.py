"""A brief says what stands between two bodies, each line with its document, on no more than two pages."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from accord.bootstrap import the_identity, the_reader
from accord.errors import NotFoundError
from accord.exchange.markdown_file import write_markdown
from accord.exchange.paper import Line, Paper, Points, Table, pages
from accord.flows import Deciding, ingest
from accord.flows.papers import brief_paper
from accord.flows.papers.brief import MOST_PAGES
from accord.flows.papers.waiting import waiting_of
from accord.flows.papers.wording import money
from accord.flows.reached import Words, reached
from accord.insight.brief import MOST, Brief, brief
from accord.insight.days import EVER, TODAY
from accord.register import Register, list_records, open_register
from accord.sources import find

EXAMPLES = Path(__file__).parents[2] / "examples" / "news"
NOW = "2026-11-22T09:00:00+00:00"
DAY = date(2026, 11, 22)
PAIR = ("p-320100", "p-cn-soe:cetc")


def a_register(path: Path, news: Path) -> Register:
    register = open_register(str(path), create=True)
    found = find([str(news)])
    ingest(found, register=register, reader=the_reader(), identity=the_identity(), clock=lambda: NOW, batch=50)
    return register


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with a_register(tmp_path_factory.mktemp("briefs") / "accord.db", EXAMPLES) as opened:
        yield opened


def paper_of(register: Register, *ids: str, language: str = "en", day: date = DAY) -> Paper:
    with register.asking() as asking:
        return brief_paper(asking, ids, language=language, as_of=day)


def words_of(paper: Paper) -> str:
    held = io.BytesIO()
    write_markdown(paper, held)
    return held.getvalue().decode().replace("\\", "")


def lines_of(paper: Paper) -> Iterator[Line]:
    for part in paper.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                yield from (tuple(run for cell in row for run in cell) for row in block.rows)
            elif isinstance(block, Points):
                yield from block.items


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_brief_fits_two_pages_and_tells_of_agreements_promises_and_posts(register: Register, language: str) -> None:
    paper = paper_of(register, *PAIR, language=language)
    told = words_of(paper)
    assert pages(paper) <= MOST_PAGES
    assert "2024-07-14" in told
    assert "Chen Zhichang" in told
    assert ("会前简报" in told) == (language == "zh")


def test_every_line_that_tells_a_fact_names_its_document(register: Register) -> None:
    paper = paper_of(register, *PAIR)
    facts = [line for part in paper.parts[1:-1] for line in lines_of(Paper("en", "", "", (part,), "", "2026-11-22"))]
    sources = list(lines_of(Paper("en", "", "", paper.parts[-1:], "", "2026-11-22")))
    cited = {int(run.link.rpartition("-")[2]) for line in facts for run in line if run.link}
    assert facts
    assert all(any(run.link for run in line) for line in facts)
    assert cited == set(range(1, len(sources) + 1))


def test_the_same_register_gives_the_same_brief(register: Register) -> None:
    assert paper_of(register, *PAIR) == paper_of(register, *PAIR)


def test_of_what_is_not_known_it_says_so(register: Register) -> None:
    told = words_of(paper_of(register, "p-320100", "p-360700"))
    assert told.count("not known") >= 4
    assert "No agreement is known" in told


def test_what_was_published_later_is_left_out(register: Register) -> None:
    told = words_of(paper_of(register, *PAIR, day=date(2024, 1, 1)))
    assert "2024-07" not in told


def test_a_promise_of_which_later_news_may_speak_is_not_called_silent_until_somebody_looked(tmp_path: Path) -> None:
    with a_register(tmp_path / "chain.db", EXAMPLES.parent / "chain") as opened, opened.asking() as asking:
        pair, day = ("p-KE", "p-CN"), DAY
        waiting = waiting_of(asking)
        unlooked = brief(asking, pair, day, waiting=waiting).promises.few.first
        told = words_of(brief_paper(asking, pair, language="en", as_of=day))
        early = words_of(brief_paper(asking, pair, language="en", as_of=date(2014, 6, 1)))
    asked = [one for one in unlooked if one.waiting]
    assert asked
    assert all(each not in one.silence.documents for one in asked for each in waiting[one.record["id"]])
    assert "may speak of it, not yet looked at" in told
    assert "not yet looked at" not in early


def test_what_is_delivered_is_no_open_point_whatever_later_news_may_say(tmp_path: Path) -> None:
    with a_register(tmp_path / "chain.db", EXAMPLES.parent / "chain") as register:
        with register.asking() as asking:
            waiting = waiting_of(asking)
            owed = brief(asking, ("p-KE", "p-CN"), DAY, waiting=waiting).promises.few.first
            asked = [one.record for one in owed if one.waiting]
        deciding = Deciding(register, the_identity(), "Ana", lambda: NOW)
        for one in asked:
            reached(deciding, one["id"], "delivered", day="2024-09-01")
        told = words_of(paper_of(register, "p-KE", "p-CN"))
    assert asked
    assert "may speak of it, not yet looked at" not in told.partition("## Open points")[2]


def test_a_mechanism_of_which_a_session_is_known_is_no_open_point(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    news.joinpath("one.txt").write_text(
        "Nanjing and Wuxi signed a cooperation agreement on 14 July 2024. They will set up a joint committee that meets every "
        "year.\n",
        encoding="utf-8",
    )
    with a_register(tmp_path / "accord.db", news) as register:
        before = words_of(paper_of(register, "p-320100", "p-320200"))
        with register.asking() as asking:
            [mechanism] = list_records(asking, "mechanisms", limit=2).records
        reached(Deciding(register, the_identity(), "Ana", lambda: NOW), mechanism["id"], "under_way", day="2025-07-01")
        after = words_of(paper_of(register, "p-320100", "p-320200"))
    assert "no session of it is known" in before
    assert "no session of it is known" not in after


def test_a_body_that_nobody_knows_has_no_brief(register: Register) -> None:
    with pytest.raises(NotFoundError):
        paper_of(register, "p-000000nobody")


def test_a_state_that_a_person_confirms_stands_with_its_words_and_document(tmp_path: Path) -> None:
    with a_register(tmp_path / "accord.db", EXAMPLES) as register:
        with register.asking() as asking:
            one, later = _of_two_documents([one.record for one in brief(asking, PAIR, DAY).promises.few.first])
        deciding = Deciding(register, the_identity(), "Ana", lambda: NOW)
        reached(deciding, one["id"], "under_way", Words(later["document"], quote=later["quote"]), day="2024-09-01")
        with register.asking() as asking:
            known = brief(asking, PAIR, DAY)
        told = words_of(paper_of(register, *PAIR))
    stand = next(one.stand for one in known.promises.few.first if one.stand.decision)
    assert (stand.state, stand.since, stand.quote) == ("under_way", "2024-09-01", later["quote"])
    assert "States confirmed by a person: 1" in told


def test_a_pair_with_hundreds_of_agreements_still_has_two_pages(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for at in range(120):
        year, month = 2010 + at // 12, at % 12 + 1
        news.joinpath(f"{at}.txt").write_text(
            f"Nanjing and Wuxi sign agreement\nPublished: {year}-{month:02}-11\n\nNanjing and Wuxi signed a cooperation agreement on "
            f"{year}-{month:02}-10. Under the agreement, Nanjing and Wuxi will build {at + 3} parks for chips by {year + 1}.\n",
            encoding="utf-8",
        )
    with a_register(tmp_path / "accord.db", news) as register:
        paper = paper_of(register, "p-320100", "p-320200")
    told = words_of(paper)
    assert pages(paper) <= MOST_PAGES
    assert "Agreements: 120" in told
    assert "Not shown: " in told


def test_todays_brief_from_what_the_fold_keeps_is_the_one_that_counts_all_anew(tmp_path: Path) -> None:
    with open_register(str(tmp_path / "both.db"), create=True) as opened:
        found = find([str(EXAMPLES), str(EXAMPLES.parent / "chain")])
        ingest(found, register=opened, reader=the_reader(), identity=the_identity(), clock=lambda: NOW, batch=50)
        deciding = Deciding(opened, the_identity(), "Ana", lambda: NOW, "told by telephone")
        with opened.asking() as asking:
            promises = list_records(asking, "commitments", limit=200).records[::3]
        for one, state in zip(promises, ("delivered", "under_way", "stalled") * 9, strict=False):
            reached(deciding, one["id"], state, day="2025-03")
        with opened.asking() as asking:
            parties = [one["id"] for one in list_records(asking, "parties", limit=200, sort="-agreements").records[:24]]
            pairs = [(left, right) for left in parties[:8] for right in parties[:8] if left < right]
            compared = 0
            for ids in [*((one,) for one in parties), *pairs]:
                anew, kept = (brief(asking, ids, DAY, time=time, language="en") for time in (EVER, TODAY))
                assert _told_of(kept) == _told_of(anew), ids
                compared += kept.promises.few.count
    assert compared > 50


def _told_of(known: Brief) -> tuple[object, ...]:
    """What both ways must tell; of what was read, the ledger counts what names any side of a promise, not only the bodies."""
    promises = known.promises
    shown = [(one.record["id"], one.grade, one.stand, one.overdue, one.told) for one in promises.few.first]
    counts = promises.few.count, dict(promises.states), promises.late, promises.confirmed
    return known.agreements, counts, shown, known.meetings, known.posts, known.doubts


def test_of_more_promises_than_are_shown_all_are_counted(register: Register) -> None:
    with register.asking() as asking:
        every = brief(asking, PAIR[:1], DAY, time=TODAY)
    assert every.promises.few.count == sum(every.promises.states.values()) > len(every.promises.few.first) == MOST


def _of_two_documents(records: list[dict[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    return records[0], next(one for one in records if one["document"] != records[0]["document"])


def test_money_is_told_in_the_words_of_the_language() -> None:
    assert (money("2000000000", "CNY", "en"), money("2000000000", "CNY", "zh")) == ("CNY 2 billion", "20亿 CNY")
    assert (money(None, None, "en"), money("much", "CNY", "en")) == ("", "CNY much")
