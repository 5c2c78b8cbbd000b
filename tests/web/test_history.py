"""History: who decided what, found by what is known of it; undone, had again, taken again; taken out as shown."""

import csv
import io
import re
from typing import get_args

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.flows import reject_fact, set_value, undo, withdraw
from accord.flows.decide import Deciding
from accord.flows.reached import Words, reached, unrelated
from accord.model.decision import Decision
from accord.model.labels import labels
from accord.register import Register, history, list_records
from accord.web.pages.history import KINDS
from tests.web.conftest import NOW, Served
from tests.web.test_review import inside

UNDO = {"en": "Undo", "zh": "撤销"}
AGAIN = {"en": "Have it again", "zh": "恢复"}


def deciding(served: Served, person: str, at: str = NOW) -> Deciding:
    return Deciding(served.house.register, served.house.identity, person, lambda: at, f"{person} knows")


def agreements(register: Register) -> list[dict]:
    with register.asking() as asking:
        return list_records(asking, "agreements", sort="-reports", limit=100).records


def states(register: Register) -> list[tuple[str, str, str]]:
    with register.asking() as asking:
        return [(one["id"], one["kind"], one["state"]) for one in history(asking)]


@pytest.fixture
def decided(office: Served) -> Served:
    """An office in which Ana corrected, Ben rejected, and Ana withdrew a document."""
    first, second, third = agreements(office.house.register)[:3]
    set_value(deciding(office, "Ana", "2026-10-01T08:00:00+00:00"), first["id"], "place", "Wuxi")
    reject_fact(deciding(office, "Ben"), second["id"])
    with office.house.register.asking() as asking:
        text = asking.execute(
            "SELECT u.id FROM fact f JOIN unit u ON u.row = f.unit WHERE f.id = :id", {"id": third["id"]}
        ).scalar()
    withdraw(deciding(office, "Ana"), text)
    return office


def posted(client: httpx2.Client, path: str) -> httpx2.Response:
    csrf = re.search(r'"X-CSRF-Token": "([^"]+)"', client.get("/history").text)[1]
    return client.post(path, data={"csrf": csrf}, follow_redirects=True)


def test_a_decision_is_undone_and_had_again(decided: Served, page: Page, language: str) -> None:
    page.goto(decided.key())
    page.goto(f"{decided.address}/history")
    row = page.locator("#d2")
    expect(row).to_contain_text("Ben")
    expect(row.locator("q").first).to_be_visible()
    row.get_by_role("button", name=UNDO[language]).click()
    expect(page.locator("#d4")).to_contain_text("d2")
    page.locator("#d4").get_by_role("button", name=AGAIN[language]).click()
    expect(page.locator("#d2 .chip.warn")).to_have_count(0)
    assert states(decided.house.register)[:2] == [("d5", "undo", "stands"), ("d4", "undo", "undone")]
    assert ("d2", "reject", "stands") in states(decided.house.register)


def found(client: httpx2.Client, asked: str) -> list[str]:
    return re.findall(r'<li class="sheet" id="(d\d+)"', client.get(f"/history{asked}").text)


def test_decisions_are_found_by_person_kind_day_state_and_id(decided: Served) -> None:
    client = inside(decided)
    assert found(client, "") == ["d3", "d2", "d1"]
    assert found(client, "?by=Ana") == ["d3", "d1"]
    assert found(client, "?kind=reject") == ["d2"]
    assert found(client, "?until=2026-10-31") == ["d1"]
    assert found(client, "?since=2026-10-31") == ["d3", "d2"]
    assert found(client, "?id=d2") == ["d2"]
    assert found(client, f"?id={agreements(decided.house.register)[0]['id']}") == ["d1"]
    undo(deciding(decided, "Ana"), "d2")
    assert found(client, "?state=undone") == ["d2"]
    assert found(client, "?state=stands&by=Ana") == ["d4", "d3", "d1"]
    assert found(client, "?by=Ana&size=25&page=2") == []


def test_the_list_goes_on_over_pages(decided: Served) -> None:
    last, client = "d1", inside(decided)
    for _ in range(26):
        last = undo(deciding(decided, "Ana"), last).id
    ids = [*found(client, "?page=1"), *found(client, "?page=2")]
    assert ids == [f"d{number}" for number in range(29, 0, -1)]


@pytest.mark.parametrize(
    "asked", ["?id=d", "?id=x", "?id=d99999999999", "?kind=none", "?page=-1", "?since=soon", "?id=a-000000000000"]
)
def test_what_nobody_decided_is_said_and_nothing_breaks(decided: Served, asked: str) -> None:
    assert inside(decided).get(f"/history{asked}").status_code == 200


def test_what_is_shown_is_taken_out(decided: Served) -> None:
    client = inside(decided)
    told = client.get("/history.json?by=Ana").json()
    assert [one["id"] for one in told] == ["d3", "d1"]
    rows = list(csv.DictReader(io.StringIO(client.get("/history.csv?by=Ana").content.decode("utf-8-sig"))))
    assert [(row["id"], row["field"], row["value"]) for row in rows][1] == ("d1", "place", "Wuxi")
    assert client.get("/history.exe").status_code == 404


def test_what_somebody_undid_already_is_not_undone_twice(decided: Served) -> None:
    undo(deciding(decided, "Ana"), "d2")
    late = posted(inside(decided), "/history/d2/undo")
    assert "d4" in late.text
    assert len(states(decided.house.register)) == 4


def test_an_editor_undoes_only_what_is_their_own(decided: Served) -> None:
    client = inside(decided, "Ben", "editor")
    assert posted(client, "/history/d1/undo").status_code == 403
    assert posted(client, "/history/d2/undo").status_code == 200
    assert posted(inside(decided, "Eve", "reader"), "/history/d1/undo").status_code == 403
    assert [one for one in states(decided.house.register) if one[2] == "undone"] == [("d2", "reject", "undone")]


def test_what_holds_on_to_nothing_stands_under_its_own_tab_and_is_not_taken_again_blindly(decided: Served) -> None:
    register, client = decided.house.register, inside(decided)
    orphan = "INSERT INTO orphan (decision, unit, reason) VALUES (1, 'sha256:0', 'the words are no longer there')"
    with register.writing() as connection:
        connection.exec_driver_sql(orphan)
    assert found(client, "?state=orphaned") == ["d1"]
    assert "no longer found in the document" in client.get("/history?state=orphaned").text
    posted(client, "/history/d1/again")
    assert ("d1", "value", "undone") in states(register)
    assert states(register)[0][1:] == ("value", "stands")
    assert agreements(register)[0]["place"] == "Wuxi"


def test_every_kind_of_decision_has_its_words() -> None:
    tags = {kind.__struct_config__.tag for kind in get_args(Decision)}
    assert tags == set(KINDS)
    for language in ("en", "zh"):
        assert tags <= {word for of, word in labels(language) if of == "DecisionKind"}


def test_what_became_of_a_promise_is_told_with_its_words(office: Served, page: Page, language: str) -> None:
    with office.house.register.asking() as asking:
        found = list_records(asking, "commitments", limit=100).records
    one = found[0]
    other = next(each for each in found if each["document"] != one["document"])
    said = Words(other["document"], quote=other["quote"])
    reached(deciding(office, "Ana"), one["id"], "under_way", said, claim=True)
    unrelated(deciding(office, "Ana"), one["id"], Words(other["document"], quote=other["quote"][:20]))
    page.goto(office.key())
    page.goto(f"{office.address}/history")
    row = page.locator("#d1")
    expect(row).to_contain_text({"en": "under way", "zh": "推进中"}[language])
    expect(row).to_contain_text({"en": "as one side says", "zh": "一方所称"}[language])
    expect(row).to_contain_text(other["quote"][:30])
    expect(page.locator("#d2")).to_contain_text("≠")
