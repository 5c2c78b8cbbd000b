"""Score readings against facts that people annotated: how good is accord, figure by figure, beside its floors?

In -> out: documents with gold facts, read through the product -> tables of precision, recall and F1 with intervals, and
the errors by class. `python -m evals` (or `make evals`) runs it.
Begin at `figures.py` (what is measured), then `run.py`; `gold.py` is what a gold fact is.
To add a document: the README beside this file. To add a figure: a function in `figures.py` or `facts.py`, its name in
`figures.MEAN` or `figures.BESIDE`.
"""

__all__: list[str] = []
