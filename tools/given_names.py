"""Make `src/accord/langs/en/lexicon/given_names.tsv`: given names as news in Latin letters writes them.

Run with Faker (MIT) installed beside, which the project itself does not need: `pip install faker==40.54.0`, then
`python tools/given_names.py > src/accord/langs/en/lexicon/given_names.tsv`. The same version gives the same file.
"""

import importlib
import pkgutil
import re
import sys

import faker
import faker.providers.person

_LISTS = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary", "first_romanized_names")
_NAME = re.compile(r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{2,}")
_HEADER = (
    "# Given names: first words of two that name a person. Made by tools/given_names.py from Faker {} (MIT).\nname\n"
)


def main() -> None:
    """Print the list: names of plain Latin letters in any of Faker's locales, in order, each once."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for listed in (getattr(provider, name, ()) for name in _LISTS):
            if not isinstance(listed, property):
                found |= {name for name in listed if _NAME.fullmatch(name)}
    sys.stdout.write(_HEADER.format(faker.VERSION) + "".join(f"{name}\n" for name in sorted(found)))


if __name__ == "__main__":
    main()
