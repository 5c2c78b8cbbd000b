"""What a form holds."""

from starlette.datastructures import FormData

__all__ = ["text_of"]


def text_of(form: FormData, name: str) -> str:
    """Return the text of a field without white space around it; "" where there is none, or a file.

    >>> text_of(FormData([("why", " their site says so ")]), "why"), text_of(FormData(), "why")
    ('their site says so', '')
    """
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
