"""The version of a pack is held to its words: what changes under it is said, and one command raises it."""

import shutil
from pathlib import Path

import pytest

import accord.langs
from accord.langs import PACKS, load_pack
from accord.langs.digest import complaints, digest, raise_version

ROOM = Path(accord.langs.__file__).parent


@pytest.fixture(params=PACKS)
def pack(request, tmp_path):
    folder = tmp_path / request.param
    shutil.copytree(ROOM / request.param, folder)
    raise_version(folder)
    return folder


def test_a_pack_that_did_not_change_has_nothing_said_of_it(pack):
    assert complaints([pack]) == []


@pytest.mark.parametrize("kind", ["lexicon/*.tsv", "rules/*.toml", "*.py"])
def test_a_change_under_the_same_version_is_said_with_the_command_that_mends_it(pack, kind):
    file = sorted(pack.glob(kind))[0]
    file.write_text(file.read_text("utf-8") + "\n# more\n", "utf-8")
    assert [said for said in complaints([pack]) if "make pack" in said and pack.name in said]


def test_a_file_that_is_gone_is_a_change(pack):
    sorted(pack.glob("lexicon/*.tsv"))[0].unlink()
    assert complaints([pack])


def test_raising_writes_the_next_version_and_its_digest_once(pack):
    (pack / "lexicon" / "more.tsv").write_text("word\nmore\n", "utf-8")
    version = raise_version(pack)
    told = (pack / "pack.toml").read_text("utf-8")
    assert f'version = "{version}"' in told
    assert f'digest = "{digest(pack)}"' in told
    assert complaints([pack]) == []
    assert raise_version(pack) == version


def test_a_version_that_is_only_written_by_hand_needs_its_digest(pack):
    file = pack / "pack.toml"
    file.write_text(file.read_text("utf-8").replace('version = "', 'version = "9'), "utf-8")
    assert complaints([pack])


def test_ends_of_lines_do_not_count(pack):
    before = digest(pack)
    file = sorted(pack.glob("lexicon/*.tsv"))[0]
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert digest(pack) == before


@pytest.mark.parametrize("code", PACKS)
def test_the_version_that_is_loaded_is_the_one_that_is_held(code):
    assert f'version = "{load_pack(code).version}"' in (ROOM / code / "pack.toml").read_text("utf-8")
