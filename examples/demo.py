"""The main job on the shipped examples: news in, register out, every fact with the words that prove it.

Run by `make demo`. It types the commands that a new user would type and shows what they print.
"""

import contextlib
import json
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = str(Path(sys.executable).with_name("accord"))
REGISTER = "demo.db"


def main() -> None:
    """Read the examples into a fresh register and look at it."""
    root = HERE.parent
    for leftover in root.glob(f"{REGISTER}*"):
        leftover.unlink()
    say(
        "Twenty-two articles in two languages, of the kind that offices clip every week: agreements, follow-ups, second reports."
    )
    run("ingest", "examples/news", "--register", REGISTER)
    say("Who agreed what with whom; four reports of one signing, two in each language, are one line.")
    run("agreements", "--register", REGISTER)
    chosen = one_with_commitments()
    say("One of them, with the words that prove each value, and what was promised in it.")
    run("show", chosen, "--register", REGISTER)
    follow_one_promise()
    say("Try next:")
    for words, why in NEXT:
        print(f"  .venv/bin/accord {words.format(register=REGISTER, id=chosen):64} {why}")
    look()


NEXT = (
    ("agreements --party Wuxi --register {register}", "what Wuxi agreed"),
    ("commitments --modality hoped --register {register}", "what was only hoped"),
    ("posts --person 'Wang Haibo' --register {register}", "who holds which post"),
    ("search 'consultation mechanism' --register {register}", "words in documents and facts"),
    ("decide set {id} place Nanjing --as YOU --register {register}", "correct a value; `history` and `undo` know it"),
    ("verify --register {register}", "check that every fact points at its words"),
    ("ingest YOUR_FOLDER --register {register}", "your own news: text, web pages, PDF, Word, mails"),
)


def follow_one_promise() -> None:
    """Follow one promise from its signing to its delivery: later news proposes, a person confirms, the words stay beside it."""
    say("A promise, and the news of the years after it: what later words say of it is proposed, with reasons.")
    run("ingest", "examples/chain", "--register", REGISTER)
    (promise,) = [one["id"] for one in records("commitments") if "609-kilometre" in one["quote"]]
    said = [one for one in proposed() if one["target"]["id"] == promise and one["kind"] == "progress"]
    surest = {one["document_id"]: one for one in sorted(said, key=lambda one: one["score"])}
    for one in (one for one in said if one is surest[one["document_id"]]):
        told = (
            "--document",
            one["document_id"].removeprefix("sha256:")[:10],
            "--quote",
            one["quote"],
            "--register",
            REGISTER,
            "--as",
            "You",
        )
        run("decide", "state", promise, one["state"], *told)
    say("Nothing changed before it was confirmed. The promise now, with its steps:")
    run("show", promise, "--register", REGISTER)


def proposed() -> list[dict]:
    """Return what later documents say of promises, the oldest first."""
    words = [PROGRAM, "proposals", "--register", REGISTER, "--format", "json"]
    printed = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8", cwd=HERE.parent)
    return json.loads(printed.stdout)


def look() -> None:
    """Open the register for a browser: at a terminal until Ctrl-C; elsewhere say how."""
    if not sys.stdout.isatty():
        say(f"In the browser, at http://127.0.0.1:8000, once this runs: .venv/bin/accord serve --register {REGISTER}")
        return
    say("Now in the browser: open this address once; it works on this machine only.")
    with contextlib.suppress(KeyboardInterrupt):
        subprocess.run([PROGRAM, "serve", "--register", REGISTER, "--port", "0"], check=False, cwd=HERE.parent)


def one_with_commitments() -> str:
    """Return the id of the agreement with the most commitments, the smallest id on a tie."""
    listed = records("commitments")
    held = [record["agreement"] for record in listed if record["agreement"]]
    return min(set(held), key=lambda id_: (-held.count(id_), id_)) if held else records("agreements")[0]["id"]


def records(name: str) -> list[dict]:
    """Return the records of a list."""
    words = [PROGRAM, name, "--register", REGISTER, "--format", "json", "--limit", "1000"]
    printed = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8", cwd=HERE.parent)
    return json.loads(printed.stdout)["records"]


def run(*words: str) -> None:
    """Type a command and show what it prints."""
    print(f"\n$ accord {shlex.join(words)}", flush=True)
    subprocess.run([PROGRAM, *words], check=True, cwd=HERE.parent)


def say(words: str) -> None:
    """Say what comes next."""
    print(f"\n{words}", flush=True)


if __name__ == "__main__":
    main()
