"""A reader of a tiny language, so that the register's laws are tested without a recogniser of names.

"Wuxi and CETC signed a framework agreement on 2024-07-14." an agreement
"Wuxi and CETC will build a base."                          a commitment, of the first agreement before it
"Wuxi will build 5 bases by 2024-12."                       a commitment with a day
"Li Shouwu is director of CETC."                            a post
"Li Shouwu is mayor."                                       a post, nobody says where
"""

import re

from accord.model.document import Text
from accord.model.reading import Agreement, Commitment, Facts, Party, Post

__all__ = ["FakeReader"]

_SENTENCE = re.compile(r"[^.\n]+\.")
_SIGNED = re.compile(r"(?P<who>.+?) signed an? (?P<kind>\w+) agreement(?: on (?P<date>[\d-]+))?")
_WILL = re.compile(r"(?P<who>.+?) will .+?(?: by (?P<due>[\d-]+))?\.?$")
_POST = re.compile(r"(?P<person>[A-Z]\w+ [A-Z]\w+|[一-龥]{2,3}) is (?P<post>\w+)(?: of (?P<body>\w+))?")


class FakeReader:
    """Reads English only. Version 2 has better rules: its spans take in the full stop, version 1 leaves it out."""

    def __init__(self, version: int = 1) -> None:
        self.version = version
        self.times = 0

    def name(self, language: str) -> str | None:
        return f"fake en {self.version}" if language == "en" else None

    def read(self, text: Text, published: str | None) -> Facts:
        self.times += 1
        scene = _Scene(text.content, published)
        for found in _SENTENCE.finditer(text.content):
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            scene.sentence(start, found.end() - (self.version == 1))
        return scene.facts()


class _Scene:
    def __init__(self, content: str, published: str | None) -> None:
        self.content, self.published = content, published
        self.parties: dict[str, Party] = {}
        self.agreements: list[Agreement] = []
        self.commitments: list[Commitment] = []
        self.posts: list[Post] = []

    def sentence(self, start: int, end: int) -> None:
        words = self.content[start:end]
        if signed := _SIGNED.match(words):
            self._agreement(signed, (start, end))
        elif will := _WILL.match(words):
            self._commitment(will, (start, end))
        elif post := _POST.match(words):
            party = self._party(post["body"]) if post["body"] else None
            self.posts.append(
                Post(
                    f"o{len(self.posts)}",
                    "fake.post",
                    post["person"],
                    post["post"],
                    post["body"],
                    party,
                    ((start, end),),
                    0.9,
                )
            )

    def facts(self) -> Facts:
        return Facts(
            relevant=bool(self.agreements),
            parties=tuple(self.parties.values()),
            agreements=tuple(self.agreements),
            commitments=tuple(self.commitments),
            posts=tuple(self.posts),
        )

    def _agreement(self, signed: re.Match[str], span: tuple[int, int]) -> None:
        kind = signed["kind"] if signed["kind"] in ("framework", "cooperation") else "other"
        number, parties = f"a{len(self.agreements)}", self._parties(signed["who"])
        date = signed["date"] or self.published
        self.agreements.append(
            Agreement(
                number,
                "fake.signed",
                kind,
                "signed",
                None,
                None,
                None,
                date,
                None,
                parties,
                (),
                (),
                None,
                (span,),
                (),
                (),
                0.9,
            )
        )

    def _commitment(self, will: re.Match[str], span: tuple[int, int]) -> None:
        of = self.agreements[0].id if self.agreements else None
        self.commitments.append(
            Commitment(
                f"c{len(self.commitments)}",
                "fake.will",
                *span,
                self._parties(will["who"]),
                of,
                "agreed",
                "project",
                (),
                will["due"],
                None,
                (),
                0.9,
            )
        )

    def _parties(self, who: str) -> tuple[str, ...]:
        return tuple(self._party(name) for name in re.split(r" and |, ", who))

    def _party(self, name: str) -> str:
        if name not in self.parties:
            at = self.content.index(name)
            number = f"p{len(self.parties)}"
            self.parties[name] = Party(number, name, (name,), "enterprise", None, ((at, at + len(name)),))
        return self.parties[name].id
