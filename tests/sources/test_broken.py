"""Every broken input is read or refused with its reason, in bounded time and memory."""

import subprocess
import sys
import textwrap

from accord.model import Found
from accord.sources import Outside, find
from tests.sources.broken import write_broken_folder
from tests.sources.server import BAD_ADDRESSES, GOOD_ADDRESSES, QUICK, a_server, fetching

_MOST_SECONDS = 120  # measured: 7 s on one core
_MOST_MEGABYTES = 200  # of memory beyond the program's own; measured: 51

_PROGRAM = """
    import sys, threading
    from accord.model import Found
    from accord.sources import find

    def held():
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024

    before = held()
    for one in find([sys.argv[1]]):
        source = one.appearance.source if isinstance(one, Found) else one.source
        print(source, None if isinstance(one, Found) else one.reason, sep="\\t")
    print("held", held() - before, sep="\\t")
"""


def test_each_broken_input_is_read_or_refused_with_its_reason(tmp_path):
    expected = write_broken_folder(tmp_path)
    became = {}
    for one in find([str(tmp_path)]):
        became[_source(one).removeprefix(tmp_path.as_posix() + "/")] = None if isinstance(one, Found) else one.reason
        if not isinstance(one, Found):
            assert one.message
            assert one.advice
    assert became == expected
    assert len(expected) >= 75


def test_each_bad_address_is_refused_with_its_reason_and_each_good_one_is_read():
    with a_server() as server:
        addresses = [server + path for path in (*GOOD_ADDRESSES, *BAD_ADDRESSES)]
        found = list(find(addresses, outside=Outside(fetch=fetching(), max_bytes=QUICK.max_bytes)))
    became = {_source(one).removeprefix(server): None if isinstance(one, Found) else one.reason for one in found}
    assert became == dict.fromkeys(GOOD_ADDRESSES) | BAD_ADDRESSES


def test_the_broken_folder_is_read_in_bounded_time_and_memory(tmp_path):
    write_broken_folder(tmp_path)
    if sys.platform != "linux":
        return  # the peak is read from /proc; elsewhere the test above holds the rest
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_PROGRAM), str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_MOST_SECONDS,
        check=True,
    )
    *lines, held = done.stdout.splitlines()
    assert len(lines) >= 75
    assert int(held.split("\t")[1]) < _MOST_MEGABYTES


def _source(one):
    return one.appearance.source if isinstance(one, Found) else one.source
