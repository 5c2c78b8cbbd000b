"""Chains of news: how well are later words linked to earlier promises? See README.md; `python -m evals.follow`."""
