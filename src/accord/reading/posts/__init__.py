"""Find who holds which post of which body.

In -> out: a scene -> posts, one row a post.
Begin at `posts.py`; `titles.py` reads the words of an office, `bodies.py` and `holders.py` say of whom it is.
To add a title: `post_heads.tsv`, and a row in `tests/reading/tables/posts.toml`.
"""
