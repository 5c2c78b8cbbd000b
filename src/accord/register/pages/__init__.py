"""One thing with everything that proves it: a document, an agreement, a party, a person.

In -> out: an open register and an id -> records with their evidence; nothing is written here.
Begin at `showing.show`.
"""
