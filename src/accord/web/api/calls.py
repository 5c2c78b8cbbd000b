"""Every call of the API.

Out: `CALLS`, in the order of the reference.
"""

from typing import Any

import msgspec

from accord.model.reading import Reading
from accord.web.api import counted, deciding, finding, handing_in, ones, reading, shapes, shapes_pages
from accord.web.api import shapes_decisions as sent
from accord.web.api.call import Call
from accord.web.api.lists import CURSOR_PARAMETER, FILTERS, LIMIT, LIST_CALLS, LISTED

__all__ = ["CALLS"]


def _page(name: str, record: type[msgspec.Struct], about: str) -> type[msgspec.Struct]:
    fields: list[Any] = [("records", list[record]), ("next", str | None)]  # type: ignore[valid-type]
    shape = msgspec.defstruct(name, fields, frozen=True, module=__name__)
    shape.__doc__ = about
    return shape


class PersonList(msgspec.Struct, frozen=True):
    """Persons who go by a name, whoever documents name more often first; or one page of all."""

    records: list[sent.PersonLine]
    next: str | None


class EvidenceList(msgspec.Struct, frozen=True):
    """The words that prove a fact."""

    records: list[shapes_pages.Evidence]


_PROVED = {
    name: (what, shapes_pages.proved(LISTED[name]))
    for name, what in {
        "meetings": "meeting",
        "posts": "post",
        "commitments": "commitment",
        "progress": "progress",
        "mechanisms": "mechanism",
        "projects": "project",
    }.items()
}
_ONE = ("not_found",)
_DECIDED = ("malformed", "not_found", "conflict", "too_large", "media_type")
_READ = ("malformed", "too_large", "media_type")
_LISTS = {call.name.removeprefix("list_"): call for call in LIST_CALLS}


def _looks(path: str, name: str, about: str, tag: str, **more: Any) -> Call:  # noqa: ANN401 - fields of `Call`
    return Call("GET", path, name, about, tag=tag, action="look", **more)


def _fact(name: str) -> Call:
    what, shape = _PROVED[name]
    about = f"One {what} with the words that prove it."
    return _looks(f"/{name}/{{id}}", f"get_{what}", about, name, does=ones.proved(what), gives=shape, problems=_ONE)


CALLS: tuple[Call, ...] = (
    _LISTS["agreements"],
    _looks(
        "/agreements/{id}", "get_agreement", "One agreement with its reports, series, commitments and evidence.",
        "agreements", does=ones.the_agreement, gives=shapes_pages.AgreementPage, problems=_ONE,
    ),
    _looks(
        "/facets", "count_agreements", "How many agreements there are by kind, status, period, sector, region, party, language.",
        "agreements", does=finding.counted, gives=sent.Facets, parameters=FILTERS["agreements"], problems=_ONE,
    ),
    _LISTS["parties"],
    _looks(
        "/parties/{id}", "get_party", "One body with its names, its latest agreements and posts, and the addresses of the others.", "parties",
        does=ones.one_party, gives=shapes_pages.PartyPage, problems=_ONE,
    ),
    _looks(
        "/persons", "find_persons", "Persons who go by a name; without one all, by name.", "persons", does=ones.persons,
        gives=PersonList, parameters=(finding.NAME, LIMIT, CURSOR_PARAMETER), problems=_ONE,
    ),
    _looks(
        "/persons/{id}", "get_person", "One person with posts, agreements and meetings, each with its words.", "persons",
        does=ones.one_person, gives=shapes_pages.PersonPage, problems=_ONE,
    ),
    *(call for name in _PROVED for call in (_LISTS[name], _fact(name))),
    _looks(
        "/counted", "list_counted", "Projects, each once, with what a policy counts of it and by which rule.", "counted",
        does=counted.counted_projects, gives=counted.CountedList, parameters=(*counted.PROJECTS, LIMIT, CURSOR_PARAMETER),
        problems=_ONE, still=False,
        more="A project is the agreements that renew or carry out each other, and the names under which documents tell of it "
        "with the same bodies. What no signing is known of is not counted.",
    ),
    _looks(
        "/rates", "get_rates", "How much of what was signed has started and produces, how many checkable promises are delivered.",
        "counted", does=counted.rates_told, gives=counted.RateList, parameters=counted.RATES, problems=_ONE, still=False,
        more="Only states that a person has confirmed count. Of fewer than 30 cases no share is told.",
    ),
    _LISTS["documents"],
    Call(
        "POST", "/documents", "add_document", "Keep a document and read it: words as JSON, or the bytes of a file.",
        tag="documents", action="add", does=reading.add, gives=sent.Added, takes=sent.DocumentText, status=201,
        media=("application/json", "application/octet-stream"), parameters=(reading.FILE_NAME,), problems=_READ,
        more="A text that is known already is not kept twice. What cannot be read is refused (422) and not kept. At most "
        "1 MB, as it is read before the answer comes; hand longer ones in as a job.",
    ),
    Call(
        "POST", "/jobs", "hand_in", "Hand in a file or an address, to be read when its turn comes.", tag="documents", action="add",
        does=handing_in.hand_it_in, gives=sent.Job, takes=sent.Address, status=202,
        media=("application/json", "application/octet-stream"), parameters=(reading.FILE_NAME,), problems=_READ,
        more="What cannot be read is told by the job and kept in quarantine. Of a workbook (.xlsx) the job says what it would "
        "change; a person writes it, on the page. Addresses inside of a network are not fetched.",
    ),
    _looks(
        "/jobs/{id}", "get_job", "One thing that was handed in, and what became of it.", "documents",
        does=handing_in.the_job, gives=sent.Job, problems=_ONE, still=False,
    ),
    _looks(
        "/documents/{id}", "get_document", "One document with its words, where it was found, and the facts on its words.",
        "documents", does=ones.one_document, gives=shapes_pages.DocumentPage, problems=_ONE,
    ),
    _looks(
        "/quarantine", "list_refused", "What could not be read, newest first.", "documents", does=finding.refused,
        gives=_page("RefusedList", shapes.Refused, "One page of what could not be read."),
        parameters=(finding.RESOLVED, LIMIT, CURSOR_PARAMETER), problems=_ONE,
    ),
    _looks(
        "/evidence/{id}", "get_evidence", "The words that prove a fact; of an agreement, those of all its reports.",
        "evidence", does=ones.the_evidence, gives=EvidenceList, problems=_ONE,
    ),
    _looks(
        "/search", "search", "Names, facts and documents that hold the words, best first.", "search",
        does=finding.found, gives=sent.Found, parameters=(finding.WORDS, finding.SCOPE, LIMIT),
    ),
    _looks(
        "/proposals", "list_proposals", "What the program suggests and does not decide, the surest first.", "proposals",
        does=finding.proposed, gives=_page("ProposalList", sent.Proposal, "One page of proposals."),
        parameters=(finding.KIND, finding.PARTY, LIMIT, CURSOR_PARAMETER), problems=_ONE,
        more="What somebody decides in between is left out; what is shown may be shown again, nothing is passed over.",
    ),
    _looks(
        "/proposals/{id}", "get_proposal", "One proposal with the words of both sides.", "proposals",
        does=finding.the_proposal, gives=sent.Proposal, problems=_ONE,
    ),
    _looks(
        "/doubts", "list_doubts", "Facts that the program doubts, those with a reason first.", "proposals",
        does=finding.doubts, gives=_page("DoubtList", sent.Doubt, "One page of doubted facts."),
        parameters=(finding.PARTY, LIMIT, CURSOR_PARAMETER), problems=_ONE,
    ),
    Call(
        "POST", "/proposals/{id}/accept", "accept_proposal",
        "Decide that both sides of a proposal are one; with the id of a doubted fact: that it holds.",
        tag="proposals", action="review", does=deciding.accepted, gives=sent.Decision, takes=sent.Why, status=201,
        problems=_DECIDED,
    ),
    Call(
        "POST", "/proposals/{id}/reject", "reject_proposal",
        "Decide that both sides of a proposal are not one; with the id of a doubted fact: that it does not hold.",
        tag="proposals", action="review", does=deciding.rejected, gives=sent.Decision, takes=sent.Why, status=201,
        problems=_DECIDED,
    ),
    _looks(
        "/decisions", "list_decisions", "Who decided what, newest first.", "decisions", does=finding.decided,
        gives=_page("DecisionList", sent.Decision, "One page of decisions."),
        parameters=(LIMIT, CURSOR_PARAMETER), problems=_ONE,
    ),
    Call(
        "POST", "/decisions", "decide", "Decide: reject, set or enter a fact, merge, split, withdraw, undo.",
        tag="decisions", action="look", does=deciding.take, gives=sent.Decision, takes=sent.Taken, status=201,
        problems=_DECIDED,
        more="Who may depends on the decision: reject, set and enter need `correct`; merge and split `review`; "
        "withdraw `withdraw`; an undo of one's own decision `correct`, of another's `undo`.",
    ),
    _looks(
        "/decisions/{id}", "get_decision", "One decision, and whether it stands.", "decisions", does=finding.decision,
        gives=sent.Decision, problems=_ONE,
    ),
    Call(
        "POST", "/readings", "read_text", "Read a text and say what it says; nothing is kept.", tag="readings",
        action="look", does=reading.read_it, gives=Reading, takes=sent.DocumentText, problems=_READ,
        more="The answer is in the public format `accord/reading/1`. Words that hold nothing to read are refused (422); at most 1 MB.",
    ),
    _looks(
        "/schema", "get_reading_schema", "The JSON Schema of a reading.", "readings", does=finding.reading_schema,
        gives=None,
    ),
    _looks(
        "/version", "get_version", "Which program answers, and the state of the register.", "register",
        does=finding.versions, gives=sent.Version,
    ),
    _looks(
        "/digest", "get_digest", "The hash of all that is derived; seconds to a minute on a large register, then kept.",
        "register", does=finding.the_digest, gives=sent.Digest,
    ),
)  # fmt: skip
