"""Make a page from a template.

In:  a language, the template's name, what it shows.
Out: HTML; everything that is not markup of ours is escaped.

In templates: `_('...')` and `ngettext` say words of ours, `label(list, word)` words of closed lists, `|day`, `|number`,
`|money` values, `visit` the request, `url(path, **query)` addresses, `here(**query)` this page's with other values.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from accord.errors import AccordError, Message, RefusedError
from accord.model.labels import label
from accord.web.news import watches
from accord.web.waiting import waiting_total
from accord.web.words.around import after_words, before_words
from accord.web.words.languages import LANGUAGES, catalogue, name_in
from accord.web.words.messages import told_in
from accord.web.words.values import day, money, number
from accord.web.words.whence import whence

__all__ = ["environment", "error_told", "render"]


def render(language: str, template: str, values: Mapping[str, Any]) -> str:
    """Return a page in a language."""
    return environment(language).get_template(template).render(values)


def error_told(error: AccordError, language: str) -> str:
    """Return what an error says in a language; of a refusal why, and what a person can do."""
    if not isinstance(error, RefusedError):
        told = told_in(error.told, language)
        return told if error.told.english.startswith("%") else f"{told[:1].upper()}{told[1:]}"
    known: Any = environment(language).get_template("documents/reasons.html").module
    reason, advice = known.reasons.get(error.reason, str(error)), known.advices.get(error.reason, error.advice)
    told = told_in(Message("%(reason)s. %(advice)s", reason=reason, advice=advice), language)
    return f"{told[:1].upper()}{told[1:]}"


@cache
def environment(language: str) -> Environment:
    """Return the templates in a language."""
    made = Environment(
        loader=PackageLoader("accord.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        language=language,
        languages=LANGUAGES,
        label=lambda of, word: label(of, word, language),
        static=_static,
        url=_url,
        here=_here,
        waiting_total=waiting_total,
        watches=watches,
    )
    made.filters.update(
        before_words=before_words,
        after_words=after_words,
        day=lambda value: day(value, language),
        number=lambda value: number(value, language),
        money=lambda amount, currency: money(amount, currency, language),
        whence=lambda source: whence(source, language),
        spelt=lambda names, name: name_in(names, name, language),
        named=lambda record: record.get(f"name_{language}") or record.get("name") or "",
    )
    return made


@cache
def _static(name: str) -> str:
    """Return the address of a file of ours; it changes with the file, so browsers may keep it."""
    content = files("accord.web").joinpath("static", *name.split("/")).read_bytes()
    return f"/static/{name}?v={sha256(content).hexdigest()[:12]}"


def _url(path: str, **query: object) -> str:
    asked = [(name, one) for name, value in query.items() for one in _listed(value)]
    return f"{path}?{urlencode(asked)}" if asked else path


@pass_context
def _here(context: Context, **changed: object) -> str:
    """Return this page's address with other values; None takes one out, and a new filter begins at the first page."""
    request = context["visit"].request
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changed]
    if "page" not in changed:
        kept = [(name, value) for name, value in kept if name != "page"]
    asked = kept + [(name, one) for name, value in changed.items() for one in _listed(value)]
    return f"{request.url.path}?{urlencode(asked)}" if asked else str(request.url.path)


def _listed(value: object) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
