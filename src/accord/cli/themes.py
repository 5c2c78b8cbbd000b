"""Every command of the program: its theme, its module, and what it does in one line.

The modules are loaded when their command is called, so that one that only lists does not wait for one that reads.
"""

import msgspec

__all__ = ["ENTRIES", "THEMES", "Entry"]


class Entry(msgspec.Struct, frozen=True):
    """One command: its name, the module of this room that holds it, and what it does in one line."""

    name: str
    module: str
    about: str


THEMES: dict[str, tuple[Entry, ...]] = {
    "Bring in": (
        Entry("read", "reading", "Read documents and print what they say; keep nothing."),
        Entry("ingest", "ingest", "Read documents into the register."),
        Entry("watch", "watch", "Watch sites and folders, and read what is new there."),
        Entry("ledger", "ledger", "Bring in an office's own list of signings (XLSX), and give it back."),
        Entry("bulk", "bulk", "Read whole archives of news on all cores or a cluster."),
        Entry("quarantine", "quarantine", "List what could not be read, and try it again."),
        Entry("state", "state", "Say how far projects are, from their descriptions."),
    ),
    "Look": (
        Entry("agreements", "lists", "List agreements, each once."),
        Entry("commitments", "lists", "List what was undertaken."),
        Entry("meetings", "lists", "List meetings, visits and conferences."),
        Entry("parties", "lists", "List the bodies that agree or take part."),
        Entry("posts", "lists", "List persons and their posts."),
        Entry("persons", "persons", "Show persons with their posts over the years."),
        Entry("progress", "lists", "List what is said of how far things are."),
        Entry("mechanisms", "lists", "List what keeps agreements alive."),
        Entry("sessions", "sessions", "List whether mechanisms met as they were to."),
        Entry("projects", "lists", "List named projects."),
        Entry("counted", "counted", "List projects, each once, with what a policy counts of it and why."),
        Entry("rates", "counted", "Tell how much of what was signed and promised has come about."),
        Entry("calendar", "calendar", "List what is due and which sessions are expected; write a file for calendars."),
        Entry("documents", "lists", "List the documents themselves."),
        Entry("show", "show", "Show one thing with the words that prove it."),
        Entry("search", "search", "Find words in documents, facts and names."),
        Entry("follow", "follow", "Follow a party, an agreement or a promise, and hear what is new."),
        Entry("serve", "serve", "Open the register in the browser."),
    ),
    "Decide": (
        Entry("review", "review", "Accept or reject what the program proposes."),
        Entry("proposals", "proposals", "List what later news says of earlier promises."),
        Entry("decide", "deciding", "Reject, correct, enter, merge, split, withdraw; say what became of it; undo."),
        Entry("compare", "compare", "Say whether two names are one body's."),
        Entry("history", "history", "List who decided what."),
    ),
    "Take out": (
        Entry("brief", "brief", "Write one to two pages to read before a visit."),
        Entry("report", "report", "Write what a month or a year came to."),
        Entry("export", "export", "Write lists to CSV, JSON Lines, XLSX or Parquet."),
        Entry("schema", "schema", "Print the JSON Schema of a reading."),
    ),
    "Keep": (
        Entry("verify", "keep", "Check that everything in the register holds."),
        Entry("digest", "keep", "Print the digest of the register."),
        Entry("rebuild", "keep", "Derive the register anew from its log."),
        Entry("account", "account", "Keep the accounts of a team: add, list, role, close."),
        Entry("register", "register", "Take a register elsewhere: into a file, or a team's database."),
        Entry("backup", "copies", "Copy the register, also while it is in use."),
        Entry("restore", "copies", "Put a copy back."),
    ),
}

ENTRIES: dict[str, Entry] = {entry.name: entry for theme in THEMES.values() for entry in theme}
