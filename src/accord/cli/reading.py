"""`accord read`: what documents say, printed and not kept.

In:  files, folders, addresses, standard input.
Out: the public format, a line a document; or text with every fact in words and the words that prove it marked.
"""

from collections import Counter
from collections.abc import Sequence

import click
import msgspec

from accord import __version__
from accord.cli import exits, write
from accord.cli.documents import Asked, document_options, found_at
from accord.cli.options import example
from accord.cli.reading_text import reading_lines
from accord.cli.width import clean
from accord.cli.world import World
from accord.model import Facts, Found, Reader, Reading, Refusal
from accord.reading import reading_of

__all__ = ["read_command"]


@click.command(
    "read",
    help="""Read documents and print what they say; nothing is kept.

    PATH is a file (text, Markdown, HTML, PDF, DOCX, EML), an archive of articles (WARC, JSON Lines, CSV, Parquet, ZIP), a
    folder, an address (https://...), or - for standard input.
    A document that cannot be read gets one line on standard error, and the others are read.""",
    epilog=example(
        "accord read article.html",
        "accord read https://example.org/news/5.html",
        "accord read - --published 2024-07-14 --language en < pasted.txt",
        "accord read news --format jsonl --no-text > readings.jsonl",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="Readable text, or the public format (accord schema), a JSON object a line.",
)
@click.option("--no-text", is_flag=True, help="Leave the document's words out of the JSON.")
@document_options
@click.pass_obj
def read_command(world: World, paths: Sequence[str], *, format_: str, no_text: bool, asked: Asked) -> int:
    """Return the exit code."""
    refused, unread = 0, Counter[str]()
    for item in found_at(world, paths, asked):
        if isinstance(item, Refusal):
            refused += 1
            write.note(f"{item.source}: {clean(f'{item.message}. {item.advice}')}")
            continue
        made = _reading(world, item, with_text=format_ == "text" or not no_text)
        unread.update([item.text.language] if not made.reader.packs else [])
        if format_ == "jsonl":
            write.raw(msgspec.json.encode(made) + b"\n")
        else:
            write.lines(reading_lines(made, width=write.width()))
    for language, count in sorted(unread.items()):
        write.note(f"{count:,} not read, facts left empty: there is no language pack for {language} yet")
    return exits.INPUTS_FAILED if refused else exits.OK


def _reading(world: World, found: Found, *, with_text: bool) -> Reading:
    reader = world.reader()
    name = reader.name(found.text.language)
    facts = reader.read(found.text, found.appearance.published) if name else Facts()
    return reading_of(found, facts, reader=_reader(name), with_text=with_text)


def _reader(name: str | None) -> Reader:
    """Return who read, from the name that readings are recorded under: program, pack, version of the pack."""
    if name is None:
        return Reader(__version__, {})
    version, pack, of_pack = name.split()
    return Reader(version, {pack: of_pack})
