"""The migrations of the log, run by Alembic."""
