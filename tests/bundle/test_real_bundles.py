"""Real bundles: made for every platform, complete, and on this one installed without a network. They take minutes."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from tools.bundle.making import check, make
from tools.bundle.platforms import described
from tools.bundle.wheels import opened

THIS_PYTHON = ".".join(map(str, sys.version_info[:2]))
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]
ELSEWHERE = [("windows-x64", ("3.11", "3.13")), ("linux-arm64", ("3.12", "3.14"))]


@pytest.mark.parametrize(
    ("platform", "pythons"), ELSEWHERE, ids=lambda one: one if isinstance(one, str) else "-".join(one)
)
def test_a_bundle_for_another_machine_holds_all_that_is_required_there(platform, pythons, tmp_path: Path) -> None:
    zipped = make(described()[platform], pythons, tmp_path)
    with zipfile.ZipFile(zipped) as one:
        one.extractall(tmp_path)
    wheels = [opened(path) for path in (tmp_path / zipped.stem / "wheels").iterdir()]
    check(wheels, described()[platform], pythons)
    without = [wheel for wheel in wheels if wheel.name != "markupsafe"]
    with pytest.raises(Exception, match=f"{platform}, Python {pythons[0]}: no wheel for MarkupSafe"):
        check(without, described()[platform], pythons)


def test_a_bundle_for_this_machine_installs_without_a_network_where_the_path_has_spaces_and_chinese(
    tmp_path: Path,
) -> None:
    here = [one for one in described().values() if one.runs == sysconfig.get_platform() and THIS_PYTHON in one.pythons]
    if not here:
        pytest.skip(f"bundles are not made for {sysconfig.get_platform()}, Python {THIS_PYTHON}")
    zipped = make(here[0], [THIS_PYTHON], tmp_path)
    folder = tmp_path / "我的 程序" / zipped.stem
    shutil.unpack_archive(zipped, folder.parent)  # it forgets who may be started, as many programs do

    done = offline("sh", "install.sh", cwd=folder, ACCORD_PYTHON=sys.executable)
    assert done.returncode == 0, done.stderr
    assert "已安装" in done.stdout

    accord = ["sh", str(folder / "accord")]
    assert offline(*accord, "--version", cwd=tmp_path).stdout.startswith("accord ")
    told = offline(*accord, "ingest", str(folder / "examples" / "news"), cwd=tmp_path)
    assert "22 of 22 documents" in told.stdout, told.stderr
    listed = offline(*accord, "agreements", "--format", "json", cwd=tmp_path)
    assert json.loads(listed.stdout)["total"] == 12

    moved = folder.rename(tmp_path / "moved")
    assert offline("sh", str(moved / "accord"), "verify", cwd=tmp_path).returncode == 0


def offline(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command without a network: cut off where the system lets us, else with every way out pointed to nowhere."""
    nowhere = "http://127.0.0.1:9"
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    clean = kept | {"LC_ALL": "C.UTF-8", "http_proxy": nowhere, "https_proxy": nowhere, "PIP_INDEX_URL": nowhere} | more
    cut = ["unshare", "-n"] if _may_cut() else []
    return subprocess.run([*cut, *command], cwd=cwd, env=clean, capture_output=True, text=True, check=False)


def _may_cut() -> bool:
    return bool(shutil.which("unshare")) and subprocess.run(["unshare", "-n", "true"], check=False).returncode == 0
