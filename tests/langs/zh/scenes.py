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
from tests.casts import a_cast

SEVERAL = ("双方", "两市", "两地", "三方", "各方", "两国", "三市")


def a_scene(text, *, published="2024-07-16"):
    """Return the scene of a marked text; ` ¶ ` parts paragraphs."""
    words, marks = marked(text.replace(" ¶ ", "\n"))
    pack = load_pack("zh")
    sentences = lay_out(words, pack.rules)
    told = words_of([words[s.start : s.end] for s in sentences])
    currencies = {row["word"]: row["code"] for row in pack.tables["currencies"]}
    cast = a_cast(words, marks, means_all=SEVERAL.__contains__, kind="enterprise", nobody=("甲方甲", "乙方乙"))
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
