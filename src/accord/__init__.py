"""accord: from signed words to delivered projects.

Documents go in, a register comes out in which every fact shows the words that prove it:

    sources -> reading -> identity -> register -> exchange -> cli

Begin at `accord.flows` (what can be done) and `accord.model` (what it is done with).
"""

__all__ = ["__version__"]
__version__ = "0.1.0"
