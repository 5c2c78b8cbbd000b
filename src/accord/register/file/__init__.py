"""The register's file: opened, asked in plain SQL, brought to this program's version, copied.

In -> out: a path or URL -> a `Register`; troubles with a file, in words.
Begin at `store.open_register`. Migrations stand beside this room, in `migrations/`.
"""
