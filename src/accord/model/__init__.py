"""The words of the field, as values.

In -> out: nothing -> the types that every room takes and returns. No room is imported here, nothing is read or written.
Begin at `reading.py` (what one document says), then `document.py`, `decision.py`.
To add a kind of fact: declare it in `reading.py`, its closed lists in `terms.py`, then run `make schema`.
"""

from accord.model.anchor import Anchor, anchor, locate
from accord.model.document import Appearance, Found, Refusal, Text, bytes_hash, text_id
from accord.model.evidence import Cell, Entry, Evidence, Words
from accord.model.reading import SCHEMA, Facts, Reader, Reading, Span
from accord.model.verdict import Proposal, Reason, Verdict

__all__ = [
    "SCHEMA",
    "Anchor",
    "Appearance",
    "Cell",
    "Entry",
    "Evidence",
    "Facts",
    "Found",
    "Proposal",
    "Reader",
    "Reading",
    "Reason",
    "Refusal",
    "Span",
    "Text",
    "Verdict",
    "Words",
    "anchor",
    "bytes_hash",
    "locate",
    "text_id",
]
