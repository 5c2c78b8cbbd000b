"""Persons: one name at one body is one, at two it is two, unless a document names both."""

from accord.flows import enter_fact, merge, withdraw
from accord.register import people
from tests.builders import a_found
from tests.fakes.identity import FakeIdentity
from tests.register.worlds import a_register, by, listed, take_in


def posts_of(register, name: str) -> list[list[str]]:
    with register.asking() as connection:
        return sorted(sorted({post["body"] for post in one["posts"]}) for one in people(connection, name))


def at(*bodies: str, day: str = "2024-07-15"):
    words = " ".join(f"Li Shouwu is director of {body}." for body in bodies)
    return a_found(words, source=f"{bodies} {day}", published=day)


def test_posts_at_one_body_over_the_years_are_one_persons_the_earliest_first() -> None:
    with a_register() as register:
        take_in(
            register, [at("Wuxi", day="2024-07-15"), a_found("Li Shouwu is secretary of Wuxi.", published="2019-01-02")]
        )
        with register.asking() as connection:
            (one,) = people(connection, "li shouwu")
        assert [post["post"] for post in one["posts"]] == ["secretary", "director"]


def test_one_name_at_two_bodies_is_two_persons() -> None:
    with a_register() as register:
        take_in(register, [at("Wuxi"), at("CETC")])
        assert posts_of(register, "Li Shouwu") == [["CETC"], ["Wuxi"]]


def test_a_document_that_names_both_posts_makes_them_one_persons_until_it_is_withdrawn() -> None:
    with a_register() as register:
        take_in(register, [at("Wuxi"), at("CETC"), at("Wuxi", "CETC", day="2024-09-01")])
        assert posts_of(register, "Li Shouwu") == [["CETC", "Wuxi"]]
        withdraw(by(register), next(one["id"] for one in listed(register, "documents") if one["facts"] == 2))
        assert posts_of(register, "Li Shouwu") == [["CETC"], ["Wuxi"]]


def test_bodies_that_are_merged_bring_their_persons_together() -> None:
    who = FakeIdentity({})
    with a_register() as register:
        take_in(register, [at("Wuxi"), at("CETC")], identity=who)
        wuxi, cetc = (
            next(p["id"] for p in listed(register, "parties") if p["name"] == name) for name in ("Wuxi", "CETC")
        )
        merge(by(register, identity=who), wuxi, cetc)
        assert len(posts_of(register, "Li Shouwu")) == 1


def test_names_of_two_scripts_that_sound_alike_at_one_body_are_one_as_long_as_there_is_no_choice() -> None:
    with a_register() as register:
        take_in(register, [at("Wuxi")])
        for person in ("李守武", "李守武", "李首武"):
            with register.asking() as connection:
                found = people(connection, "Li Shouwu")
            assert found[0]["names"] == (
                ["Li Shouwu"] if len(listed(register, "posts")) == 1 else ["Li Shouwu", "李守武"]
            )
            enter_fact(
                by(register), "post", {"person": person, "post": "区长", "organization": "Wuxi", "party": "Wuxi"}
            )
        with register.asking() as connection:
            assert [one["names"] for one in people(connection, "Li Shouwu")] == [["Li Shouwu"]]
            assert [len(one["posts"]) for one in people(connection, "李守武")] == [2]
