"""What doors ask of a register: lists and their pages, counts, search, who is meant by a name or an id.

In -> out: an open register and a question -> records, as values; nothing is written here.
Begin at `lists.LISTS`; to list, filter or sort something new, add it there and the commands follow.
"""
