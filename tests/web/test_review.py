"""Review: one question at a time by keys, several at once where it is safe, ten people at once; nothing is lost."""

import re
import threading
from collections import Counter
from collections.abc import Iterator

import httpx2
import msgspec
import pytest
from playwright.sync_api import Page, expect

from accord.flows import merge
from accord.flows.decide import Deciding
from accord.register import Register, proposals
from accord.register.decisions.chronicle import decision_pages
from tests.fakes.identity import FakeIdentity
from tests.register.test_who import told
from tests.register.worlds import a_register, by, take_in
from tests.web.conftest import Served, house_over, serving

SAME = {"en": "One agreement", "zh": "同一协议"}
ASKED = {"en": "Do these tell of one agreement?", "zh": "两处所述是否为同一协议？"}
UNSURE = ("unsure", 0.6)
TOWN = ("Wuxi", "Wuxi City", "Wuxi Port", "Wuxi Bank", "Wuxi Park")


def decided(register: Register) -> list[dict]:
    with register.asking() as asking:
        return decision_pages(asking, limit=1000).records


def waiting(register: Register) -> dict[frozenset[str], str]:
    """Return what is proposed: the names of both sides -> its id."""
    with register.asking() as asking:
        found = proposals(asking, limit=1000).records
    return {frozenset(one[side]["name"] for side in ("left", "right")): one["id"] for one in found}


def inside(served: Served, person: str = "Wang", role: str = "reviewer") -> httpx2.Client:
    client = httpx2.Client(base_url=served.address, timeout=60)
    client.get(served.key(person, role).removeprefix(served.address))
    return client


def answered(client: httpx2.Client, id_: str, answer: str, **more: str) -> httpx2.Response:
    csrf = re.search(r'"X-CSRF-Token": "([^"]+)"', client.get("/review").text)[1]
    return client.post("/review", data={"csrf": csrf, "one": id_, "answer": answer, **more})


@pytest.fixture
def town() -> Iterator[Served]:
    """Five names, of each two of which the program is not sure whether they are one body."""
    who = FakeIdentity({(one, other): UNSURE for one in TOWN for other in TOWN if one < other})
    with a_register() as register:
        take_in(register, told(*TOWN), identity=who)
        yield from serving(msgspec.structs.replace(house_over(register), identity=who))


def test_a_question_shows_both_sides_words_is_answered_by_a_key_and_undone(
    office: Served, page: Page, language: str
) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/review")
    expect(page.get_by_role("heading", name=ASKED[language])).to_be_visible()
    for side in range(2):
        expect(page.locator(".side-of").nth(side).locator("mark").first).to_be_visible()
    first = page.locator(".queue li.now").get_attribute("id")
    page.keyboard.press("a")
    expect(page.locator(".notice[role=status]")).to_contain_text("d1")
    expect(page.locator(f"#{first}")).to_have_count(0)
    assert [one["kind"] for one in decided(office.house.register)] == ["same"]
    page.keyboard.press("u")
    expect(page.locator(f"#{first}")).to_be_visible()
    assert [(one["kind"], one["state"]) for one in decided(office.house.register)] == [
        ("undo", "stands"),
        ("same", "undone"),
    ]


@pytest.mark.slow
def test_keys_go_down_and_up_the_list_and_put_a_question_off(office: Served, page: Page) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/review?least=0")
    ids = [one.get_attribute("id") for one in page.locator(".queue li").all()]
    page.keyboard.press("j")
    expect(page.locator(".queue li.now")).to_have_id(ids[1])
    page.keyboard.press("k")
    expect(page.locator(".queue li.now")).to_have_id(ids[0])
    page.keyboard.press("s")
    expect(page.locator(".queue li.now")).to_have_id(ids[1])
    expect(page.locator(f"#{ids[0]}")).to_have_count(0)
    assert decided(office.house.register) == []


@pytest.mark.slow
def test_keys_can_be_switched_off(office: Served, page: Page) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/review")
    page.locator("#keys").uncheck()
    page.keyboard.press("a")
    page.reload()
    expect(page.locator("#keys")).not_to_be_checked()
    page.keyboard.press("r")
    assert decided(office.house.register) == []


@pytest.mark.slow
def test_several_are_read_through_accepted_together_and_undone_together(town: Served, page: Page) -> None:
    page.goto(town.key())
    page.goto(f"{town.address}/review?kind=merge")
    names = waiting(town.house.register)
    chosen = [names[frozenset(("Wuxi", other))] for other in TOWN[1:4]]
    for id_ in chosen:
        page.locator(f"#pick-{id_}").check()
    page.locator("[data-several]").click()
    expect(page.locator("input[name=one]")).to_have_count(3)
    expect(page.locator("mark").nth(5)).to_be_visible()
    page.locator("button[value=accept]").click()
    expect(page.locator(".notice[role=status]")).to_contain_text("d3")
    page.keyboard.press("u")
    expect(page.locator(f"#pick-{chosen[0]}")).to_be_visible()
    kinds = Counter((one["kind"], one["state"]) for one in decided(town.house.register))
    assert kinds == {("same", "undone"): 3, ("undo", "stands"): 3}


def test_several_of_different_kinds_or_too_unsure_are_not_answered_together(office: Served) -> None:
    client = inside(office)
    with office.house.register.asking() as asking:
        ids = [one["id"] for one in proposals(asking, least=0).records]
    shown = client.get("/review/several", params=[("one", id_) for id_ in ids])
    assert len(ids) > 1
    assert 'value="accept"' not in shown.text
    csrf = re.search(r'"X-CSRF-Token": "([^"]+)"', shown.text)[1]
    refused = client.post("/review/several", data={"csrf": csrf, "one": ids, "answer": "accept"})
    assert (refused.status_code, decided(office.house.register)) == (409, [])


def test_a_question_that_somebody_else_answered_first_names_who_and_keeps_what_was_typed(town: Served) -> None:
    id_ = waiting(town.house.register)[frozenset(("Wuxi", "Wuxi City"))]
    assert answered(inside(town, "Li"), id_, "accept").status_code == 303
    late = answered(inside(town, "Wang"), id_, "reject", why="their web sites differ")
    assert late.status_code == 409
    assert "Li was faster" in late.text
    assert "d1" in late.text
    assert "their web sites differ" in late.text
    assert [one["by"] for one in decided(town.house.register)] == ["Li"]


def test_what_others_joined_over_a_third_is_asked_no_more(town: Served) -> None:
    names, client = waiting(town.house.register), inside(town)
    over_a_third = names[frozenset(("Wuxi City", "Wuxi Port"))]
    for other in ("Wuxi City", "Wuxi Port"):
        assert answered(client, names[frozenset(("Wuxi", other))], "accept").status_code == 303
    late = answered(client, over_a_third, "reject")
    assert late.status_code == 409
    assert "settled this in the meantime" in late.text
    assert all(f'value="{one}"' in late.text for one in ("d1", "d2"))  # each can be undone from here
    assert len(decided(town.house.register)) == 2


def test_what_is_parted_over_a_third_is_told_with_the_decisions_that_part_it(town: Served) -> None:
    names, client = waiting(town.house.register), inside(town, "Li")
    assert answered(client, names[frozenset(("Wuxi City", "Wuxi Port"))], "reject").status_code == 303
    assert answered(client, names[frozenset(("Wuxi", "Wuxi City"))], "accept").status_code == 303
    late = answered(inside(town), names[frozenset(("Wuxi", "Wuxi Port"))], "accept")
    assert late.status_code == 409
    assert "settled this in the meantime" in late.text
    for decision in ("d1", "d2"):
        assert f'value="{decision}"' in late.text  # each can be undone from here
    assert len(decided(town.house.register)) == 2


def test_a_doubtful_fact_is_confirmed_and_asked_no_more_until_that_is_undone(office: Served) -> None:
    client = inside(office)
    doubtful = re.findall(r'<li class="[a-z]*" id="([a-z]-[0-9a-f]{12})"', client.get("/review?kind=doubt").text)
    assert doubtful
    assert answered(client, doubtful[0], "accept").status_code == 303
    assert f'id="{doubtful[0]}"' not in client.get("/review?kind=doubt").text
    csrf = re.search(r'"X-CSRF-Token": "([^"]+)"', client.get("/review").text)[1]
    client.post("/review/undo", data={"csrf": csrf, "decision": "d1"})
    assert f'id="{doubtful[0]}"' in client.get("/review?kind=doubt").text
    assert answered(client, doubtful[0], "reject").status_code == 303
    assert client.get(f"/review?one={doubtful[0]}").text.count(f'id="{doubtful[0]}"') == 0


def test_filters_leave_what_is_asked_for(town: Served) -> None:
    client = inside(town)
    rows = re.compile(r'<li class="[a-z]*" id="q-')
    assert len(rows.findall(client.get("/review?kind=merge").text)) == 10
    assert len(rows.findall(client.get("/review", params={"party": "Wuxi Port"}).text)) == 4
    assert not rows.findall(client.get("/review?least=61").text)
    assert 'role="alert"' in client.get("/review?party=Nobody").text
    assert not rows.findall(client.get("/review?kind=same_person").text)


@pytest.mark.parametrize(
    "asked", ["least=-1", "least=x", "page=99999", "kind=none", "one=q-0", "later=,,", "done=dx,d9"]
)
def test_an_address_that_means_nothing_shows_what_waits_all_the_same(town: Served, asked: str) -> None:
    assert inside(town).get(f"/review?{asked}").status_code == 200


def test_the_list_goes_on_over_pages() -> None:
    names = [f"Wuxi {number}" for number in range(8)]
    who = FakeIdentity({(one, other): UNSURE for one in names for other in names if one < other})
    with a_register() as register:
        take_in(register, told(*names), identity=who)
        for served in serving(msgspec.structs.replace(house_over(register), identity=who)):
            client, ids = inside(served), set[str]()
            for page in (1, 2):
                ids |= set(
                    re.findall(r'<li class="[a-z]*" id="(q-[0-9a-f]+)"', client.get(f"/review?page={page}").text)
                )
            assert ids == set(waiting(register).values())
            assert len(ids) == 28


def test_a_reader_looks_and_does_not_decide(town: Served) -> None:
    client = inside(town, "Ana", "reader")
    assert 'name="answer"' not in client.get("/review").text
    assert answered(client, next(iter(waiting(town.house.register).values())), "accept").status_code == 403
    assert decided(town.house.register) == []


def test_the_menu_counts_what_waits_and_follows_decisions(town: Served) -> None:
    client = inside(town)
    count = re.compile(r'class="count">(\d+)<')
    before = int(count.search(client.get("/").text)[1])
    answered(client, waiting(town.house.register)[frozenset(("Wuxi", "Wuxi City"))], "reject")
    assert int(count.search(client.get("/").text)[1]) == before - 1


def test_ten_people_who_decide_at_once_lose_nothing_and_are_told_of_every_clash(town: Served) -> None:
    ids = list(waiting(town.house.register).values())
    clients = [inside(town, f"Editor {number}") for number in range(10)]
    told_each: list[tuple[int, str, int]] = []

    def work(number: int) -> None:
        for turn in range(len(ids)):  # each begins elsewhere, so that some meet and some do not
            id_ = ids[(turn + number // 2) % len(ids)]
            told_each.append((number, id_, answered(clients[number], id_, "reject").status_code))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
    assert Counter(status for _, _, status in told_each) == {303: len(ids), 409: 9 * len(ids)}
    assert {id_ for _, id_, status in told_each if status == 303} == set(ids)
    recorded = decided(town.house.register)
    assert Counter(one["kind"] for one in recorded) == {"different": len(ids)}
    assert Counter(one["by"] for one in recorded) == Counter(
        f"Editor {number}" for number, _, status in told_each if status == 303
    )


def test_two_merges_that_cross_are_one_decision_and_a_message(town: Served) -> None:
    register = town.house.register
    deciding: Deciding = by(register, "Li", town.house.identity)
    with register.asking() as asking:
        ids = {
            name: asking.execute("SELECT MIN(id) FROM mention WHERE name = :name", {"name": name}).scalar()
            for name in ("Wuxi", "Wuxi City")
        }
    id_ = waiting(register)[frozenset(ids)]
    merge(deciding, ids["Wuxi"], ids["Wuxi City"])
    assert answered(inside(town), id_, "accept").status_code == 409
    assert len(decided(register)) == 1
