"""The fold: derives the register from the log, and is the only writer of the derived tables.

In -> out: ids of units that changed -> rows, bodies and agreements as if all had been read anew; their digest and their checks.
Begin at `folding.fold`.
"""
