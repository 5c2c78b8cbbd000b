"""Put facts into the public envelope.

In:  a found text, its facts, who read it.
Out: a `Reading` as `accord read --format jsonl` prints it.
"""

import msgspec

from accord.model import Facts, Found, Reader, Reading
from accord.model.reading import Document

__all__ = ["reading_of"]


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
    )
