"""Small worlds to test with: plain defaults, only what matters is stated."""

from accord.model.document import Appearance, Found, Text, bytes_hash, text_id
from accord.model.reading import Agreement, Commitment, Facts, Party, Post

__all__ = ["a_commitment", "a_found", "a_party", "a_post", "a_signing", "a_text", "an_agreement", "facts_of"]


def a_text(content: str, *, language: str = "en", normaliser: str = "1") -> Text:
    """Return a text with these words."""
    return Text(text_id(content), content, language, normaliser)


def a_found(
    content: str,
    *,
    source: str = "news/one.txt",
    published: str | None = "2024-07-15",
    title: str | None = None,
    language: str = "en",
    normaliser: str = "1",
) -> Found:
    """Return a document found at `source`."""
    text = a_text(content, language=language, normaliser=normaliser)
    raw = bytes_hash(f"{published} {content}".encode())  # the day of publication stands in the bytes
    return Found(text, Appearance(text.id, source, raw, title=title, published=published, publisher=None))


def a_party(content: str, name: str, *, number: int = 1, kind: str = "enterprise") -> Party:
    """Return a party with one mention, the first place where its name stands."""
    at = content.index(name)
    return Party(f"p{number}", name, (name,), kind, None, ((at, at + len(name)),))


def an_agreement(parties: tuple[str, ...] = ("p1", "p2"), *, number: int = 1, **fields: object) -> Agreement:
    """Return a signed cooperation agreement between parties."""
    plain = {
        "rule": "test.signing", "kind": "cooperation", "status": "signed", "title": None, "ordinal": None, "since": None,
        "date": None, "place": None, "signatories": (), "sectors": (), "amount": None, "evidence": (), "because": (),
        "doubts": (), "confidence": 0.9,
    }  # fmt: skip
    return Agreement(id=f"a{number}", parties=tuple(parties), **{**plain, **fields})


def a_signing(span: tuple[int, int], parties: tuple[str, ...], *, number: int = 1, **fields: object) -> Agreement:
    """Return a signed cooperation agreement that is told by the words of `span`."""
    return an_agreement(parties, number=number, evidence=(span,), **fields)


def a_commitment(span: tuple[int, int], actors: tuple[str, ...], *, number: int = 1, **fields: object) -> Commitment:
    """Return an agreed commitment in the words of `span`."""
    plain = {
        "agreement": None, "modality": "agreed", "instrument": "other", "sectors": (), "due": None, "amount": None,
        "doubts": (), "confidence": 0.9,
    }  # fmt: skip
    return Commitment(
        id=f"c{number}", rule="test.will", start=span[0], end=span[1], actors=actors, **{**plain, **fields}
    )


def a_post(content: str, person: str, post: str, organization: str | None, *, number: int = 1) -> Post:
    """Return a person's post; the evidence is the person's name where it first stands."""
    at = content.index(person)
    return Post(f"o{number}", "test.post", person, post, organization, None, ((at, at + len(person)),), 0.9)


def facts_of(**fields: object) -> Facts:
    """Return relevant facts with these fields."""
    return Facts(**{"relevant": True, **fields})
