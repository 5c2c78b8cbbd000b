"""Find what may be a name by the words beside it: 'Founder of Vivo', 'the city of Lund', 'A and B signed'.

In:  a paragraph.
Out: candidates, weaker than those whose shape gives them away; they count where nothing better is known.
"""

import re

from accord.langs.en.shapes import CUE, words_of
from accord.langs.pack import Candidate

__all__ = ["guesses", "hints"]

_PAIR = re.compile(
    r"\b([A-Z]\w+)\s?[-–—]\s?([A-Z]\w+)(?=\s(?:[A-Z][\w-]*\s){0,3}(?:Agreement|Memorandum|MOU|MoU|Treaty|Protocol))"
)
_HOLDER = re.compile(
    r"\b(?:[Ff]ounder|[Cc]hair(?:man|woman|person)|CEO|[Pp]resident|[Mm]anager|[Ee]xecutive) of ([A-Z]\w{2,})(?=\s(?![A-Z&])|[^\w\s’'-]|$)"
)
_JOINED = re.compile(
    r"(?:\b(?:and|with|between)\s(?:the\s)?|\A(?=[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}\s(?:and|said|has|have|signed)\s))"
    r"([A-Z][\w&-]+(?:\s[A-Z][\w&-]+){0,3})"
    r"(?=\s*(?:[,.;(]|$|\b(?:and|signed|sign|have|has|had|will|said|say|on|to|for|in|at|agreed|entered|announced|partner|are|is)\b))"
)
_CITY_OF = re.compile(r"\b(?:[Cc]ity|[Tt]own|[Pp]rovince|[Cc]ounty|[Pp]ort city) of ([A-Z]\w+)")
_SITE = re.compile(
    r"\s[|\\·»]\s([a-z]?[A-Z]\w*(?:[ &.-]{1,2}[A-Z]\w*){0,3})(?:\s(?:News|Newsroom|Blog|Press))?\s*$"
)  # titles end with the site's name
_CALLED = re.compile(
    r"\((?:hereinafter|hereafter|henceforth)?\s*(?:referred to as|called|known as|abbreviated as|or)?\s*(?:the\s+)?[\"“']([A-Z]\w+(?:\s[A-Z]\w+){0,2})[\"”']\)"
)


def hints(paragraph: str) -> list[Candidate]:
    """Return what may be a name where nothing better is known: 'Founder of Vivo', 'the Lund-Bergen Agreement'."""
    found = []
    for pair in _PAIR.finditer(paragraph):
        found += [Candidate(*pair.span(side), "body") for side in (1, 2)]
    found += [Candidate(*one.span(1), "place") for one in _CITY_OF.finditer(paragraph)]
    found += [Candidate(*one.span(1), "body") for one in _CALLED.finditer(paragraph)]
    found += [Candidate(*one.span(1), "body") for one in _SITE.finditer(paragraph)]
    for one in _HOLDER.finditer(paragraph):
        if one.group(1) not in words_of("not_bodies"):
            found.append(Candidate(*one.span(1), "body"))
    return found


def guesses(paragraph: str) -> list[Candidate]:
    """Return capital words beside 'and' and 'with' in a paragraph that speaks of agreeing: perhaps the other side."""
    found = []
    if CUE.search(paragraph):
        for one in _JOINED.finditer(paragraph):
            first = one.group(1).split()[0].rstrip(".")
            if first not in words_of("openers") | words_of("name_titles") | words_of("not_bodies") | words_of(
                "countries", 2
            ):
                found.append(Candidate(*one.span(1), "body"))
    return found
