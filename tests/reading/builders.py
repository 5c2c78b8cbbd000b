"""Small scenes for the tests of reading: a text with its names marked becomes a page and a cast, without any recogniser.

`[party:Riga] and [party:Oslo] signed. [party:both cities] will meet.`: every party that is marked with a capital is one
party (`p1`, `p2` ... in order of appearance); a party marked in lower case is a description and means all of them.
"""

from accord.langs import load_pack
from accord.langs.masks import marked
from accord.model.page import DateMention, Page, Sentence
from accord.reading.page.money import find_money
from accord.reading.page.scene import Scene
from tests.casts import a_cast


def a_scene(text, *, published=None, heading=0, dates=()):
    """Return the scene of a marked text; the first `heading` paragraphs are headings; `dates` maps words to dates."""
    plain, marks = marked(text)
    page = a_page(plain, published=published, heading=heading)
    where = [(plain.find(words), words, date) for words, date in dict(dates).items()]
    told = tuple(DateMention(at, at + len(words), date, "test.date") for at, words, date in where if at >= 0)
    pack = load_pack("en")
    return Scene(
        page, pack, (), a_cast(plain, marks, means_all=lambda words: words[0].islower()), told, find_money(page, pack)
    )


def a_page(text, *, published=None, heading=0):
    """Return the page of a text: a line is a paragraph."""
    sentences, start = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = "heading" if number < heading else "prose"
        spans = [(0, len(line))] if kind == "heading" else load_pack("en").sentences(line)
        sentences += [Sentence(start + a, start + b, number, kind) for a, b in spans]
        start += len(line) + 1
    return Page(text, published, tuple(sentences))
