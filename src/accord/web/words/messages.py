"""What errors say, in the language of who looks: words of ours from the catalogue, words of closed lists by their labels.

In:  the message of an error.
Out: text; names, ids and numbers in it stay as they are.
"""

from accord.errors import Listed, Message
from accord.model.labels import label
from accord.web.words.languages import LANGUAGES, catalogue

__all__ = ["told_in"]


def told_in(told: Message, language: str) -> str:
    """Return a message in a language.

    >>> told_in(Message("%(id)s is a %(what)s, no document", id="p-1", what=Listed("Thing", "party")), "zh")
    'p-1 是主体，不是文档'
    """
    words = catalogue(language).gettext(told.english)
    return words % {name: _value(value, language) for name, value in told.values.items()} if told.values else words


def _value(value: object, language: str) -> str:
    if isinstance(value, Message):
        return told_in(value, language)
    if isinstance(value, Listed):
        return label(value.of, value.word, language)
    if isinstance(value, list):
        return LANGUAGES[language].comma.join(_value(one, language) for one in value)
    return str(value)
