"""What a sentence tells beside its matter, alike in every language: of whom, by whom, on which topics.

In:  where parties stand, in text order; hits of the pack's rules `speech` and `topic` in a sentence.
Out: ids of parties, names of persons, topics.
"""

from collections.abc import Iterable, Sequence

from accord.langs.rules import Hit
from accord.langs.spans import Spanned, within
from accord.model.page import Standing
from accord.model.reading import Topic
from accord.model.terms import TopicKind, members

__all__ = ["claimed_by", "party_of", "topics_of"]


def party_of(standings: Sequence[Standing], sentence: Spanned) -> str | None:
    """Return the first party of which a sentence speaks by itself."""
    own = within(standings, sentence.start, sentence.end)
    return next((one.parties[0] for one in own if len(one.parties) == 1), None)


def claimed_by(hits: Iterable[Hit], standings: Sequence[Standing], content: str, sentence: Spanned) -> str | None:
    """Return who says so in a sentence: a party's id, or a person's name; None where the page itself says it."""
    for hit in hits:
        span = hit.span("body") or hit.span("speaker")
        if span:
            start, end = sentence.start + span[0], sentence.start + span[1]
            parties = [party for one in within(standings, start, end) for party in one.parties]
            return parties[0] if parties else content[start:end]
    return None


def topics_of(told: Iterable[tuple[Spanned, Hit]], standings: Sequence[Standing]) -> tuple[Topic, ...]:
    """Return the topics told in sentences, each once with its first words, in the order of the closed list."""
    found: dict[str, Topic] = {}
    for sentence, hit in told:
        topic = hit.rule.values["topic"]
        start, end = hit.found.span()
        span = (sentence.start + start, sentence.start + end)
        found.setdefault(topic, Topic(topic, party_of(standings, sentence), (span,)))
    return tuple(found[topic] for topic in members(TopicKind) if topic in found)
