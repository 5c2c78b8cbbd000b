"""Score the other facts of one document: relevance, meetings, posts, commitments, aliases, evidence.

In:  gold facts, read facts and the words that their spans index.
Out: marks, a function a figure.
"""

from itertools import combinations

from accord.model import Facts, Span
from accord.model.reading import Agreement, Meeting, Post
from evals.alignment import Names, align_parties, overlap, read_names, widen
from evals.carry import carry
from evals.gold import Gold, GoldCommitment
from evals.names import name_key, person_key, same_post
from evals.tally import Marks, Miss, Tally

__all__ = [
    "NEAR_MISSES",
    "alias_marks",
    "commitment_marks",
    "evidence_marks",
    "meeting_marks",
    "post_marks",
    "relevance_marks",
]

NEAR_MISSES = "near misses"
_SPAN_HIT = 0.5  # intersection over union from which two spans are the same sentence
_SHOWN = 160  # code points of a sentence that an error shows


def relevance_marks(gold: Gold, facts: Facts) -> Marks:
    """Return whether a report of cooperation was known as one, and whether a near miss was taken for one."""
    read = facts.relevant
    tallies = {"relevance": Tally(int(read and gold.relevant), int(gold.relevant), int(read))}
    if not gold.relevant:
        tallies[NEAR_MISSES] = Tally(int(read), 1, 0)
    if read == gold.relevant:
        return Marks(tallies)
    wrong = Miss("relevance", "extra" if read else "missed", "is no report of cooperation" if read else "is one")
    return Marks(tallies, (wrong,))


def meeting_marks(gold: Gold, facts: Facts) -> Marks:
    """Return the meetings of which half or more of the parties agree."""
    names = {party.id: read_names(party) for party in facts.parties}
    read = [[names[i] for i in dict.fromkeys(m.parties) if i in names] for m in facts.meetings]
    used: set[int] = set()
    misses = []
    for meeting in gold.meetings:
        wanted = [widen(party, gold.mentions) for party in meeting.parties]
        hit = next((i for i, one in enumerate(read) if i not in used and _half(wanted, one)), None)
        if hit is None:
            misses.append(Miss("meetings", "missed", _meeting(meeting.kind, [p[0] for p in meeting.parties])))
        else:
            used.add(hit)
    for i, one in enumerate(facts.meetings):
        if i not in used:
            known = [party.name for party in facts.parties if party.id in one.parties]
            misses.append(Miss("meetings", "extra", _meeting(one.kind, known)))
    return Marks({"meetings": Tally(len(used), len(gold.meetings), len(read))}, tuple(misses))


def post_marks(gold: Gold, facts: Facts) -> Marks:
    """Return the posts of which person, office and body agree."""
    used: set[int] = set()
    misses = []
    for row in gold.posts:
        person = person_key(row.person)
        same = (i for i, p in enumerate(facts.posts) if i not in used and person_key(p.person) == person)
        hit = next((i for i in same if same_post(row, facts.posts[i])), None)
        if hit is None:
            misses.append(Miss("posts", "missed", f"{row.person} / {row.post} / {row.organization}"))
        else:
            used.add(hit)
    left = [p for i, p in enumerate(facts.posts) if i not in used]
    misses += [Miss("posts", "extra", f"{p.person} / {p.post} / {p.organization}") for p in left]
    return Marks({"posts": Tally(len(used), len(gold.posts), len(facts.posts))}, tuple(misses))


def commitment_marks(gold: Gold, facts: Facts, *, text: str, words: str) -> Marks:
    """Return the commitments whose spans agree by half, and of those the modality and the actors."""
    spans = carry([(c.start, c.end) for c in facts.commitments], text, words)
    names = {party.id: read_names(party) for party in facts.parties}
    used: set[int] = set()
    misses, modality, actors = [], 0, Tally()
    for row in gold.commitments:
        hit = _best(row, spans, used)
        if hit is None:
            misses.append(Miss("commitments", "missed", _shown(words, (row.start, row.end))))
            continue
        used.add(hit)
        read = facts.commitments[hit]
        right = read.modality == row.modality
        modality += right
        if not right:
            said = f"gold {row.modality}, read {read.modality}: {_shown(words, (row.start, row.end))}"
            misses.append(Miss("modality", "differs", said))
        named = _actors_right(row.actors, [names.get(a, Names({name_key(a)})) for a in read.actors], gold)
        actors += Tally(int(named), 1, 1)
        if not named:
            said = f"gold {list(row.actors)}, read {[_name(facts, a) for a in read.actors]}"
            misses.append(Miss("actors", "differs", said))
    left = [(c.start, c.end) for i, c in enumerate(facts.commitments) if i not in used]
    misses += [Miss("commitments", "extra", _shown(text, span)) for span in left]
    counts = len(gold.commitments), len(spans)
    tallies = {"commitments": Tally(len(used), *counts), "modality": Tally(modality, *counts), "actors": actors}
    return Marks(tallies, tuple(misses))


def alias_marks(gold: Gold, facts: Facts) -> Marks:
    """Return the pairs of names said to be one party; read names that gold does not know are not judged."""
    known = [*gold.mentions, *(party for a in gold.agreements for party in a.parties)]
    names = {name_key(name) for cluster in known for name in cluster}
    wanted = {pair for cluster in known for pair in _pairs({name_key(name) for name in cluster})}
    read = {pair for party in facts.parties for pair in _pairs(set(read_names(party)) & names)}
    misses = [Miss("aliases", "missed", " = ".join(pair)) for pair in sorted(wanted - read)]
    misses += [Miss("aliases", "extra", " = ".join(pair)) for pair in sorted(read - wanted)]
    return Marks({"aliases": Tally(len(wanted & read), len(wanted), len(read))}, tuple(misses))


def evidence_marks(facts: Facts, *, text: str) -> Marks:
    """Return the facts whose spans lie in the text and hold what they should prove: a person, a party's name."""
    told: list[Agreement | Meeting | Post] = [*facts.agreements, *facts.meetings, *facts.posts]
    proved = [(fact, _proved(fact, facts, text)) for fact in told]
    misses = tuple(Miss("evidence", "differs", f"{fact.rule} {fact.id}") for fact, right in proved if not right)
    return Marks({"evidence": Tally(len(proved) - len(misses), len(proved), len(proved))}, misses)


def _half(gold: list[Names], read: list[Names]) -> bool:
    return not gold or 2 * len(align_parties(gold, read)) >= max(len(gold), len(read))


def _meeting(kind: str, parties: list[str]) -> str:
    return f"{kind}: {', '.join(parties)}"


def _best(row: GoldCommitment, spans: list[tuple[int, int]], used: set[int]) -> int | None:
    fits = [(overlap((row.start, row.end), span), -i) for i, span in enumerate(spans) if i not in used]
    best, place = max(fits, default=(0.0, 0))
    return -place if best >= _SPAN_HIT else None


def _actors_right(actors: tuple[str, ...], read: list[Names], gold: Gold) -> bool:
    wanted = [widen([actor], gold.mentions) for actor in actors]
    return len(align_parties(wanted, read)) == len(wanted) == len(read)


def _name(facts: Facts, actor: str) -> str:
    return next((party.name for party in facts.parties if party.id == actor), actor)


def _pairs(names: set[str]) -> list[tuple[str, str]]:
    return list(combinations(sorted(names), 2))


def _proved(fact: Agreement | Meeting | Post, facts: Facts, text: str) -> bool:
    spans = [(start, end) for start, end in fact.evidence if 0 <= start < end <= len(text)]
    words = name_key(" ".join(text[start:end] for start, end in spans))
    if isinstance(fact, Meeting) or not spans:
        return bool(spans)
    if isinstance(fact, Post):
        return person_key(fact.person) in words
    named = [name for p in facts.parties if p.id in fact.parties for name in (p.name, *p.names) if name]
    return any(name_key(name) in words for name in named) if fact.parties else _any_words(text, spans)


def _any_words(text: str, spans: list[Span]) -> bool:
    return any(text[start:end].strip() for start, end in spans)


def _shown(text: str, span: tuple[int, int]) -> str:
    words = " ".join(text[slice(*span)].split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
