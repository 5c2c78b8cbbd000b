"""A Windows module needs libraries that its metadata does not speak of."""

from importlib.resources import files
from pathlib import Path

from tools.bundle.dlls import homeless

from tests.bundle.making import a_wheel

MODULE = files("setuptools").joinpath("cli-64.exe").read_bytes()  # a small Windows program that every platform has
NEEDY = MODULE.replace(b"KERNEL32.dll", b"MSVCP140.dll")


def test_what_windows_and_python_bring_needs_no_wheel(tmp_path: Path) -> None:
    assert homeless([a_wheel(tmp_path, "one", files={"one/module.pyd": MODULE})]) == []


def test_a_library_that_nobody_brings_is_named_with_who_needs_it(tmp_path: Path) -> None:
    one = a_wheel(tmp_path, "one", files={"one/module.pyd": NEEDY})
    assert homeless([one]) == ["no wheel brings msvcp140.dll, and one-1.0-py3-none-any.whl: one/module.pyd needs it"]


def test_a_library_of_another_wheel_is_a_home(tmp_path: Path) -> None:
    one = a_wheel(tmp_path, "one", files={"one/module.pyd": NEEDY})
    runtime = a_wheel(tmp_path, "runtime", files={"runtime.data/data/msvcp140.dll": MODULE})
    assert homeless([one, runtime]) == []
