"""What later news may be about: promises that are facts, and what news of an agreement promises by its wording alone."""

from pathlib import Path

from accord.bootstrap import the_identity, the_reader
from accord.flows import ingest
from accord.flows.follow import followed, plan_called, promises_of
from accord.register import open_register
from tests.builders import a_found

NOW = "2026-11-22T09:00:00+00:00"
TERMS = (
    "Nanjing and Wuxi signed a cooperation agreement on 14 July 2024. Under the agreement, Wuxi will build a laboratory in Nanjing by "
    "2025. The two sides also promised training for nurses in both towns."
)
NO_AGREEMENT = "Rain fell on Lund and Oslo. The two sides also promised training for pilots in both towns."
LATER = "Nurses from Nanjing and Wuxi have begun their training in both towns. The two sides paid for their uniforms."


def test_later_news_is_linked_to_what_an_agreement_promises_by_its_wording(tmp_path: Path) -> None:
    found = [
        a_found(TERMS, source="terms.txt", published="2024-07-15"),
        a_found(NO_AGREEMENT, source="rain.txt", published="2024-07-16"),
        a_found(LATER, source="later.txt", published="2025-03-01"),
    ]
    with open_register(str(tmp_path / "accord.db"), create=True) as register:
        ingest(found, register=register, reader=the_reader(), identity=the_identity(), clock=lambda: NOW, batch=50)
        with register.asking() as asking:
            targets = [one.promise for one in promises_of(asking)]
            nurses = [one for one in targets if "nurses" in one.quote]
            links = [one for one in followed(asking) if one.link.promise.id in {each.id for each in nurses}]

            assert not [one for one in targets if "pilots" in one.quote], "no agreement is told there"
            assert [(one.kind, one.source) for one in nurses] == [("plan", "terms.txt")]
            assert {one.source for one in links} == {"later.txt"}
            assert plan_called(asking, nurses[0].id) == nurses[0]
