"""A bundle lacks nothing, on the platform and the Python that it is made for."""

from pathlib import Path

import pytest
from tools.bundle.complete import lacking
from tools.bundle.platforms import described, environment, tags
from tools.bundle.wanted import line, pins, wanted

from tests.bundle.making import a_wheel

WINDOWS, LINUX, ARM = described().values()
A, B = "a" * 64, "b" * 64
LOCK = f"""# made by a tool
colour==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:{A}
numbers==2.4 ; python_full_version < '3.12' \\
    --hash=sha256:{A} \\
    --hash=sha256:{B}
numbers==2.5 ; python_full_version >= '3.12' \\
    --hash=sha256:{B}
"""


def test_a_requirement_that_no_wheel_meets_is_lacking(tmp_path: Path) -> None:
    wheels = [
        a_wheel(tmp_path, "accord", requires=("one>=1", "two>=2")),
        a_wheel(tmp_path, "one"),
        a_wheel(tmp_path, "two"),
    ]
    assert lacking(wheels, ["accord"], LINUX, "3.12") == ["linux-x64, Python 3.12: no wheel for two>=2"]


def test_what_a_requirement_requires_is_looked_for_too(tmp_path: Path) -> None:
    wheels = [a_wheel(tmp_path, "accord", requires=("one",)), a_wheel(tmp_path, "one", requires=("Deep_er.Still>0",))]
    assert lacking(wheels, ["accord"], LINUX, "3.12") == ["linux-x64, Python 3.12: no wheel for Deep_er.Still>0"]
    wheels.append(a_wheel(tmp_path, "deep-er-still"))
    assert lacking(wheels, ["accord"], LINUX, "3.12") == []


@pytest.mark.parametrize(
    ("marker", "windows", "linux"),
    [
        ("sys_platform == 'win32'", 1, 0),
        ("os_name == 'posix'", 0, 1),
        ("platform_machine == 'aarch64'", 0, 0),
        ("platform_python_implementation == 'PyPy'", 0, 0),
        ("python_version < '3.12'", 0, 0),
        ("python_full_version >= '3.12'", 1, 1),
        ("extra == 'office'", 1, 1),
        ("extra == 'tests'", 0, 0),
    ],
)
def test_markers_are_asked_of_the_machine_that_it_is_for(tmp_path: Path, marker: str, windows: int, linux: int) -> None:
    wheels = [a_wheel(tmp_path, "accord", requires=(f"one ; {marker}",))]
    assert len(lacking(wheels, ["accord[office]"], WINDOWS, "3.12")) == windows
    assert len(lacking(wheels, ["accord[office]"], LINUX, "3.12")) == linux


@pytest.mark.parametrize(
    ("tag", "platform", "python", "runs"),
    [
        ("cp312-cp312-win_amd64", WINDOWS, "3.12", True),
        ("cp312-cp312-win_amd64", WINDOWS, "3.13", False),
        ("cp310-abi3-win_amd64", WINDOWS, "3.13", True),
        ("cp312-cp312-win32", WINDOWS, "3.12", False),
        ("cp312-cp312-manylinux_2_28_x86_64", LINUX, "3.12", True),
        ("cp312-cp312-manylinux_2_34_x86_64", LINUX, "3.12", False),  # wants a newer system than most offices have
        ("cp312-cp312-manylinux2014_aarch64", ARM, "3.12", True),
        ("cp312-cp312-manylinux_2_17_x86_64", ARM, "3.12", False),
        ("cp312-cp312-musllinux_1_2_x86_64", LINUX, "3.12", False),
        ("cp314-cp314t-manylinux_2_28_x86_64", LINUX, "3.14", False),
    ],
)
def test_a_wheel_counts_only_where_it_runs(tmp_path, tag, platform, python, runs) -> None:
    wheels = [a_wheel(tmp_path, "accord", tag=tag)]
    assert (lacking(wheels, ["accord"], platform, python) == []) is runs


def test_a_wheel_that_refuses_this_python_does_not_count(tmp_path: Path) -> None:
    wheels = [a_wheel(tmp_path, "accord", headers=("Requires-Python: >=3.12",))]
    assert lacking(wheels, ["accord"], LINUX, "3.12") == []
    assert lacking(wheels, ["accord"], LINUX, "3.11") != []


def test_of_two_versions_each_python_takes_its_own(tmp_path: Path) -> None:
    older = a_wheel(tmp_path, "numbers", "2.4", tag="cp311-cp311-win_amd64")
    newer = a_wheel(tmp_path, "numbers", "2.5", tag="cp312-cp312-win_amd64", requires=("absent",))
    accord = a_wheel(tmp_path, "accord", requires=("numbers",))
    assert lacking([accord, older, newer], ["accord"], WINDOWS, "3.11") == []
    assert lacking([accord, older, newer], ["accord"], WINDOWS, "3.12") != []


def test_the_lock_is_asked_for_the_machine_that_it_is_for_and_not_for_this_one() -> None:
    def asked(platform, python):
        return [pin.what for pin in wanted(pins(LOCK), environment(platform, python))]

    assert asked(WINDOWS, "3.11") == ["colour==1.0", "numbers==2.4"]
    assert asked(LINUX, "3.13") == ["numbers==2.5"]


def test_what_an_office_installs_is_what_is_tested() -> None:
    locks = Path(__file__).parents[2] / "requirements"
    core, bundle = (
        {(one.what, str(one.marker)): one.hashes for one in pins((locks / name).read_text("utf-8"))}
        for name in ("core.lock", "bundle.lock")
    )
    assert {pin: bundle.get(pin) for pin in core} == core, "run: make lock"


def test_a_pin_is_written_with_where_it_is_needed_and_the_files_that_may_be_taken() -> None:
    colour, numbers, _ = pins(LOCK)
    assert line(colour, hashes=colour.hashes, marker=True) == f'colour==1.0 ; sys_platform == "win32" --hash=sha256:{A}'
    assert line(numbers, hashes={B}, marker=False) == f"numbers==2.4 --hash=sha256:{B}"


def test_a_pin_without_a_hash_is_refused() -> None:
    with pytest.raises(ValueError, match="has no hash"):
        pins("one==1.0\n")


def test_the_best_tag_comes_first() -> None:
    order = [str(tag) for tag in tags(LINUX, "3.12")]
    assert order.index("cp312-cp312-manylinux_2_28_x86_64") < order.index("cp312-abi3-manylinux_2_17_x86_64")
    assert order[-1] == "py30-none-any"
