"""The API, asked by a program."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import msgspec
import pytest
from starlette.testclient import TestClient

from accord.model.schema import shipped_schema
from accord.register import LISTS
from accord.web.api.calls import CALLS
from accord.web.api.lists import LISTED
from accord.web.api.openapi import openapi
from accord.web.api.reference import FILE, reference
from accord.web.safety.sessions import COOKIE
from tests.database import copy_register
from tests.web.programs import BASE, Program, program_over

NEWS = "Wuxi and CETC signed a framework agreement on 2024-07-14. Wuxi and CETC will build a base."


@pytest.fixture
def program(examples_file: Path, tmp_path: Path) -> Iterator[Program]:
    copy = tmp_path / "office.db"
    copy_register(examples_file, copy)
    with program_over(copy) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Program]:
    with program_over(tmp_path / "empty.db") as made:
        yield made


@pytest.mark.parametrize("name", LISTED)
def test_shapes_hold_what_lists_list(name: str) -> None:
    listed = {field for field in LISTS[name].columns if field not in ("row", "currency")}
    assert {field.name for field in msgspec.structs.fields(LISTED[name])} == listed


@pytest.mark.parametrize("name", LISTED)
def test_pages_put_together_are_the_whole_list_in_every_order(program: Program, name: str) -> None:
    total = program.ask(f"/{name}", limit=1, total="yes")["total"]
    assert total > 1
    told = program.ask("/openapi.json")["paths"][f"{BASE}/{name}"]["get"]["parameters"]
    for sort in next(one for one in told if one["name"] == "sort")["schema"]["enum"]:
        whole = [one["id"] for one in program.ask(f"/{name}", limit=200, sort=sort)["records"]]
        assert [one["id"] for one in program.all(f"/{name}", limit=3, sort=sort)] == whole, sort
        assert len(set(whole)) == total


def test_what_comes_in_between_two_pages_shifts_nothing(empty: Program) -> None:
    for day in range(1, 6):
        empty.post(
            "/documents", {"text": f"Wuxi and CETC signed a framework agreement on 2024-0{day}-14.", "source": f"{day}"}
        )
    before = [one["id"] for one in empty.all("/agreements", limit=2)]
    first = empty.ask("/agreements", limit=2)
    empty.post(
        "/documents", {"text": "Ningbo and Ganzhou signed a framework agreement on 2025-07-14.", "source": "new"}
    )
    rest = empty.all("/agreements", limit=2, cursor=first["next"]) if first["next"] else []
    assert [one["id"] for one in (*first["records"], *rest)] == before
    assert len(empty.all("/agreements")) == 6


def test_a_link_leads_to_the_next_page_under_the_same_filters(program: Program) -> None:
    first = program.get("/commitments", limit=5, modality="agreed")
    assert first.links["next"]["url"].startswith(f"{BASE}/commitments?limit=5&modality=agreed&cursor=")
    second = program.client.get(first.links["next"]["url"]).json()
    ids = {one["id"] for one in first.json()["records"]}
    assert second["records"]
    assert not ids & {one["id"] for one in second["records"]}


def test_words_that_prove_an_agreement_stand_where_the_api_says(program: Program) -> None:
    agreement = program.ask("/agreements", sort="-reports", limit=1)["records"][0]
    page = program.ask(f"/agreements/{agreement['id']}")
    assert page["record"] == agreement
    words = [one for one in program.ask(f"/evidence/{agreement['id']}")["records"] if one["start"] is not None]
    assert words
    for one in words:
        text = program.ask(f"/documents/{one['document']}")["text"]
        assert text[one["start"] : one["end"]] == one["quote"]


def test_every_fact_of_a_list_is_given_with_its_words(program: Program) -> None:
    for name in ("meetings", "posts", "commitments", "progress", "mechanisms", "projects"):
        record = program.ask(f"/{name}", limit=1)["records"][0]
        page = program.ask(f"/{name}/{record['id']}")
        assert page["record"] == record
        assert any(one["quote"] == record["quote"] for one in page["evidence"])


def test_a_person_is_found_in_another_script_and_given_with_posts(program: Program) -> None:
    found = program.ask("/persons", name="陈敏尔")["records"]
    page = program.ask(f"/persons/{found[0]['id']}")
    assert {"Chen Min'er", "陳敏爾"} <= {one["name"] for one in page["names"]}
    assert page["posts"][0]["proofs"][0]["quote"]


def test_all_persons_are_listed_by_name_page_by_page(program: Program) -> None:
    whole = program.ask("/persons", limit=200)["records"]
    assert len(whole) > 7
    assert [one["name"] for one in whole] == sorted(one["name"] for one in whole)
    assert program.all("/persons", limit=3) == whole


def test_search_and_facets_count_what_lists_hold(program: Program) -> None:
    hits = program.ask("/search", q="Nanjing", scope=["documents"], limit=3)["records"]
    assert [one["scope"] for one in hits] == ["documents"] * 3
    assert hits[0]["snippet"][slice(*hits[0]["marks"][0])].lower() == "nanjing"
    kinds = program.ask("/facets", region="320100")["facets"]["kind"]
    assert sum(one["count"] for one in kinds) == program.ask("/agreements", region="320100", total="yes")["total"]


@pytest.mark.parametrize(
    ("path", "status", "code", "why"),
    [
        ("/agreements?partei=Wuxi", 422, "wrong_call", "a slip in a parameter's name is seen"),
        ("/agreements?kind=treaty", 422, "wrong_call", "no such kind"),
        ("/agreements?since=14.7.2024", 422, "wrong_call", "no such day"),
        ("/documents?since=2024-13", 422, "wrong_call", "no such month"),
        ("/agreements?limit=0", 422, "wrong_call", "too few"),
        ("/agreements?limit=201", 422, "wrong_call", "too many"),
        ("/agreements?limit=5&limit=6", 422, "wrong_call", "two limits"),
        ("/agreements?party=nobody", 404, "not_found", "nobody goes by it"),
        ("/agreements?cursor=abc", 404, "not_found", "no cursor"),
        ("/search", 422, "wrong_call", "words are needed"),
        ("/agreements/a-000000000000", 404, "not_found", "no such agreement"),
        ("/agreements/p-320100", 404, "not_found", "a body is no agreement"),
        ("/nothing", 404, "not_found", "no such call"),
    ],
)
def test_what_cannot_be_asked_is_refused_as_a_problem(
    program: Program, path: str, status: int, code: str, why: str
) -> None:
    answer = program.client.get(BASE + path)
    assert (answer.status_code, answer.json()["code"]) == (status, code), why
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def test_a_cursor_of_one_order_is_none_of_another(program: Program) -> None:
    cursor = program.ask("/agreements", limit=2)["next"]
    assert program.get("/agreements", limit=2, cursor=cursor, sort="kind").status_code == 404


def test_an_answer_that_is_held_already_is_not_sent_again_until_something_changes(program: Program) -> None:
    first = program.get("/agreements", limit=5)
    held = {"If-None-Match": first.headers["etag"]}
    again = program.client.get(f"{BASE}/agreements?limit=5", headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert program.client.get(f"{BASE}/agreements?limit=6", headers=held).status_code == 200
    any_of_it = {"If-None-Match": "*"}
    assert program.client.get(f"{BASE}/agreements?limit=5", headers=any_of_it).status_code == 304
    assert program.client.get(f"{BASE}/agreements/a-nothing", headers=any_of_it).status_code == 404
    program.decide(type="set", fact=first.json()["records"][0]["id"], field="place", value="Wuxi")
    assert program.client.get(f"{BASE}/agreements?limit=5", headers=held).status_code == 200


def test_bodies_must_be_json_of_the_right_shape_and_size(program: Program) -> None:
    post, json = program.client.post, {"Content-Type": "application/json"}
    where = f"{BASE}/decisions"
    assert post(where, content=b"{", headers=json).status_code == 400
    assert post(where, content=b"fact=a-1").status_code == 415
    assert post(where, json={"type": "reject"}).status_code == 422
    assert post(where, json={"type": "reject", "fact": "a-1", "seen_": []}).status_code == 422
    assert post(where, content=b" " * 1_048_577, headers=json).status_code == 413
    assert post(f"{BASE}/documents", content=b" " * 200_001, headers=json).status_code == 413
    assert program.client.get(f"{BASE}/agreements", headers={"Accept": "text/html"}).status_code == 406


def test_a_method_that_a_path_does_not_know_is_told_the_others(program: Program) -> None:
    answer = program.client.put(f"{BASE}/decisions", json={})
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, HEAD, POST"


def test_a_value_is_corrected_and_the_correction_undone(program: Program) -> None:
    agreement = program.ask("/agreements", limit=1)["records"][0]
    taken = program.decide(type="set", fact=agreement["id"], field="place", value="Wuxi", why="the paper says so")
    assert (taken["kind"], taken["by"], taken["why"], taken["state"]) == (
        "value",
        "Wang",
        "the paper says so",
        "stands",
    )
    assert program.ask(f"/agreements/{agreement['id']}")["record"]["place"] == "Wuxi"
    program.decide(type="undo", decision=taken["id"])
    assert program.ask(f"/agreements/{agreement['id']}")["record"] == agreement
    assert program.ask(f"/decisions/{taken['id']}")["state"] == "undone"
    assert [one["id"] for one in program.all("/decisions", limit=1)] == ["d2", "d1"]


def test_a_proposal_is_rejected_and_proposed_no_more(program: Program) -> None:
    proposed = program.ask("/proposals")["records"]
    one = program.ask(f"/proposals/{proposed[0]['id']}")
    assert one["left"]["evidence"][0]["quote"]
    answer = program.post(f"/proposals/{one['id']}/reject", {"why": "two of them"})
    assert (answer.status_code, answer.json()["kind"]) == (201, "different")
    assert answer.headers["location"] == f"{BASE}/decisions/{answer.json()['id']}"
    assert one["id"] not in {each["id"] for each in program.all("/proposals", limit=1)}
    assert program.post(f"/proposals/{one['id']}/accept", {}).status_code == 409


def test_proposals_go_on_where_the_last_page_ended(program: Program) -> None:
    whole = [one["id"] for one in program.ask("/proposals", limit=200)["records"]]
    assert len(whole) > 1
    assert [one["id"] for one in program.all("/proposals", limit=1)] == whole


def test_a_doubted_fact_is_confirmed_and_doubted_no_more(program: Program) -> None:
    doubted = program.all("/doubts", limit=2)
    assert [one["id"] for one in program.ask("/doubts", limit=200)["records"]] == [one["id"] for one in doubted]
    one = doubted[0]
    first = program.post(f"/proposals/{one['id']}/accept", {"why": "it says so"})
    assert (first.status_code, first.json()["kind"]) == (201, "confirm")
    assert one["id"] not in {each["id"] for each in program.all("/doubts")}
    assert program.post(f"/proposals/{one['id']}/reject", {}).json()["code"] == "conflict"


def test_a_body_comes_with_its_latest_and_with_the_way_to_the_others(empty: Program) -> None:
    for year in range(1960, 2021):
        text = f"Wuxi and CETC signed a framework agreement on {year}-07-14."
        empty.post("/documents", {"text": text, "source": str(year)})
    one = next(one["id"] for one in empty.all("/parties") if one["name"] == "Wuxi")
    told = empty.ask(f"/parties/{one}")
    rest, whole = empty.client.get(told["more_agreements"]).json(), empty.all("/agreements", party=one, limit=200)
    assert len(told["agreements"]) < told["record"]["agreements"]
    assert told["agreements"] + rest["records"] == whole
    assert rest["next"] is None
    assert (told["posts"], told["more_posts"]) == ([], None)
    assert [name["name"] for name in told["names"]] == ["Wuxi"]


def test_what_is_read_at_once_has_a_megabyte_at_most(tmp_path: Path) -> None:
    with program_over(tmp_path / "large.db", max_bytes=3_000_000) as program:
        long = {"text": f"{NEWS}\n" * 12_000}
        for path in ("/documents", "/readings"):
            told = program.post(path, long)
            assert (told.status_code, told.json()["code"]) == (413, "too_large")
        file = program.client.post(
            f"{BASE}/jobs?name=long.txt",
            content=long["text"].encode(),
            headers={"Content-Type": "application/octet-stream"},
        )
        assert file.status_code == 202


def test_bodies_are_merged_split_and_facts_entered_and_rejected(program: Program) -> None:
    one, other = (each["id"] for each in program.ask("/parties", kind="enterprise", limit=2)["records"])
    merged = program.decide(type="merge", left=one, right=other)
    assert program.ask(f"/parties/{one}")["record"]["id"] == program.ask(f"/parties/{other}")["record"]["id"]
    program.decide(type="undo", decision=merged["id"])
    document = program.ask("/documents", language="en", limit=1)["records"][0]["id"]
    quote = program.ask(f"/documents/{document}")["text"].split("\n")[0]
    fields = {"kind": "memorandum", "parties": ["Wuxi City", "Lotus Group"]}
    entered = program.decide(type="enter", kind="agreement", fields=fields, document=document, quote=quote)
    found = program.ask("/agreements", document=document, kind="memorandum")["records"]
    assert [entered["id"]] == found[0]["edited"]
    rejected = program.ask("/agreements", limit=1, kind="strategic_cooperation")["records"][0]["id"]
    program.decide(type="reject", fact=rejected)
    assert program.get(f"/agreements/{rejected}").status_code == 404
    program.decide(type="withdraw", document=document)
    assert program.ask(f"/documents/{document}")["record"]["state"] == "withdrawn"


def test_the_same_request_sent_again_is_decided_once(program: Program) -> None:
    fact = program.ask("/agreements", limit=1)["records"][0]["id"]
    sent = {"type": "set", "fact": fact, "field": "place", "value": "Wuxi"}
    first, second = (program.post("/decisions", sent, Idempotency_Key="7f3a") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    other = program.post("/decisions", {**sent, "value": "Ningbo"}, Idempotency_Key="7f3a")
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    assert program.post("/decisions", sent, Idempotency_Key="a b").status_code == 422
    proposed = program.ask("/proposals")["records"][0]["id"]
    twice = [program.post(f"/proposals/{proposed}/reject", {}, Idempotency_Key="8") for _ in range(2)]
    assert [one.json()["id"] for one in twice] == ["d2", "d2"]
    assert len(program.all("/decisions")) == 2


def test_ten_that_send_one_request_at_once_make_one_decision(program: Program) -> None:
    fact = program.ask("/agreements", limit=1)["records"][0]["id"]
    sent = {"type": "set", "fact": fact, "field": "place", "value": "Wuxi"}
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: program.post("/decisions", sent, Idempotency_Key="once"), range(10)))
    assert {(one.status_code, one.json()["id"]) for one in answers} == {(201, "d1")}
    assert len(program.all("/decisions")) == 1


def test_ten_that_decide_on_one_fact_at_once_lose_nothing_unseen(program: Program) -> None:
    fact = program.ask("/agreements", limit=1)["records"][0]["id"]

    def decide(number: int):
        sent = {"type": "set", "fact": fact, "field": "place", "value": f"Place {number}", "seen": []}
        return program.post("/decisions", sent)

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(decide, range(10)))
    assert sorted(one.status_code for one in answers) == [201] + [409] * 9
    assert {one.json()["code"] for one in answers if one.status_code == 409} == {"conflict"}
    taken = next(one.json() for one in answers if one.status_code == 201)
    assert program.ask(f"/agreements/{fact}")["record"]["place"] == taken["decision"]["value"]


def test_a_token_does_no_more_than_its_scopes(examples_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "office.db"
    copy_register(examples_file, copy)
    with program_over(copy, scopes=["look"]) as looks:
        fact = looks.ask("/agreements", limit=1)["records"][0]["id"]
        document = looks.ask("/documents", limit=1)["records"][0]["id"]
        refused = [
            ("/decisions", {"type": "set", "fact": fact, "field": "place", "value": "Wuxi"}),
            ("/decisions", {"type": "merge", "left": "p-1", "right": "p-2"}),
            ("/decisions", {"type": "withdraw", "document": document}),
            ("/decisions", {"type": "undo", "decision": "d1"}),
            ("/proposals/q-1/accept", {}),
            ("/documents", {"text": NEWS}),
        ]
        for path, body in refused[:3] + refused[4:]:
            answer = looks.post(path, body)
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), (path, body)
        assert looks.all("/decisions") == []
        looks.client.headers["Authorization"] = "Bearer accord_unknown"
        assert looks.get("/agreements").status_code == 401
        assert looks.get("/agreements").headers["www-authenticate"].startswith("Bearer")


def test_a_browser_must_bring_the_token_of_its_session(program: Program) -> None:
    sessions = program.house.sessions
    browser = TestClient(program.client.app, base_url="http://127.0.0.1")
    browser.cookies.set(COOKIE, sessions.open("Wang", "admin"))
    csrf = sessions.find(browser.cookies[COOKIE]).csrf
    body = {"text": NEWS, "source": "x"}
    assert browser.post(f"{BASE}/documents", json=body).status_code == 403
    assert browser.post(f"{BASE}/documents", json=body, headers={"X-CSRF-Token": "x"}).status_code == 403
    assert browser.post(f"{BASE}/documents", json=body, headers={"X-CSRF-Token": csrf}).status_code == 201


def test_a_text_is_read_into_the_public_format_and_not_kept(empty: Program) -> None:
    answer = empty.post("/readings", {"text": NEWS})
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), shipped_schema())
    assert [one["kind"] for one in answer.json()["agreements"]] == ["framework"]
    assert empty.ask("/documents", total="yes")["total"] == 0
    assert empty.ask("/schema") == shipped_schema()


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13", "0000", "２０２４", "yesterday"])
def test_a_day_that_the_calendar_does_not_know_is_refused(empty: Program, day: str) -> None:
    for path in ("/readings", "/documents"):
        answer = empty.post(path, {"text": NEWS, "published": day})
        assert (answer.status_code, answer.json()["code"]) == (422, "wrong_call"), path
    assert empty.all("/documents") == []


def test_a_document_is_kept_once_and_what_cannot_be_read_not_at_all(empty: Program) -> None:
    first, second = (empty.post("/documents", {"text": NEWS, "source": "the paper"}) for _ in range(2))
    assert [one.json()["steps"][0]["outcome"] for one in (first, second)] == ["new", "known"]
    assert empty.client.get(first.headers["location"]).json()["text"] == NEWS
    refused = empty.post("/documents", {"text": " \n"})
    assert (refused.status_code, refused.json()["code"]) == (422, "refused")
    page = b"<html><title>T</title><article><p>Wuxi and CETC signed a framework agreement.</p></article></html>"
    bytes_ = {"Content-Type": "application/octet-stream"}
    sent = empty.client.post(f"{BASE}/documents?name=page.html", content=page, headers=bytes_)
    assert sent.status_code == 201
    assert len(empty.all("/documents")) == 2


def test_the_digest_is_the_register_s_own(program: Program) -> None:
    from accord.register import digest

    with program.house.register.reading() as connection:
        assert program.ask("/digest")["digest"] == digest(connection)
    assert program.ask("/version")["register"] == program.ask("/digest")["register"]


def test_the_openapi_document_tells_every_call_with_its_problems(program: Program) -> None:
    told = program.ask("/openapi.json")
    assert told == msgspec.json.decode(msgspec.json.encode(openapi(CALLS)))
    operations = [one for path in told["paths"].values() for one in path.values()]
    assert len(operations) == len(CALLS)
    for one in operations:
        assert {"401", "403", "422", "500"} <= set(one["responses"]), one["operationId"]
        assert one["summary"]


def test_the_reference_of_the_api_is_written_from_the_calls() -> None:
    here = Path(__file__).parents[2] / FILE
    assert here.read_text("utf-8") == reference(), "run: python -m accord.web.api.reference"
