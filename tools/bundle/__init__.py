"""A zip that puts accord on a machine without internet: one for each platform, with all wheels that it needs there.

In:  this tree, `requirements/bundle.lock`, the package index that pip is set up for.
Out: `dist/accord-VERSION-PLATFORM.zip`: wheels, a lock with their hashes, installers, licences, examples, SHA256SUMS.

Begin at `making.py`. `platforms.toml` says for which platforms and Pythons; `wanted.py` what the lock asks for on one of
them; `complete.py` proves that nothing is lacking; `given/` is what the office gets beside the wheels.
To add a platform: a table in `platforms.toml`, and `python -m tools.bundle --platform ITS_ID`.
"""
