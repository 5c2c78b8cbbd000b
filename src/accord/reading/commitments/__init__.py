"""Find what is undertaken, by whom, and how firmly.

In -> out: a scene and its agreements -> commitments, a row a sentence or item of a list.
Begin at `commitments.py`; `modality.py` says whether it is agreed, pledged or hoped, `effects.py` and `denials.py` what is
none, `actors.py` who is to act.
To add a wording: `rules/commitments.toml`, and a row in `tests/reading/tables/commitments.tsv`.
"""
