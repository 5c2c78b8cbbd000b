"""`accord schema`: the JSON Schema of the public reading format."""

import click

from accord.cli import write
from accord.cli.options import example
from accord.model.schema import shipped_schema

__all__ = ["schema_command"]


@click.command(
    "schema",
    help="Print the JSON Schema of what accord read --format jsonl prints.",
    epilog=example("accord schema > reading.schema.json"),
)
def schema_command() -> None:
    """Print the schema that is shipped."""
    write.json_value(shipped_schema())
