"""Who is refused waits, and longer each time; who is asked to stay away does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.sources.refusals import passes
from accord.sources.robots import MOST_BYTES, MOST_PAUSE_S, robots_of
from accord.sources.tables import rows
from accord.sources.waiting import LEAST_S, MOST_ASKED_S, MOST_S, backoff_s, retry_after_s

FAILURES, SEEDS = st.integers(1, 10_000), st.text(max_size=30)


@given(FAILURES, SEEDS)
def test_a_wait_lies_between_half_of_its_step_and_all_of_it(failures, seed):
    step = min(MOST_S, LEAST_S * 2.0 ** min(failures - 1, 40))
    assert step / 2 <= backoff_s(failures, seed=seed) <= step <= MOST_S


@given(FAILURES, SEEDS)
def test_the_wait_of_one_more_failure_is_never_below_half_of_the_one_before(failures, seed):
    assert backoff_s(failures + 1, seed=seed) >= backoff_s(failures, seed=seed) / 2
    assert backoff_s(failures + 2, seed=seed) >= min(backoff_s(failures, seed=seed), MOST_S / 2)


@given(FAILURES, SEEDS, st.floats(0, MOST_ASKED_S))
def test_a_server_is_never_asked_sooner_than_it_asked_for(failures, seed, asked):
    assert backoff_s(failures, seed=seed, asked_s=asked) >= asked


def test_a_server_cannot_keep_us_away_for_ever():
    assert backoff_s(1, seed="a", asked_s=1e30) == MOST_ASKED_S


def test_many_who_failed_together_do_not_come_back_together():
    waits = {backoff_s(3, seed=f"https://example.org/{n}") for n in range(100)}
    assert len(waits) == 100
    assert max(waits) - min(waits) > LEAST_S


@pytest.mark.parametrize(
    ("said", "date", "wait"),
    [
        ("120", "", 120.0), (" 0 ", "", 0.0), ("soon", "", None), ("", "", None), ("-5", "", None), ("9" * 400, "", 999_999_999.0),
        ("Mon, 14 Jul 2024 08:01:00 GMT", "Mon, 14 Jul 2024 08:00:00 GMT", 60.0),
        ("Mon, 14 Jul 2024 08:00:00 GMT", "Mon, 14 Jul 2024 09:00:00 GMT", 0.0), ("Mon, 14 Jul 1998 08:00:00 GMT", "", 0.0),
        ("Mon, 99 Jul 2024 08:00:00 GMT", "", None), ("١٢", "", None),
    ],
)  # fmt: skip
def test_what_a_server_asks_for_is_understood(said, date, wait):
    assert retry_after_s(said, date=date) == wait


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_header_is_a_wait_or_none(said, date):
    wait = retry_after_s(said, date=date)
    assert wait is None or 0 <= wait < float("inf")


def test_every_reason_that_may_pass_is_a_reason():
    assert {row["reason"] for row in rows("passing")} <= {row["reason"] for row in rows("refusals")}
    assert passes("busy")
    assert not passes("binary")


RULES = b"""User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 3

User-agent: Accord
Disallow: /ours

User-agent: other
Disallow: /
Sitemap: https://example.org/s.xml
"""


@pytest.mark.parametrize(
    ("rules", "path", "allowed", "why"),
    [
        (RULES, "/private/a", True, "the group for us is the one that counts"), (RULES, "/ours/a", False, "whatever its case"),
        (RULES.replace(b"Accord", b"x"), "/private/a", False, "else the one for all"),
        (RULES.replace(b"Accord", b"x"), "/private/open/a", True, "the longest rule wins"),
        (RULES.replace(b"Accord", b"x"), "/a.pdf", False, "* and $"), (RULES.replace(b"Accord", b"x"), "/a.pdf?x", True, "$ is the end"),
        (b"", "/a", True, "nothing is said"), (b"<html>not found</html>", "/a", True, "a page where rules were expected"),
        (b"User-agent: *\nDisallow:", "/a", True, "an empty rule forbids nothing"), (b"\xff\xfe\x00User-agent", "/a", True, "no rules"),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/a", False, "a byte order mark"),
        (b"User-agent: *\nDisallow: /", "/robots.txt", True, "the rules themselves"),
        (b"User-agent: *\nDisallow: /\xe6\x96\xb0", "/%E6%96%B0/1", False, "characters are compared as they are meant"),
    ],
)  # fmt: skip
def test_a_site_says_what_programs_may_read(rules, path, allowed, why):
    assert robots_of(rules).allows(f"https://example.org{path}") is allowed, why


def test_a_site_says_how_long_to_pause_within_bounds_and_names_its_sitemaps():
    assert robots_of(RULES.replace(b"Accord", b"x")).pause_s == 3
    assert robots_of(RULES).pause_s == 0, "the delay of another group is not ours"
    assert robots_of(RULES).sitemaps == ("https://example.org/s.xml",)
    for odd, pause in ((b"9999999", MOST_PAUSE_S), (b"nan", 0), (b"-4", 0), (b"soon", 0), (b"inf", 0)):
        assert robots_of(b"User-agent: *\nCrawl-delay: " + odd).pause_s == pause


def test_rules_beyond_what_is_heeded_are_passed_over():
    assert robots_of(b"#" * MOST_BYTES + b"\nUser-agent: *\nDisallow: /").allows("https://example.org/a")


@given(st.binary(max_size=400))
def test_any_bytes_are_rules(raw):
    assert robots_of(raw).allows("https://example.org/a") in (True, False)
