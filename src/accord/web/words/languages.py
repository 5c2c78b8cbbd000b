"""Which language and light a request wants, and the catalogue of a language.

In:  a request: its cookie, else what the browser accepts.
Out: `en` or `zh`; a catalogue with `gettext` and `ngettext`, made from the `.po` files when it is first asked for.
"""

import re
from collections.abc import Iterable
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal

import msgspec
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from starlette.requests import Request

__all__ = ["COOKIE", "LANGUAGES", "THEMES", "THEME_COOKIE", "Tongue", "catalogue", "language_of", "name_in", "theme_of"]


class Tongue(msgspec.Struct, frozen=True):
    """A language of the app.

    Attributes:
        name: What it calls itself.
        tag: As in `lang` (BCP 47).
        locale: Whose days and numbers it writes (CLDR).
        amount: How an amount and its currency stand together.
        script: What a name in it holds.
        wide: Whether large amounts are written with words (`6 billion`) or signs (`60亿`), as CLDR calls it.
        comma: What stands between the members of a list.
    """

    name: str
    tag: str
    locale: str
    amount: str
    wide: Literal["short", "long"]
    script: str
    comma: str


COOKIE, THEME_COOKIE = "accord_language", "accord_theme"
THEMES = ("auto", "light", "dark")
LANGUAGES = {
    "en": Tongue("English", "en", "en_GB", "{currency} {amount}", "long", r"[A-Za-z]", ", "),
    "zh": Tongue("简体中文", "zh-Hans", "zh_Hans_CN", "{amount} {currency}", "short", r"[㐀-鿿]", "、"),
}


def language_of(request: Request) -> str:
    """Return the language of a request: as chosen, else as the browser prefers, else English."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    for wanted in request.headers.get("accept-language", "").split(","):
        code = wanted.split(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return "en"


def theme_of(request: Request) -> str:
    """Return the light of a request: `light` or `dark` as chosen, else `auto`, as the system has it."""
    chosen = request.cookies.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "auto"


def name_in(names: Iterable[str], name: str, language: str) -> str:
    """Return the first of the names that is written in a language's script, else the name itself.

    >>> name_in(["Chen Min'er", "陈敏尔"], "Chen Min'er", "zh"), name_in(["韩立明"], "韩立明", "en")
    ('陈敏尔', '韩立明')
    """
    return next((one for one in names if re.search(LANGUAGES[language].script, one)), name)


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the words of a language; of English the English ones themselves."""
    room = files("accord.web.words").joinpath(language)
    merged = Translations()
    for part in sorted(room.iterdir(), key=lambda one: one.name) if room.is_dir() else ():
        if part.name.endswith(".po"):
            written = BytesIO()
            write_mo(written, read_po(BytesIO(part.read_bytes()), locale=LANGUAGES[language].locale))
            written.seek(0)
            part_words = Translations(written)
            merged.plural = part_words.plural  # merging leaves it out
            merged.merge(part_words)
    return merged
