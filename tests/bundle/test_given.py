"""What lies beside the wheels: the installers, what they say, the licences, the sums."""

import ast
import hashlib
import json
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from tools.bundle.notices import notices
from tools.bundle.packing import pack, sums
from tools.bundle.platforms import described

from tests.bundle.making import a_wheel

GIVEN = Path(__file__).parents[2] / "tools" / "bundle" / "given"
INSTALLER = (GIVEN / "install.py").read_text("utf-8")
MESSAGES = json.loads((GIVEN / "messages.json").read_text("utf-8"))
FITTING = {
    "version": "9.9",
    "platform": "test",
    "runs": sysconfig.get_platform(),
    "glibc": [2, 5],
    "pythons": [".".join(map(str, sys.version_info[:2]))],
    "longest": 60,
}


def laid(folder: Path, **different) -> Path:
    """Lay the files of a bundle without wheels into a folder."""
    for name in ("install.py", "install.sh", "messages.json", "python-is-missing.txt", "accord"):
        (folder / name).write_bytes((GIVEN / name).read_bytes())
    (folder / "bundle.json").write_text(json.dumps(FITTING | different), "utf-8")
    (folder / "SHA256SUMS").write_text("", "utf-8")
    return folder


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(folder / "install.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_machine_that_fits_is_known_without_writing_anything(tmp_path: Path) -> None:
    assert started(laid(tmp_path), "--fits").returncode == 0
    assert not (tmp_path / "program").exists()


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"pythons": ["3.7", "3.10"]}, ("serves Python 3.7, 3.10", "本安装包适用于 Python 3.7, 3.10")),
        ({"runs": "win-amd64"}, ("is for win-amd64", "适用于 win-amd64")),
        ({"glibc": [9, 1]}, ("glibc 9.1", "需要 glibc 9.1")),
    ],
)
def test_a_machine_that_does_not_fit_is_told_why_in_both_languages(tmp_path: Path, different, said) -> None:
    done = started(laid(tmp_path, **different))
    assert done.returncode == 3
    assert all(words in done.stderr for words in said)
    assert not (tmp_path / "program").exists()


def test_a_damaged_file_is_named_before_anything_is_installed(tmp_path: Path) -> None:
    laid(tmp_path)
    (tmp_path / "wheel.whl").write_bytes(b"cut")
    (tmp_path / "SHA256SUMS").write_text(f"{hashlib.sha256(b'whole').hexdigest()}  wheel.whl\n", "utf-8")
    done = started(tmp_path)
    assert done.returncode == 1
    assert "wheel.whl" in done.stderr
    assert not (tmp_path / "program").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_without_any_python_the_shell_says_what_to_do(tmp_path: Path) -> None:
    laid(tmp_path)
    only = tmp_path / "bin"
    only.mkdir()
    for tool in ("cat", "dirname"):
        (only / tool).symlink_to(f"/usr/bin/{tool}" if Path(f"/usr/bin/{tool}").exists() else f"/bin/{tool}")
    done = subprocess.run(
        ["/bin/sh", tmp_path / "install.sh"], env={"PATH": str(only)}, capture_output=True, check=False
    )
    assert done.returncode == 3
    assert "需要 Python" in done.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_program_says_that_it_is_not_installed_yet(tmp_path: Path) -> None:
    done = subprocess.run(["/bin/sh", laid(tmp_path) / "accord"], capture_output=True, check=False)
    assert done.returncode == 3
    assert b"install.sh" in done.stderr


def test_an_old_python_can_read_the_installer_and_be_told_that_it_is_too_old() -> None:
    ast.parse(INSTALLER, feature_version=(3, 7))
    assert "from __future__ import annotations" in INSTALLER


def test_every_message_is_there_in_both_languages_and_is_said() -> None:
    said = set(re.findall(r"told\(\s*\"(\w+)\"", INSTALLER)) | set(re.findall(r"run\(\s*\"(\w+)\"", INSTALLER))
    assert said == set(MESSAGES)
    for name, (english, chinese) in MESSAGES.items():
        assert sorted(re.findall(r"%\(\w+\)s", english)) == sorted(re.findall(r"%\(\w+\)s", chinese)), name
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert not re.search(r"[\u4e00-\u9fff]", english)


def test_what_windows_runs_is_plain_ascii_because_its_code_page_may_be_any() -> None:
    for name in ("install.cmd", "accord.cmd"):
        assert (GIVEN / name).read_bytes().isascii()


def test_the_installers_look_for_every_python_that_is_served() -> None:
    pythons = next(iter(described().values())).pythons
    assert " ".join(f"python{one}" for one in pythons) in (GIVEN / "install.sh").read_text("utf-8")
    assert f"({' '.join(pythons)})" in (GIVEN / "install.cmd").read_text("utf-8")


def test_every_licence_text_is_taken_out_of_the_wheels_and_listed(tmp_path: Path) -> None:
    one = a_wheel(
        tmp_path,
        "one",
        headers=("License-Expression: MIT",),
        files={
            "one-1.0.dist-info/licenses/LICENSE": b"May be used.",
            "one/third_party_notices.txt": b"More.",
            "one/_two/LICENSE.txt": b"Two's.",
        },
    )
    bare = a_wheel(tmp_path, "bare", headers=("Classifier: License :: OSI Approved :: BSD License",))
    files = notices([one, bare])
    assert files["one-1.0/licenses-LICENSE"] == b"May be used."
    assert files["one-1.0/one-_two-LICENSE.txt"] == b"Two's.", "of another's code inside"
    assert files["one-1.0/one-third_party_notices.txt"] == b"More."
    listed = files["LICENCES.txt"].decode("utf-8")
    assert "one-1.0: MIT\n" in listed
    assert "bare-1.0: BSD License  (the wheel holds no text of it)" in listed


def test_the_same_files_give_the_same_zip_whose_sums_hold(tmp_path: Path) -> None:
    files = {"install.sh": b"#!/bin/sh\n", "wheels/one.whl": b"wheel"}
    for name in ("first.zip", "second.zip"):
        pack(files, "accord-9", tmp_path / name)
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as zipped:
        assert zipped.namelist() == ["accord-9/install.sh", "accord-9/wheels/one.whl"]
        assert zipped.getinfo("accord-9/install.sh").external_attr >> 16 & 0o777 == 0o755
    assert sums(files).splitlines()[1] == f"{hashlib.sha256(b'wheel').hexdigest()}  wheels/one.whl"
