"""Say who plays on a page: which names and descriptions are one party.

In -> out: a page and its names -> a `Cast`: parties, and where each is spoken of.
Begin at `cast.py`: names that are one for a reason (`announced`, `groups`, `epithets`); `descriptions.py` resolves 'the
two sides', 'the Group'; `doubts.py` says which names the text itself contradicts.
To add a reason for two names to be one: `langs/en/aliases.py`, and a row in `tests/reading/tables/aliases.toml`.
"""
