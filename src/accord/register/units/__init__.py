"""What one unit (a text, or a person's entry) says once its decisions are heard.

In -> out: ids of units -> their words, best appearance and reading (`units`) -> facts as decided (`compose`, pure).
Begin at `compose.py`; `matching` finds what a decision's anchor holds on to, `anchors` makes anchors of public ids.
"""
