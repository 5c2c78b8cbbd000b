"""Which names of a mention a person should look at: those that elsewhere name another body.

In:  a mention with every name that its document gives it.
Out: reasons, each with the name and what it means elsewhere. Nothing is repaired: the document said what it said.
"""

import msgspec

from accord.identity.names import code_of
from accord.model.mention import Mention
from accord.model.verdict import Reason

__all__ = ["doubtful_names"]


def doubtful_names(mention: Mention) -> tuple[Reason, ...]:
    """Return a reason for each name of a mention that the gazetteer knows as the name of another body.

    Machine translation takes one body's short name for another's; inside of one text the fullest name decides.

    >>> cetc = "China Electronics Technology Group Corporation"
    >>> [(r.code, r.left, r.right) for r in doubtful_names(Mention("p-1", cetc, (cetc, "CEC"), "enterprise", None))]
    [('name_of_another', 'CEC', 'cn-soe:cec')]
    """
    own = code_of(mention)
    if own is None:
        return ()
    found = [
        (name, code_of(msgspec.structs.replace(mention, name=name))) for name in mention.names if name != mention.name
    ]
    return tuple(Reason("name_of_another", name, code) for name, code in found if code and code != own)
