"""Small Chinese scenes: a text with its names marked becomes a scene, without the recogniser's guess at names.

`[party:甲市]` is a party (`p1`, `p2` ... in order of appearance); 双方, 两市, 三方 and the like mean all that are named, or
two that stand nowhere else.
"""

from accord.langs import load_pack
from accord.langs.masks import marked
from accord.langs.zh.page.dates import find_dates
from accord.langs.zh.page.layout import lay_out
from accord.langs.zh.page.money import find_money
from accord.langs.zh.page.plain import plain
from accord.langs.zh.page.recogniser import Word, words_of
from accord.langs.zh.page.scene import Scene
from accord.model.page import Cast, Name, Standing
from accord.model.reading import Agreement, Party

SEVERAL = ("双方", "两市", "两地", "三方", "各方", "两国", "三市")


def a_scene(text, *, published="2024-07-16"):
    """Return the scene of a marked text; ` ¶ ` parts paragraphs."""
    words, marks = marked(text.replace(" ¶ ", "\n"))
    pack = load_pack("zh")
    sentences = lay_out(words, pack.rules)
    told = words_of([words[s.start : s.end] for s in sentences])
    currencies = {row["word"]: row["code"] for row in pack.tables["currencies"]}
    cast = a_cast(words, marks)
    return Scene(
        pack=pack,
        plain=plain(words),
        published=published,
        sentences=sentences,
        words=tuple(
            Word(s.start + w.start, s.start + w.end, w.tag) for s, own in zip(sentences, told, strict=True) for w in own
        ),
        names=(),
        cast=cast,
        dates=find_dates(words, sentences, pack.rules, published),
        money=find_money(words, sentences, pack.rules, currencies),
    )


def a_cast(words, marks):
    """Return the cast that the marks name."""
    said = [(m.start, m.end, words[m.start : m.end]) for m in marks if m.slot == "party"]
    names = list(dict.fromkeys(name for _, _, name in said if name not in SEVERAL)) or ["甲方甲", "乙方乙"]
    ids = {name: f"p{number}" for number, name in enumerate(names, 1)}
    parties = tuple(
        Party(ids[n], n, (n,), "enterprise", None, tuple((a, b) for a, b, name in said if name == n)) for n in names
    )
    everyone = tuple(ids.values())
    standings = tuple(
        Standing(a, b, (ids[name],) if name in ids else everyone, named=name in ids) for a, b, name in said
    )
    persons = tuple(Name(m.start, m.end, words[m.start : m.end], "person") for m in marks if m.slot == "person")
    return Cast(parties, standings, persons)


def an_agreement(parties, *, number=1, evidence=((0, 4),), status="signed"):
    """Return an agreement between parties, told at the page's beginning."""
    return Agreement(
        id=f"a{number}",
        rule="test",
        kind="cooperation",
        status=status,
        title=None,
        ordinal=None,
        since=None,
        date=None,
        place=None,
        parties=tuple(parties),
        signatories=(),
        sectors=(),
        amount=None,
        evidence=tuple(evidence),
        because=(),
        doubts=(),
        confidence=0.9,
    )
