"""Put facts into the public envelope.

In:  a found text, its facts, who read it.
Out: facts with the parties that matter; a `Reading` as `accord read --format jsonl` prints it.
"""

import msgspec

from accord.model import Facts, Found, Reader, Reading
from accord.model.reading import Document

__all__ = ["reading_of", "with_known_parties"]


def with_known_parties(facts: Facts) -> Facts:
    """Return the facts without parties that are named once, by one name, and play in no fact."""
    together = [a.parties for a in facts.agreements] + [m.parties for m in facts.meetings]
    together += [m.parties for m in facts.mechanisms] + [p.parties for p in facts.projects]
    together += [c.actors for c in facts.commitments] + [e.parties for e in facts.earlier]
    alone = [p.party for p in facts.posts] + [g.party for g in facts.progress] + [t.party for t in facts.topics]
    alone += [g.claim_by for g in facts.progress]
    playing = {party for parties in together for party in parties} | set(alone)
    kept = tuple(p for p in facts.parties if p.id in playing or len(p.names) > 1 or len(p.mentions) > 1)
    return msgspec.structs.replace(facts, parties=kept)


def reading_of(found: Found, facts: Facts, *, reader: Reader, with_text: bool = True) -> Reading:
    """Return the reading of one found text; without its words where `with_text` is false."""
    text, appearance = found.text, found.appearance
    document = Document(
        id=text.id,
        source=appearance.source,
        title=appearance.title,
        language=text.language,
        published=appearance.published,
        publisher=appearance.publisher,
        normaliser=text.normaliser,
        pages=text.pages or msgspec.UNSET,
        text=text.content if with_text else msgspec.UNSET,
    )
    return Reading(
        schema="accord/reading/1",
        reader=reader,
        document=document,
        relevant=facts.relevant,
        parties=facts.parties,
        agreements=facts.agreements,
        meetings=facts.meetings,
        posts=facts.posts,
        commitments=facts.commitments,
        progress=facts.progress,
        mechanisms=facts.mechanisms,
        projects=facts.projects,
        topics=facts.topics,
        warnings=(*found.warnings, *facts.warnings),
        earlier=facts.earlier,
    )
