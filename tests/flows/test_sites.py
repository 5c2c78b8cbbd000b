"""Sources that flow: each page is read once, whatever its site does, and a site is treated as a guest should."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.errors import DecisionError
from accord.flows.moments import later, left_s, newer
from accord.flows.sites.rounds import next_in
from accord.register import quarantined
from accord.register.jobs import watching
from accord.sources.lists import Picks
from accord.sources.waiting import LEAST_S, MOST_S
from tests.flows.watched_town import a_watcher, words_of
from tests.sources.site import by_chance


def test_a_feed_is_read_once_and_what_is_new_in_it_next_time():
    with a_watcher() as (town, site):
        first, second = (site.news(n, words_of(n)) for n in (1, 2))
        site.feed(first, second)
        town.watch(f"{site.address}/feed")
        assert town.round().outcomes() == ["new", "new"]
        assert town.later().round().outcomes() == []
        assert site.answered[304] == 1, "the feed itself had not changed"
        site.feed(site.news(3, words_of(3)), first, second)
        assert town.later().round().outcomes() == ["new"]
        assert set(site.asked_news().values()) == {1}
        [source] = town.sources()
        assert (source.kind, source.total, source.last, source.trouble, source.failures) == (
            "feed",
            3,
            {"new": 1},
            None,
            0,
        )


def test_a_source_is_asked_when_it_is_due_and_not_before():
    with a_watcher() as (town, site):
        site.feed(site.news(1, words_of(1)))
        town.watch(f"{site.address}/feed", every=60)
        assert next_in(town.works) == 0
        town.round()
        assert 3500 < next_in(town.works) <= 3600
        town.later(0.9).round()
        assert site.asked["/feed"] == 1
        town.later(0.2).round()
        assert site.asked["/feed"] == 2


def test_a_page_of_two_feeds_is_fetched_once_and_counts_for_both():
    with a_watcher() as (town, site):
        page = site.news(1, words_of(1))
        for at in ("/feed", "/other"):
            site.feed(page, at=at)
            town.watch(site.address + at)
        assert town.round().outcomes() == ["new"]
        assert [one.total for one in town.sources()] == [1, 1]
        assert site.asked[page] == 1


def test_the_same_words_at_two_addresses_are_one_text():
    with a_watcher() as (town, site):
        site.feed(site.news(1, words_of(1)))
        site.pages["/news/1.html?print"] = site.pages["/news/1.html"]
        site.feed("/news/1.html", "/news/1.html?print")
        town.watch(f"{site.address}/feed")
        assert town.round().outcomes() == ["new", "another_place"]
        assert town.texts() == 1


@pytest.mark.parametrize("packed", [False, True])
def test_a_nested_sitemap_leads_to_every_page_and_is_asked_for_only_where_it_changed(packed):
    with a_watcher() as (town, site):
        parts = []
        for part in range(3):
            name = f"/part-{part}.xml" + (".gz" if packed else "")
            site.sitemap(*(site.news(n, words_of(n)) for n in range(part * 3, part * 3 + 3)), at=name, packed=packed)
            parts.append(name)
        site.index(*parts[:2], at="/inner.xml", changed="2026-01-01")
        site.lists["/index.xml"] = site_index(site, [("/inner.xml", "2026-01-01"), (parts[2], "2026-01-01")])
        town.watch(f"{site.address}/index.xml")
        assert town.round().outcomes() == ["new"] * 9
        assert town.sources()[0].kind == "sitemap"
        site.sitemap(site.news(9, words_of(9)), *(f"/news/{n}.html" for n in range(6, 9)), at=parts[2], packed=packed)
        site.lists["/index.xml"] = site_index(site, [("/inner.xml", "2026-01-01"), (parts[2], "2026-02-01")])
        assert town.later().round().outcomes() == ["new"]
        assert [site.asked[name] for name in ("/index.xml", "/inner.xml", *parts)] == [2, 1, 1, 1, 2]
        assert set(site.asked_news().values()) == {1}


def site_index(site, rows):
    named = "".join(f"<sitemap><loc>{site.address}{at}</loc><lastmod>{day}</lastmod></sitemap>" for at, day in rows)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'.encode()


def test_sitemaps_whose_index_does_not_say_when_they_changed_are_asked_though_the_index_has_not():
    with a_watcher() as (town, site):
        site.sitemap(site.news(1, words_of(1)), at="/part.xml")
        site.index("/part.xml")
        town.watch(f"{site.address}/index.xml")
        town.round()
        site.sitemap("/news/1.html", site.news(2, words_of(2)), at="/part.xml")
        town.outcomes()
        assert town.later().round().outcomes() == ["new"]
        assert site.answered[304] == 1


def test_a_sitemap_that_leads_to_itself_ends():
    with a_watcher() as (town, site):
        site.index("/index.xml", "/other.xml", at="/index.xml")
        site.index("/index.xml", "/other.xml", "/third.xml", at="/other.xml")
        town.watch(f"{site.address}/index.xml")
        town.round()
        assert (site.asked["/index.xml"], site.asked["/other.xml"], site.asked["/third.xml"]) == (1, 1, 1)
        assert "/third.xml" in town.sources()[0].trouble


def test_a_page_that_a_sitemap_says_has_changed_is_asked_again_and_one_whose_day_lies_ever_less():
    with a_watcher() as (town, site):
        page = site.news(1, words_of(1))
        site.sitemap(page, changed="2026-01-01")
        town.watch(f"{site.address}/sitemap.xml", every=24 * 60)
        town.round()
        site.sitemap(site.news(1, words_of(99)), changed="2026-01-02")
        town.outcomes()
        assert town.later(25).round().outcomes() == ["new"]
        for day in range(3, 33):
            site.sitemap(page, changed=f"2026-{1 + day // 28:02}-{1 + day % 28:02}")
            town.later(24).round()
        assert 4 <= site.asked[page] - 2 <= 6, "after 1, 2, 4, 8, 16 days"
        assert set(town.outcomes()) == {"unchanged"}
        assert town.texts() == 2


def listing(numbers, next_page=""):
    rows = "".join(f'<li><a href="/news/{n}.html">{n}</a></li>' for n in numbers)
    return f'<html><body><a href="/about">About</a><ul class="news">{rows}</ul>{next_page and f"<a class=next href={next_page}>More</a>"}</body></html>'


def put_listing(site, count, size=5):
    numbers = list(range(count))[::-1]
    for at in range(0, count, size):
        site.pages[f"/list?{at // size}" if at else "/list"] = listing(
            numbers[at : at + size], f"/list?{at // size + 1}" if at + size < count else ""
        )
    for n in numbers:
        site.news(n, words_of(n))


def test_a_paged_list_is_read_to_its_end_and_then_only_as_far_as_it_is_new():
    with a_watcher() as (town, site):
        put_listing(site, 17)
        town.watch(f"{site.address}/list", picks=Picks("ul.news a", "a.next"))
        assert town.round().outcomes() == ["new"] * 17
        assert [site.asked[f"/list?{n}"] for n in (1, 2, 3)] == [1, 1, 1]
        put_listing(site, 23)
        assert town.later().round().outcomes() == ["new"] * 6
        assert [site.asked[f"/list?{n}"] for n in (1, 2, 3, 4)] == [2, 2, 1, 0], "until a page on which nothing is new"
        assert "/about" not in site.asked


def test_a_walk_over_a_paged_list_that_was_cut_misses_nothing_though_the_list_has_moved():
    with a_watcher() as (town, site):
        put_listing(site, 12)
        town.watch(f"{site.address}/list", picks=Picks("ul.news a", "a.next"))
        town.round()
        put_listing(site, 24)
        site.fails = lambda path, time: 500 if path == "/list?1" else None
        town.later().round()
        assert town.sources()[0].walking
        put_listing(site, 31)
        site.fails = lambda path, time: None
        for _ in range(3):
            town.later().round()
        assert town.texts() == 31
        assert set(site.asked_news().values()) == {1}
        assert not town.sources()[0].walking


@pytest.mark.parametrize("shape", ["first page is the last", "no next"])
def test_a_list_without_further_pages_ends(shape):
    with a_watcher() as (town, site):
        put_listing(site, 4)
        town.watch(f"{site.address}/list", picks=Picks("ul.news a", "a.next" if shape != "no next" else ""))
        assert town.round().outcomes() == ["new"] * 4


def test_a_source_that_is_no_list_says_so_and_is_asked_ever_later():
    with a_watcher() as (town, site):
        site.pages["/home"] = (
            "<html><head><link rel=alternate type='application/rss+xml' href='/feed'></head><body>Home</body></html>"
        )
        site.rules = b"Sitemap: https://example.org/all.xml"
        town.watch(f"{site.address}/home", every=60)
        town.watch(f"{site.address}/missing", every=60)
        waits = []
        for _ in range(9):
            town.round()
            home, missing = town.sources()
            waits.append(left_s(home.due, town.clock()))
            town.passed += waits[-1] + 1
        assert f"{site.address}/feed" in home.trouble
        assert "names the sitemap https://example.org/all.xml" in home.trouble
        assert "no such page" in missing.trouble
        assert 3598 <= waits[0] <= 3600
        assert (
            LEAST_S * 2**8 / 2 <= waits[-1] <= MOST_S
        )  # at least half of the whole wait, the rest by chance of the address
        assert home.failures == 9


def test_a_feed_that_is_not_there_is_asked_again_later_and_later_until_it_is():
    with a_watcher() as (town, site):
        town.watch(f"{site.address}/feed", every=30)
        asked = []
        for _ in range(30):
            town.round()
            asked.append(site.asked["/feed"])
            town.later(0.5)
        assert asked[-1] < 15
        assert town.sources()[0].failures >= 5
        site.feed(site.news(1, words_of(1)))
        assert town.later(25).round().outcomes() == ["new"]
        assert (town.sources()[0].failures, town.sources()[0].trouble) == (0, None)


def test_pages_that_cannot_be_had_are_tried_again_and_given_up_in_the_end_with_the_reason():
    with a_watcher() as (town, site):
        paths = [site.news(n, words_of(n)) for n in range(3)]
        site.feed(*paths, "/news/none.html", "/news/gone.html")
        fails = {paths[1]: 500, "/news/gone.html": 410}
        site.fails = lambda path, time: fails.get(path)
        town.watch(f"{site.address}/feed", every=7 * 24 * 60)
        for _ in range(14):
            town.round().later(24)
        assert (site.asked[paths[1]], site.asked["/news/none.html"], site.asked["/news/gone.html"]) == (8, 3, 1)
        assert town.counted() == {"read": 2, "refused": 1, "gone": 2}
        with town.register.asking() as asking:
            held = {one["source"].rpartition("/")[2]: one["reason"] for one in quarantined(asking)}
        assert held == {"1.html": "failed_there", "none.html": "not_there", "gone.html": "not_there"}


def test_a_page_that_holds_no_words_is_in_quarantine_with_the_reason_and_asked_once():
    with a_watcher() as (town, site):
        site.pages["/news/1.html"] = "<html><body><script>no words</script></body></html>"
        site.feed("/news/1.html")
        town.watch(f"{site.address}/feed")
        assert town.round().outcomes() == ["refused"]
        town.later().round()
        assert site.asked["/news/1.html"] == 1
        with town.register.asking() as asking:
            assert [one["reason"] for one in quarantined(asking)] == ["no_text"]


def test_what_the_site_keeps_to_itself_is_not_asked_for_and_not_in_quarantine():
    with a_watcher() as (town, site):
        site.rules = b"User-agent: *\nDisallow: /news/2\n"
        site.feed(*(site.news(n, words_of(n)) for n in (1, 2)))
        town.watch(f"{site.address}/feed")
        assert town.round().outcomes() == ["new", "left"]
        assert site.asked["/news/2.html"] == 0
        assert [one.reason for one in town.pages("refused")] == ["robots"]
        with town.register.asking() as asking:
            assert quarantined(asking) == []


def test_what_is_not_asked_for_costs_no_pause():
    with a_watcher(pause_s=1.0) as (town, site):
        site.rules = b"User-agent: *\nDisallow: /news/\n"
        site.feed(*(f"/news/{n}.html" for n in range(50)))
        town.watch(f"{site.address}/feed")
        assert town.round().outcomes() == ["left"] * 50
        assert town.passed <= 3


def test_a_redirect_does_not_lead_around_the_rules():
    with a_watcher() as (town, site):
        site.rules = b"User-agent: accord\nDisallow: /*moved\n"
        site.feed(site.news(1, words_of(1)))
        site.fails = lambda path, time: "moved" if path.startswith("/news") else None
        town.watch(f"{site.address}/feed")
        assert town.round().outcomes() == ["left"]
        assert site.asked["/news/1.html?moved"] == 0


def test_the_rules_are_asked_for_once_a_day():
    with a_watcher() as (town, site):
        site.feed(site.news(1, words_of(1)))
        town.watch(f"{site.address}/feed")
        for hour in range(30):
            site.feed(site.news(hour + 2, words_of(hour + 2)))
            town.round().later(1.01)
        assert site.asked["/robots.txt"] == 2


@pytest.mark.parametrize(
    ("status", "read"), [(404, True), (403, True), (401, True), (500, False), (503, False), (429, False)]
)
def test_a_site_without_rules_is_free_and_one_whose_rules_cannot_be_had_is_left_alone(status, read):
    with a_watcher() as (town, site):
        site.feed(site.news(1, words_of(1)))
        site.fails = lambda path, time: status if path == "/robots.txt" else None
        town.watch(f"{site.address}/feed")
        assert town.round().outcomes() == (["new"] if read else [])
        assert site.asked["/feed"] == int(read)
        site.fails = lambda path, time: None
        assert town.later(2).round().outcomes() == ([] if read else ["new"])


def test_rules_that_were_had_hold_while_they_cannot_be_had():
    with a_watcher() as (town, site):
        site.rules = b"User-agent: *\nDisallow: /news/2\n"
        site.feed(site.news(1, words_of(1)))
        town.watch(f"{site.address}/feed")
        town.round()
        site.feed(*(site.news(n, words_of(n)) for n in (2, 3)))
        site.fails = lambda path, time: 500 if path == "/robots.txt" else None
        town.outcomes()
        assert sorted(town.later(25).round().outcomes()) == ["left", "new"]
        site.feed(*(site.news(n, words_of(n)) for n in (4, 5)))
        town.later(24 * 31).round()
        assert site.asked["/news/4.html"] == 0, "not for ever"


def test_one_request_at_a_time_and_a_pause_between_two_as_long_as_the_site_asks():
    with a_watcher(pause_s=2.0) as (town, site):
        site.feed(*(site.news(n, words_of(n)) for n in range(5)))
        town.watch(f"{site.address}/feed")
        town.round()
        assert site.most_at_once == 1
        assert town.passed == pytest.approx(12.0), "robots.txt, the feed, five pages"
        site.rules = b"User-agent: *\nCrawl-delay: 7\n"
        site.feed(*(site.news(n, words_of(n)) for n in range(5, 8)))
        begun = town.later(25).passed
        town.round()
        assert town.passed - begun == pytest.approx(4 * 7.0)


def test_a_site_that_is_busy_is_left_alone_as_long_as_it_asks():
    with a_watcher(pause_s=0.0) as (town, site):
        site.feed(*(site.news(n, words_of(n)) for n in range(4)))
        site.fails = lambda path, time: 429 if path == "/news/1.html" and time == 1 else None
        town.watch(f"{site.address}/feed")
        assert town.round().outcomes() == ["new", "later", "new", "new"]
        assert 30 <= town.passed <= 35
        assert town.later(0.5).round().outcomes() == ["new"]


def test_a_site_that_fails_again_and_again_is_left_alone():
    with a_watcher() as (town, site):
        site.feed(*(site.news(n, words_of(n)) for n in range(100)))
        site.fails = lambda path, time: 500 if path.startswith("/news") else None
        town.watch(f"{site.address}/feed")
        town.round()
        assert sum(site.asked_news().values()) < 20
        assert next_in(town.works) > 60, "not at once, though pages wait"
        site.fails = lambda path, time: None
        for _ in range(4):
            town.later(6).round()
        assert town.texts() == 100


def test_pauses_of_one_site_are_turns_of_another():
    from tests.sources.site import a_site

    with a_watcher(pause_s=10.0) as (town, site), a_site() as other:
        for one in (site, other):
            one.feed(*(one.news(n, words_of(n) + one.address) for n in range(5)))
            town.watch(f"{one.address}/feed")
        town.round()
        assert town.texts() == 10
        assert town.passed < 75, "the sites take turns; one after the other would take 120"


def test_nothing_inside_of_the_own_network_is_asked():
    with a_watcher(may_reach=lambda address: False) as (town, site):
        site.feed("/news/1.html")
        town.watch(f"{site.address}/feed")
        town.round()
        assert sum(site.asked.values()) == 0
        assert "inside of a network" in town.sources()[0].trouble


def test_a_source_that_is_paused_is_left_alone_and_so_are_its_pages():
    with a_watcher() as (town, site):
        site.feed(*(site.news(n, words_of(n)) for n in range(3)))
        site.fails = lambda path, time: 500 if path == "/news/2.html" else None
        source = town.watch(f"{site.address}/feed")
        town.round()
        with town.register.writing() as connection:
            watching.pause(connection, source.row, paused=True)
        town.later(48).round()
        assert (site.asked["/feed"], site.asked["/news/2.html"]) == (1, 1)
        assert next_in(town.works) is None
        with town.register.writing() as connection:
            watching.look_soon(connection, source.row)
        town.round()
        assert (site.asked["/feed"], site.asked["/news/2.html"]) == (2, 2)


def test_what_is_watched_no_more_is_forgotten_but_what_it_gave_stays():
    with a_watcher() as (town, site):
        site.feed(*(site.news(n, words_of(n)) for n in range(3)))
        site.fails = lambda path, time: 500 if path == "/news/2.html" else None
        source = town.watch(f"{site.address}/feed")
        town.round()
        with town.register.writing() as connection:
            watching.remove(connection, source.row)
        assert (town.texts(), town.counted(), town.sources()) == (2, {"read": 2}, [])
        site.fails = lambda path, time: None
        town.watch(f"{site.address}/feed")
        town.outcomes()
        assert town.later().round().outcomes() == ["new"]
        assert site.asked["/news/0.html"] == 1


def test_a_page_over_which_the_program_stumbles_keeps_no_other_from_being_read(caplog):
    with a_watcher() as (town, site):
        site.feed(*(site.news(n, words_of(n)) for n in range(5)))
        read = town.reader.read

        def stumbling(text, published):
            if "number 2 " in text.content:
                raise ZeroDivisionError
            return read(text, published)

        town.reader.read = stumbling
        town.watch(f"{site.address}/feed")
        assert sorted(town.round().outcomes()) == ["later", "new", "new", "new", "new"]
        town.reader.read = read
        assert town.later().round().outcomes() == ["new"]


@pytest.mark.parametrize(
    ("place", "more", "why"),
    [
        ("/", {"kind": "feed"}, "a folder"), ("https://example.org/feed", {"kind": "folder"}, "no folder"),
        ("https://example.org/list", {"kind": "pages"}, "which links"), ("https://example.org/f", {"kind": "feed", "picks": Picks("a")}, "which links"),
        ("https://example.org/list", {"picks": Picks("a..")}, "no CSS"), ("https://example.org/list", {"picks": Picks("a", "[[")}, "no CSS"),
        ("https://example.org/feed", {"every": 4}, "every 4"), ("ftp://example.org/feed", {}, "no address"), ("/no/such/folder", {}, "no folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_watched_is_refused_in_words(place, more, why):
    with a_watcher() as (town, _), pytest.raises(DecisionError, match=why):
        town.watch(place, **more)


def test_a_feed_that_was_said_to_be_a_sitemap_says_what_it_is():
    with a_watcher() as (town, site):
        site.feed("/news/1.html")
        town.watch(f"{site.address}/feed", kind="sitemap")
        town.round()
        assert "a feed, where a sitemap" in town.sources()[0].trouble


class _Cut(BaseException):
    """Like a kill: no handler of ours may catch it."""


def cut(town, site, statement):
    """Look at what is due, and end at a statement to the database, as a kill would."""
    left = [statement]

    def die(*_):
        left[0] -= 1
        if left[0] == 0:
            raise _Cut

    sa.event.listen(town.register.engine, "before_cursor_execute", die)
    try:
        town.round()
    except _Cut:
        return True
    finally:
        sa.event.remove(town.register.engine, "before_cursor_execute", die)
    return False


def test_a_round_that_is_cut_at_any_statement_goes_on_and_reads_each_text_once():
    statement, cuts = 1, 0
    while True:
        with a_watcher() as (town, site):
            site.sitemap(*(site.news(n, words_of(n)) for n in range(2)), at="/part.xml")
            site.index("/part.xml")
            put_listing(site, 3, size=2)
            town.watch(f"{site.address}/index.xml")
            town.watch(f"{site.address}/list", picks=Picks("ul.news a", "a.next"))
            was_cut = cut(town, site, statement)
            town.round()
            assert town.texts() == 3, statement
            assert town.counted() == {"read": 3}, statement
            assert not any(one.walking or one.trouble for one in town.sources()), statement
            assert town.reader.times <= 4, "at most the text that was cut is read twice"
        if not was_cut:
            break
        statement, cuts = statement + 13, cuts + 1
    assert cuts > 10


SHARES = st.tuples(st.integers(0, 10_000), st.floats(0.0, 0.5))


@pytest.mark.slow  # a minute: sites that fail half of the time are asked in twelve rounds
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(SHARES, st.permutations(range(12)), st.integers(0, 12))
def test_rounds_read_each_text_once_whatever_fails_and_in_whatever_order(chance, order, split):
    with a_watcher(pause_s=0.0) as (town, site):
        paths = [site.news(n, words_of(n)) for n in order]
        site.sitemap(*paths[:split])
        site.feed(*paths[split // 2 :])
        site.fails = by_chance(*chance)
        for at in ("/sitemap.xml", "/feed"):
            town.watch(site.address + at)
        for _ in range(12):
            town.round().later(2)
        assert town.texts() == len(set(range(12)))
        assert town.counted() == {"read": 12}
        assert town.reader.times == 12
        assert town.outcomes().count("new") == 12


@pytest.mark.parametrize(
    ("pages", "share"), [(200, 0.3), pytest.param(5_000, 0.2, marks=[pytest.mark.slow, pytest.mark.timeout(1500)])]
)
def test_a_site_with_faults_is_read_in_three_rounds_each_text_once(pages, share):
    with a_watcher(pause_s=0.01) as (town, site):
        paths = [site.news(n, words_of(n)) for n in range(pages)]
        parts = [f"/part-{n}.xml.gz" for n in range(5)]
        for at, name in enumerate(parts):
            site.sitemap(*paths[at::5], at=name, packed=True)
        site.index(*parts)
        site.feed(*paths[:20])
        site.fails = by_chance(20261123, share)
        for at in ("/index.xml", "/feed"):
            town.watch(site.address + at)
        for _ in range(3):
            town.round().later(2)
        assert town.counted() == {"read": pages}
        assert town.texts() == town.reader.times == pages
        assert [one.trouble for one in town.sources()] == [None, None]
        assert not any(one.walking for one in town.sources())
        assert town.outcomes().count("new") == pages
        assert set(site.answered) >= {200, 302, 304, 404, 429, 500, 503}
        assert site.most_at_once == 1


def test_a_sitemap_of_fifty_thousand_addresses_is_kept_and_goes_on_where_it_was():
    with a_watcher(pause_s=0.0) as (town, site):
        for n in range(5):
            site.news(n, words_of(n))
        site.sitemap(*(f"/news/{n}.html" for n in range(50_000)))
        town.watch(f"{site.address}/sitemap.xml")

        def enough(seconds):
            raise KeyboardInterrupt

        site.fails = lambda path, time: 503 if site.asked_news().total() > 5 else None
        town.sleep = enough
        with pytest.raises(KeyboardInterrupt):
            town.round()
        assert town.counted() == {"read": 5, "waiting": 49_995}


def test_moments_are_compared_as_they_are_written():
    now = "2026-01-01T00:00:00+00:00"
    assert left_s(later(now, 90.5), now) == 91
    assert (left_s(now, now), left_s(None, now)) == (0, 0)


@given(st.floats(0, 1e7), st.floats(0, 1e7))
def test_what_is_later_is_written_later(first, second):
    now = "2026-01-01T00:00:00+00:00"
    assert (later(now, first) <= later(now, second)) or first > second


@given(st.text(max_size=30), st.text(max_size=30))
def test_of_two_stamps_at_most_one_is_newer(one, other):
    assert not (newer(one, other) and newer(other, one))
