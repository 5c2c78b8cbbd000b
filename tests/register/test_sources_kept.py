"""What the register keeps of sources: a register of before is taken over, and what is kept is no part of what is known."""

import sqlalchemy as sa

from accord.register import open_register
from accord.register.jobs import lists, watching
from accord.register.jobs.hosts import host_of, note_host
from accord.register.jobs.lists import KeptList
from accord.register.jobs.pages import add_pages, counted_pages, hosts_due, next_due, note_page, pages_of, ready_pages
from accord.register.tables.versions import HEAD
from tests.register.test_watches import FIRST, without_sources
from tests.register.worlds import CLOCK, a_register, digest_of, take_in

LATER = "2026-01-02T00:00:00+00:00"
SITE = "https://example.org"


def keep(register, place=f"{SITE}/feed", **more):
    with register.writing() as connection:
        return watching.add_watched(connection, place, every=60, by="Wang", at=CLOCK, **more)


def named(*numbers, stamp=""):
    return [(f"{SITE}/{n}", SITE, stamp) for n in numbers]


def add(register, row, *numbers, walk=1):
    with register.writing() as connection:
        return add_pages(connection, row, walk, named(*numbers), again=lambda page, stamp: None)


def test_a_register_of_before_is_taken_over_and_pages_that_were_read_are_not_asked_for_again(tmp_path) -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        wanted = digest_of(register)
        with register.writing() as opened:
            without_sources(opened)
            opened.execute(sa.text("UPDATE alembic_version SET version_num = '0005'"))
            put = "INSERT INTO watched (row, place, every, paused, \"by\", at, looked, last, total) VALUES (:row, :place, 60, false, 'Wang', :at, :looked, '{}', 1)"
            places = [(1, f"{SITE}/feed", CLOCK), (2, str(tmp_path), None), (3, f"{SITE}/b", CLOCK)]
            named = ({"row": row, "place": place, "at": CLOCK, "looked": looked} for row, place, looked in places)
            opened.execute(sa.text(put), list(named))
            seen = [(1, f"{SITE}/1", ""), (3, f"{SITE}/1", ""), (2, str(tmp_path / "a.txt"), "5:5")]
            put = "INSERT INTO watched_seen VALUES (:watched, :source, :stamp)"
            opened.execute(sa.text(put), [dict(zip(("watched", "source", "stamp"), one, strict=True)) for one in seen])
        with open_register(register.url, create=False) as again:
            with again.asking() as asking:
                assert asking.execute("SELECT version_num FROM alembic_version").scalar() == HEAD
                assert [one.kind for one in watching.all_watched(asking)] == ["", "folder", ""]
                assert [(one.address, one.host, one.state) for one in pages_of(asking)] == [(f"{SITE}/1", SITE, "read")]
                assert watching.seen_of(asking, 2) == {str(tmp_path / "a.txt"): "5:5"}
            assert digest_of(again) == wanted
            assert add(again, 1, 1, 2) == 1


def test_what_is_kept_of_sources_is_no_part_of_the_digest() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        before = digest_of(register)
        row = keep(register)
        add(register, row, 1, 2, 3)
        with register.writing() as connection:
            lists.begin_walk(connection, row, 1, f"{SITE}/feed")
            note_host(connection, SITE, rules="", had=CLOCK, due=LATER)
        assert digest_of(register) == before


def test_pages_are_named_once_and_asked_for_in_their_order() -> None:
    with a_register() as register:
        first, second = keep(register), keep(register, f"{SITE}/other")
        assert (add(register, first, 3, 1, 2), add(register, second, 2, 4)) == (3, 1)
        with register.asking() as asking:
            assert [one.address[-1] for one in ready_pages(asking, SITE, CLOCK)] == ["3", "1", "2", "4"]
            assert [one.address[-1] for one in ready_pages(asking, SITE, CLOCK, of=[second])] == ["2", "4"]
            assert (counted_pages(asking), counted_pages(asking, second)) == ({"waiting": 4}, {"waiting": 2})
            assert (hosts_due(asking, CLOCK), next_due(asking)) == ([SITE], {SITE: ""})
            rows = [one.row for one in ready_pages(asking, SITE, CLOCK)]
        with register.writing() as connection:
            for row in rows:
                note_page(connection, row, due=LATER, tries=1)
        with register.asking() as asking:
            assert (hosts_due(asking, CLOCK), next_due(asking)) == ([], {SITE: LATER})
            assert hosts_due(asking, LATER) == [SITE]


def test_a_page_that_another_source_names_stays_when_one_is_watched_no_more() -> None:
    with a_register() as register:
        first, second = keep(register), keep(register, f"{SITE}/other")
        add(register, first, 1, 2)
        add(register, second, 2)
        with register.writing() as connection:
            watching.remove(connection, first)
        with register.asking() as asking:
            assert [one.address for one in pages_of(asking)] == [f"{SITE}/2"]


def test_lists_are_put_forward_once_a_walk_and_those_that_have_not_changed_are_left() -> None:
    with a_register() as register:
        row = keep(register)
        root = KeptList(row, f"{SITE}/feed", walk=1)
        parts = [(f"{SITE}/a", "2026-01-01"), (f"{SITE}/b", "")]

        def put(walk, *named):
            with register.writing() as connection:
                lists.put_forward(connection, KeptList(row, root.address, walk=walk), named, depth=1, only=True)

        def take():
            got = []
            while True:
                with register.asking() as asking:
                    one = lists.next_list(asking, row, CLOCK)
                if one is None:
                    return got
                got.append(one.address[-1])
                with register.writing() as connection:
                    lists.note_list(connection, one, state="asked")

        put(1, *parts)
        put(1, *parts)
        assert take() == ["a", "b"]
        put(1, *parts)
        assert take() == [], "each once a walk"
        put(2, *parts)
        assert take() == ["b"], "nobody says when it changed"
        put(3, (f"{SITE}/a", "2026-01-02"))
        assert take() == ["a"]
        with register.asking() as asking:
            assert lists.list_at(asking, row, f"{SITE}/b") is None, "it is named no more"


def test_what_is_not_known_of_a_site_is_nothing() -> None:
    with a_register() as register:
        with register.asking() as asking:
            assert host_of(asking, SITE).rules is None
        with register.writing() as connection:
            note_host(connection, SITE, failures=2)
            note_host(connection, SITE, until=LATER)
        with register.asking() as asking:
            assert (host_of(asking, SITE).failures, host_of(asking, SITE).until) == (2, LATER)
