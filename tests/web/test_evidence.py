"""One document: its words and what they say, side by side; corrected, rejected and entered from its words."""

import re
import threading

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from accord.errors import ConflictError
from accord.flows import Deciding
from accord.flows.correct import correct_fact
from accord.register import Register, history
from accord.register.pages.documents import document, facts_here
from accord.web.pages.evidence_text import cut, parts
from tests.web.conftest import NOW, Served
from tests.web.test_every_page import AXE, SETTINGS

NANJING = "Nanjing and CETC sign strategic cooperation agreement, the fifth since 2005"
SAY = {
    "en": {
        "form": "Correct or reject", "save": "Save the correction", "undo": "Undo", "undone": "Undone: it is again as it was before.",
        "add": "Add a fact from these words", "record": "Record it", "post": "post", "corrected": "corrected", "reject": "Reject it",
        "hand": "entered by hand",
    },
    "zh": {
        "form": "更正或驳回", "save": "保存更正", "undo": "撤销", "undone": "已撤销，恢复原状。", "add": "据此原文添加事实",
        "record": "录入", "post": "职务", "corrected": "已更正", "reject": "驳回", "hand": "人工录入",
    },
}  # fmt: skip


def path_of(register: Register, title: str = NANJING) -> str:
    """Return the address of the document with this title."""
    with register.asking() as asking:
        return "/documents/" + str(
            asking.execute("SELECT id FROM unit WHERE title = :title", {"title": title}).scalar()
        )


def facts_of(register: Register, title: str = NANJING) -> list[dict]:  # type: ignore[type-arg]
    with register.asking() as asking:
        return facts_here(asking, document(asking, path_of(register, title).removeprefix("/documents/"))["row"])


def opened(served: Served, page: Page, path: str, *, person: str = "Wang", role: str = "admin") -> None:
    page.goto(served.key(person, role))
    page.goto(f"{served.address}{path}")


def client_of(served: Served, person: str, role: str = "admin") -> httpx2.Client:
    client = httpx2.Client(base_url=served.address)
    client.get(served.key(person, role).removeprefix(served.address))
    return client


def form_of(client: httpx2.Client, path: str) -> dict[str, str]:
    """Return the hidden fields of a page's first form of a fact."""
    page = client.get(path)
    return dict(re.findall(r'name="(csrf|seen)" value="([^"]*)"', page.text))


def test_a_fact_leads_to_its_words_and_words_lead_to_their_facts(shown: Served, page: Page, language: str) -> None:
    opened(shown, page, path_of(shown.house.register))
    agreement = page.locator("details.fact.k-agreement").first
    agreement.locator("summary").click()
    expect(page.locator("#words mark.on").first).to_contain_text("Nanjing")
    expect(agreement).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator("#words mark.on")).to_have_count(0)
    page.locator("#words mark.k-post", has_text="Han Liming").first.click()
    expect(page.locator("details.fact.k-post[open]")).to_contain_text("Han Liming")


def test_what_wuxi_and_cethik_agreed_is_seen_in_the_sentence_that_says_it(
    shown: Served, page: Page, language: str
) -> None:
    opened(shown, page, "/agreements?region=320200")
    page.locator("table.records a.main", has_text={"en": "CETHIK", "zh": "中电海康"}[language]).first.click()
    page.locator("table.said details").first.locator("summary").click()
    page.locator("table.said .source a").first.click()
    expect(page.locator("details.fact.k-agreement[open]")).to_be_visible()
    marked = page.locator("#words mark.on").first
    expect(marked).to_be_in_viewport()
    expect(marked).to_contain_text(re.compile("sign|签"))


def test_keys_go_from_fact_to_fact_in_the_order_of_the_words(shown: Served, page: Page, language: str) -> None:
    opened(shown, page, path_of(shown.house.register))
    ids = [one["id"] for one in facts_of(shown.house.register)]
    page.keyboard.press("n")
    expect(page.locator("details.fact[open]")).to_have_attribute("id", ids[0])
    page.keyboard.press("n")
    expect(page.locator("details.fact[open]")).to_have_attribute("id", ids[1])
    page.keyboard.press("p")
    expect(page.locator(f"#{ids[0]} > summary")).to_be_focused()


def test_several_facts_on_the_same_words_are_offered(shown: Served, page: Page, language: str) -> None:
    opened(shown, page, path_of(shown.house.register))
    page.locator("#words mark.many", has_text="Wang Haibo").first.click()
    expect(page.locator("#choose li")).not_to_have_count(1)
    page.locator("#choose button").last.click()
    expect(page.locator("#choose")).to_be_hidden()
    expect(page.locator("details.fact[open]")).to_contain_text("Wang Haibo")


def test_an_address_opens_its_fact(shown: Served, page: Page, language: str) -> None:
    fact = facts_of(shown.house.register)[3]["id"]
    opened(shown, page, f"{path_of(shown.house.register)}#{fact}")
    expect(page.locator("details.fact[open]")).to_have_attribute("id", fact)
    expect(page.locator("#words mark.on").first).to_be_in_viewport()


def test_who_comes_by_an_address_sees_the_words_below_the_bar_at_the_top(
    shown: Served, page: Page, language: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    fact = next(one["id"] for one in facts_of(shown.house.register) if one["kind"] == "agreement")
    opened(shown, page, f"{path_of(shown.house.register)}#{fact}")
    page.wait_for_function(  # the browser would go to the fact beside them and leave the words under the bar
        """() => { const seen = document.querySelector("#words mark.on").getBoundingClientRect();
                   return document.readyState === "complete" && seen.top > 100 && seen.bottom < innerHeight - 100; }"""
    )


@pytest.mark.slow
def test_on_a_phone_the_facts_come_up_from_below(shown: Served, page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    opened(shown, page, path_of(shown.house.register))
    expect(page.locator("#facts-list")).to_be_hidden()
    page.locator("#words mark.k-post", has_text="Han Liming").first.click()
    expect(page.locator("details.fact.k-post[open] .inside")).to_be_in_viewport()
    expect(page.locator("#words mark.on")).to_be_in_viewport()
    page.wait_for_function(  # the page is still on its way there
        """() => document.querySelector("#words mark.on").getBoundingClientRect().bottom
                 < document.querySelector("#facts").getBoundingClientRect().top"""
    )


AT_THE_TOP = """() => {
  const [form, panel] = [".slot form", "#facts"].map(one => document.querySelector(one)?.getBoundingClientRect());
  return form && form.top > panel.top && form.top < panel.top + 140 && form.top > 60 && form.top < innerHeight - 100;
}"""


def test_a_wrong_party_is_corrected_and_the_correction_undone(office: Served, page: Page, language: str) -> None:
    say = SAY[language]
    opened(office, page, path_of(office.house.register), role="editor")
    fact = page.locator("details.fact.k-agreement").first
    fact.locator("summary").click()
    fact.get_by_role("link", name=say["form"]).click()
    page.wait_for_function(AT_THE_TOP)
    box = fact.locator("input[name=parties]").nth(1)
    expect(box).to_have_value("China Electronics Technology Group Corporation")
    box.fill("Lotus Machinery Company")
    fact.get_by_role("button", name=say["save"]).click()
    fact = page.locator("details.fact.k-agreement[open]")
    expect(fact).to_contain_text("Lotus Machinery Company")
    expect(fact.locator(".changed").first).to_contain_text("Wang")
    expect(fact.locator("s")).to_have_count(1)
    expect(fact.locator("s")).to_contain_text(
        {"en": "China Electronics Technology Group", "zh": "中国电子科技集团"}[language]
    )
    page.locator(".notice.done").get_by_role("button", name=say["undo"]).click()
    expect(page.locator(".notice.done")).to_contain_text(say["undone"])
    expect(page.locator("#words")).to_be_visible()
    assert (
        facts_of(office.house.register)[0]["fields"]["parties"][1] == "China Electronics Technology Group Corporation"
    )


def test_a_fact_is_added_from_selected_words(office: Served, page: Page, language: str) -> None:
    say = SAY[language]
    opened(office, page, path_of(office.house.register), role="editor")
    words = page.locator("#words p").nth(2)
    quoted = words.evaluate(
        """p => { const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); let last = walk.nextNode(), next;
        const first = last; while ((next = walk.nextNode())) last = next; const range = document.createRange();
        range.setStart(first, 0); range.setEnd(last, last.length); const s = getSelection(); s.removeAllRanges(); s.addRange(range);
        return range.toString() }"""
    )
    page.locator("#add-here").click()
    form = page.locator("#add")
    expect(form.locator("blockquote mark")).to_have_text(quoted)
    form.get_by_role("link", name=say["post"], exact=True).click()
    form.locator("[name=person]").fill("Sun Li")
    form.locator("[name=post]").fill("Director")
    form.get_by_role("button", name=say["record"]).click()
    fact = page.locator("details.fact[open]")
    expect(fact).to_contain_text("Sun Li")
    expect(fact).to_contain_text(say["hand"])
    made = next(one for one in facts_of(office.house.register) if one["fields"].get("person") == "Sun Li")
    with office.house.register.asking() as asking:
        content = document(asking, path_of(office.house.register).removeprefix("/documents/"))["content"]
    assert content[made["words"][0]["start"] : made["words"][0]["end"]] == quoted


@pytest.mark.slow
def test_a_document_is_withdrawn_and_comes_back(office: Served, page: Page, language: str) -> None:
    opened(office, page, path_of(office.house.register))
    page.locator(".ways-out summary").click()
    page.locator("#why-withdraw").fill("an advertisement")
    page.locator("form[action$='/withdraw'] button").click()
    expect(page.locator(".notice.doubt")).to_contain_text("an advertisement")
    expect(page.locator("details.fact")).to_have_count(0)
    page.locator(".notice.doubt").get_by_role("button", name=SAY[language]["undo"]).click()
    expect(page.locator("details.fact")).to_have_count(17)


@pytest.mark.slow
def test_a_document_is_erased_only_where_its_number_is_typed(office: Served, page: Page, language: str) -> None:
    path = path_of(office.house.register)
    opened(office, page, path)
    page.locator(".ways-out summary").click()
    page.locator("#why-purge").fill("a complaint")
    page.locator("#confirm").fill("00000000")
    page.locator("form[action$='/purge'] button").click()
    expect(page.locator("details.fact")).to_have_count(17)
    page.locator("#confirm").fill(path.removeprefix("/documents/sha256:")[:8])
    page.locator("form[action$='/purge'] button").click()
    expect(page.locator(".notice.doubt")).to_contain_text("a complaint")
    expect(page.locator("#words")).not_to_contain_text("Nanjing")
    expect(page.locator("details.fact")).to_have_count(0)


@pytest.mark.slow
def test_a_rejected_fact_goes_and_comes_back(office: Served, page: Page, language: str) -> None:
    say = SAY[language]
    opened(office, page, path_of(office.house.register))
    fact = page.locator("details.fact.k-post").first
    person = facts_of(office.house.register)[2]["fields"]["person"]
    fact.locator("summary").click()
    fact.get_by_role("link", name=say["form"]).click()
    fact.locator("#why-reject").fill("not said here")
    fact.get_by_role("button", name=say["reject"]).click()
    expect(page.locator(".notice.done")).to_be_visible()
    assert len(facts_of(office.house.register)) == 16
    page.locator(".notice.done").get_by_role("button", name=say["undo"]).click()
    expect(page.locator("#facts")).to_contain_text(person)
    assert len(facts_of(office.house.register)) == 17


def test_who_was_overtaken_is_told_and_overwrites_nothing(office: Served) -> None:
    path = f"{path_of(office.house.register)}/facts/{facts_of(office.house.register)[0]['id']}"
    li, wang = client_of(office, "Li", "editor"), client_of(office, "Wang", "editor")
    hers, his = form_of(li, path), form_of(wang, path)
    fields = {"kind": "framework", "status": "signed", "parties": ["Nanjing", "CETC"], "place": "Beijing"}
    assert li.post(f"{path}/correct", data={**hers, **fields}).status_code == 303
    refused = wang.post(f"{path}/correct", data={**his, **fields, "kind": "memorandum"})
    assert refused.status_code == 409
    assert "Li" in refused.text
    assert facts_of(office.house.register)[0]["fields"]["kind"] == "framework"
    again = dict(re.findall(r'name="(csrf|seen)" value="([^"]*)"', refused.text))
    assert wang.post(f"{path}/correct", data={**again, **fields, "kind": "memorandum"}).status_code == 303
    assert facts_of(office.house.register)[0]["fields"]["kind"] == "memorandum"
    assert li.post(f"{path}/reject", data={**hers, "why": "no"}).status_code == 409
    with office.house.register.asking() as asking:
        assert next(one["kind"] for one in history(asking)) == "value"


def test_what_another_has_corrected_stays_where_one_changed_something_else(
    office: Served, page: Page, language: str
) -> None:
    fact = facts_of(office.house.register)[0]["id"]
    path = f"{path_of(office.house.register)}/facts/{fact}"
    opened(office, page, path, role="editor")
    page.locator("[name=place]").fill("Suzhou")
    li = client_of(office, "Li", "editor")
    fields = {"kind": "framework", "status": "signed", "parties": ["Nanjing", "CETC"], "place": "Beijing"}
    li.post(f"{path}/correct", data={**form_of(li, path), **fields})
    page.get_by_role("button", name=SAY[language]["save"]).click()
    expect(page.get_by_role("alert")).to_contain_text("Li")
    expect(page.locator("[name=kind]")).to_have_value("framework")
    expect(page.locator("[name=place]")).to_have_value("Suzhou")
    page.get_by_role("button", name=SAY[language]["save"]).click()
    expect(page.locator(".notice.done")).to_contain_text("Suzhou")
    now = facts_of(office.house.register)[0]["fields"]
    assert (now["kind"], now["place"]) == ("framework", "Suzhou")


def test_a_fact_that_was_rejected_in_between_is_told_to_be(office: Served) -> None:
    path = f"{path_of(office.house.register)}/facts/{facts_of(office.house.register)[2]['id']}"
    li, wang = client_of(office, "Li", "editor"), client_of(office, "Wang", "editor")
    hers, his = form_of(li, path), form_of(wang, path)
    assert li.post(f"{path}/reject", data={**hers, "why": "no"}).status_code == 303
    refused = wang.post(f"{path}/correct", data={**his, "person": "Sun Li", "post": "Mayor"})
    assert refused.status_code == 409
    assert "Li" in refused.text


def test_of_ten_who_correct_one_fact_at_once_one_does_and_nine_are_told(office: Served) -> None:
    register, held = office.house.register, path_of(office.house.register).removeprefix("/documents/")
    fact, ended, gate = facts_of(register)[0], list[str](), threading.Barrier(10)

    def decide(number: int) -> None:
        deciding = Deciding(register, office.house.identity, f"editor {number}", lambda: NOW)
        gate.wait()
        try:
            correct_fact(deciding, held, fact["id"], {"place": f"Town {number}"}, seen=fact["edits"])
            ended.append("recorded")
        except ConflictError as error:
            ended.append("told" if error.decisions else "told badly")

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(ended) == ["recorded", *["told"] * 9]
    with register.asking() as asking:
        assert len(history(asking)) == 1


def test_ten_who_correct_ten_facts_at_once_lose_nothing(office: Served) -> None:
    register, held = office.house.register, path_of(office.house.register).removeprefix("/documents/")
    facts, gate = (
        [one for one in facts_of(register) if one["kind"] in ("post", "commitment")][:10],
        threading.Barrier(10),
    )

    def decide(fact: dict) -> None:  # type: ignore[type-arg]
        change = {"post": "Clerk"} if fact["kind"] == "post" else {"due": "2031"}
        gate.wait()
        correct_fact(
            Deciding(register, office.house.identity, "Li", lambda: NOW), held, fact["id"], change, seen=fact["edits"]
        )

    threads = [threading.Thread(target=decide, args=(fact,)) for fact in facts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    now = {one["id"]: one for one in facts_of(register)}
    assert all(
        now[fact["id"]]["fields"].get("due") == "2031" or now[fact["id"]]["fields"].get("post") == "Clerk"
        for fact in facts
    )


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"date": "yesterday"}, 422),
        ({"date": "2024-02-31"}, 422),
        ({"amount": "much"}, 422),
        ({"kind": "a wish"}, 422),
        ({"parties": []}, 422),
        ({"date": "2024.7.14", "amount": "2,000,000", "amount.currency": "cny"}, 303),
    ],
)
def test_what_a_field_cannot_be_is_refused_and_marked(office: Served, typed: dict[str, str], status: int) -> None:
    path = f"{path_of(office.house.register)}/facts/{facts_of(office.house.register)[0]['id']}"
    client = client_of(office, "Li", "editor")
    fields = {"kind": "framework", "status": "signed", "parties": ["Nanjing", "CETC"], **typed}
    answer = client.post(f"{path}/correct", data={**form_of(client, path), **fields})
    assert answer.status_code == status
    assert status == 303 or ('aria-invalid="true"' in answer.text or "parties" in typed)


def test_only_ones_own_decisions_are_undone_by_an_editor(office: Served) -> None:
    path = path_of(office.house.register)
    fact = f"{path}/facts/{facts_of(office.house.register)[2]['id']}"
    li, wang = client_of(office, "Li", "editor"), client_of(office, "Wang", "editor")
    li.post(f"{fact}/reject", data={**form_of(li, fact), "why": "no"})
    token = dict(re.findall(r'name="(csrf)" value="([^"]*)"', wang.get(f"{path}/enter?start=0&end=5").text))
    assert wang.post(f"{path}/undo", data={**token, "decision": "d1"}).status_code == 403
    reviewer = client_of(office, "Zhao", "reviewer")
    token = dict(re.findall(r'name="(csrf)" value="([^"]*)"', reviewer.get(f"{path}/enter?start=0&end=5").text))
    assert reviewer.post(f"{path}/undo", data={**token, "decision": "d1"}).status_code == 303


def test_a_reader_sees_facts_but_no_forms(shown: Served) -> None:
    path = path_of(shown.house.register)
    client = client_of(shown, "Guest", "reader")
    assert "/facts/" not in client.get(path).text
    assert client.get(f"{path}/enter?start=0&end=5").status_code == 403
    assert "/correct" not in client.get(f"{path}/facts/{facts_of(shown.house.register)[0]['id']}").text


@pytest.mark.parametrize("asked", ["?part=99", "?part=two", "?fact=a-000000000000", "?done=d1,d99", "?part=-1"])
def test_an_address_that_asks_for_what_is_not_there_shows_the_document(shown: Served, asked: str) -> None:
    assert client_of(shown, "Guest", "reader").get(path_of(shown.house.register) + asked).status_code == 200


def test_words_are_given_by_who_cannot_select_them(shown: Served) -> None:
    path, client = path_of(shown.house.register), client_of(shown, "Li", "editor")
    once = client.get(f"{path}/enter", params={"words": "Han Liming, Secretary"}).text
    assert 'name="start" value="336"' in once
    often = client.get(f"{path}/enter", params={"words": "Nanjing"}).text
    assert often.count("/enter?start=") > 1
    assert "wrong" in client.get(f"{path}/enter", params={"words": "a zeppelin"}).text


@pytest.mark.slow
def test_a_document_of_three_hundred_pages_is_shown_in_parts(office: Served) -> None:
    from accord.flows import ingest
    from accord.model import Found
    from accord.model.document import Appearance, Text, bytes_hash, text_id

    words = "\n".join(f"{line} " + "言葉 " * 600 for line in range(400))
    text = Text(text_id(words), words, "ja", "1")
    house = office.house
    ingest(
        [Found(text, Appearance(text.id, "long.txt", bytes_hash(words.encode())))],
        register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW,
    )  # fmt: skip
    client, shown = client_of(office, "Guest", "reader"), ""
    for part in range(1, len(parts(words)) + 1):
        shown += client.get(f"/documents/{text.id}?part={part}").text
    assert len(parts(words)) > 15
    assert all(shown.count(f">{line} 言葉") == 1 for line in range(400))


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda one: (one[0], sum(one))), max_size=12)


@given(st.text("ab <&\n汉𠀀", min_size=1, max_size=60), spans, st.integers(1, 70))
def test_pieces_are_the_words_as_they_stood_and_each_knows_its_facts(content: str, told: list, size: int) -> None:  # type: ignore[type-arg]
    facts = [
        {"id": f"a-{turn}", "kind": "agreement", "words": [{"start": min(a, len(content)), "end": min(b, len(content))}],
         "because": [], "doubts": []}
        for turn, (a, b) in enumerate(told)
        if a < len(content)
    ]  # fmt: skip
    stretches = parts(content, size)
    assert [start for start, _ in stretches[1:]] == [end for _, end in stretches[:-1]]
    for stretch in stretches:
        for paragraph in cut(content, facts, stretch):
            whole = "".join(piece.text for piece in paragraph.pieces)
            assert content[paragraph.start : paragraph.start + len(whole)] == whole
            for piece in paragraph.pieces:
                end = piece.start + len(piece.text)
                on = {f["id"] for f in facts if f["words"][0]["start"] <= piece.start and end <= f["words"][0]["end"]}
                touched = {
                    f["id"] for f in facts if f["words"][0]["start"] < end and piece.start < f["words"][0]["end"]
                }
                assert set(piece.facts) == on == touched


@pytest.fixture
def hostile(office: Served) -> str:
    """A document whose words would be markup, elsewhere."""
    from accord.flows import ingest
    from accord.model import Found
    from accord.model.document import Appearance, Text, bytes_hash, text_id

    words = "<script>alert(1)</script>\n" + path_of(office.house.register) + "</mark><img src=x onerror=alert(2)>\n"
    words += "Wuxi City and Lotus Group signed a framework agreement on <b>Monday</b>.\n"
    text = Text(text_id(words), words, "en", "1")
    place = Appearance(text.id, "javascript:alert(3)", bytes_hash(words.encode()), title='"><script>alert(4)</script>')
    ingest(
        [Found(text, place)],
        register=office.house.register, reader=office.house.reader(), identity=office.house.identity, clock=lambda: NOW,
    )  # fmt: skip
    return f"/documents/{text.id}"


@pytest.mark.slow
def test_hostile_words_are_shown_and_never_run(office: Served, hostile: str, page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    opened(office, page, hostile)
    expect(page.locator("#words")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("h1")).to_contain_text("<script>alert(4)</script>")
    expect(page.locator("main img, main script, a[href^='javascript']")).to_have_count(0)
    assert not asked


@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 390])
def test_forms_and_what_comes_up_can_be_used_by_everybody(shown: Served, page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    path, fact = path_of(shown.house.register), facts_of(shown.house.register)[0]["id"]
    opened(shown, page, path)
    for asked in (f"{path}/facts/{fact}", f"{path}/enter?start=0&end=20&kind=agreement", f"{path}?fact={fact}#{fact}"):
        page.goto(f"{shown.address}{asked}")
        if "#" in asked:
            page.locator(f"#{fact}").get_by_role("link", name=SAY[language]["form"]).click()
            expect(page.locator(".slot form").first).to_be_visible()
        page.evaluate("window.scrollTo(0, 0)")  # what scrolls by under the bar at the top is a smaller target
        page.evaluate(AXE)
        told = page.evaluate("settings => axe.run(document, settings)", SETTINGS)["violations"]
        assert not [(one["id"], one["nodes"][0]["target"]) for one in told if one["impact"] in ("serious", "critical")]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), asked
