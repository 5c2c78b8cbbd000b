"""An address is fetched as a careful guest would: what may not be reached is not, what is too much is not waited for."""

import contextlib
import socket
import ssl
import subprocess
import sys
import threading
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.errors import RefusedError
from accord.model import Found
from accord.sources import Outside, find, read_bytes
from accord.sources.addresses import Known, is_address, place_of
from accord.sources.fetch import Limits, agent_of, fetch
from accord.sources.network import is_public
from tests.sources.server import LOOPBACK, QUICK, a_server, fetching
from tests.sources.site import PATIENT, a_site


@pytest.fixture(scope="module")
def server():
    with a_server() as address:
        yield address


def reason(address: str, limits: Limits = QUICK) -> str:
    with pytest.raises(RefusedError) as refused:
        fetch(address, limits=limits)
    assert refused.value.advice
    return refused.value.reason


def test_a_page_is_fetched_with_its_media_type_and_where_it_was_in_the_end(server):
    fetched = fetch(f"{server}/moved?a=b#c", limits=QUICK)
    assert (fetched.media, fetched.address) == ("text/html; charset=utf-8", f"{server}/news.html")


def test_what_was_fetched_says_when_and_keeps_the_address_as_given(server):
    outside = Outside(fetch=fetching(), retrieved="2026-01-01T00:00:00+00:00")
    (found,) = find([f"{server}/news.html"], outside=outside)
    assert isinstance(found, Found)
    assert found.appearance.source == f"{server}/news.html"
    assert found.appearance.retrieved == "2026-01-01T00:00:00+00:00"
    assert found.appearance.published == "2023-05-04"


@pytest.mark.parametrize(
    ("path", "media", "words"),
    [
        ("/called_text", "text/html", "Eastport"),
        ("/called_page", "text/plain", "Eastport"),
        ("/called_picture", "text/html", "Eastport"),
        ("/called_page.pdf", "application/pdf", "Eastport"),
        ("/download", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Eastport"),
        ("/wrong_charset", "text/html", "东港市"),
        ("/no_charset", "text/html", "东港市"),
        ("/by_header", "text/plain", "东港市"),
    ],
)
def test_bytes_are_believed_and_headers_are_not(server, path, media, words):
    fetched = fetch(server + path, limits=QUICK)
    found = read_bytes(fetched.raw, source=server + path, media=fetched.media)
    assert found.appearance.media == media
    assert words in found.text.content


def test_nothing_inside_of_a_network_is_fetched_unless_a_person_allows_it(server):
    assert reason(f"{server}/news.html", Limits()) == "private_address"
    assert fetch(f"{server}/news.html", limits=msgspec.structs.replace(QUICK, may_reach=lambda _: True)).raw


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1",
     "192.168.1.1", "172.16.0.1", "100.64.0.1", "169.254.169.254", "[fe80::1]", "[fc00::1]", "[64:ff9b::7f00:1]",
     "[2002:7f00:1::]", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
)  # fmt: skip
def test_an_address_inside_of_a_network_is_told_in_every_spelling(host):
    assert reason(f"http://{host}:9/news", Limits(connect_s=1, total_s=2)) in {
        "private_address",
        "unreachable",
        "bad_address",
    }


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("8.8.8.8", True), ("1.1.1.1", True),
        ("127.0.0.1", False), ("::1", False), ("::", False), ("::ffff:10.0.0.1", False), ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True), ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("fe80::1%eth0", False),
        ("192.0.2.1", False), ("198.18.0.1", False), ("no address", False),
    ],
)  # fmt: skip
def test_public_addresses_are_told_from_others(address, public):
    assert is_public(address) is public


@given(st.ip_addresses())
def test_what_is_wrapped_is_as_public_as_what_is_in_it(ip):
    if ip.version == 4:
        assert is_public(f"::ffff:{ip}") == is_public(f"64:ff9b::{ip}") == is_public(str(ip))
    elif is_public(str(ip)):
        assert ip.is_global


def test_a_name_is_looked_up_once_and_the_connection_made_to_what_was_checked(server):
    port = int(server.rpartition(":")[2])
    answers = [[LOOPBACK], ["127.0.0.2"]]  # the second answer is what a rebinding server would say
    limits = msgspec.structs.replace(QUICK, resolver=lambda host, port: answers.pop(0))
    assert fetch(f"http://news.example.org:{port}/news.html", limits=limits).raw
    assert len(answers) == 1
    assert reason(f"http://news.example.org:{port}/news.html", limits) == "private_address"


def test_one_private_address_among_those_of_a_name_is_enough_to_stay_away():
    limits = msgspec.structs.replace(QUICK, resolver=lambda host, port: [LOOPBACK, "10.0.0.1"])
    assert reason("http://news.example.org/", limits) == "private_address"


def test_a_name_that_nobody_knows_and_one_that_is_looked_up_for_ever_are_refused():
    def unknown(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    def sleeping(host, port):
        time.sleep(3)
        return [LOOPBACK]

    assert reason("http://news.example.org/", msgspec.structs.replace(QUICK, resolver=unknown)) == "unreachable"
    begun = time.monotonic()
    assert (
        reason("http://news.example.org/", msgspec.structs.replace(QUICK, resolver=sleeping, connect_s=0.2))
        == "too_slow"
    )
    assert time.monotonic() - begun < 2


def test_a_port_where_nobody_listens_is_unreachable():
    with socket.create_server((LOOPBACK, 0)) as listening:
        port = listening.getsockname()[1]
    assert reason(f"http://{LOOPBACK}:{port}/") == "unreachable"


def test_a_server_that_speaks_no_tls_is_no_secure_connection(server):
    assert reason(server.replace("http:", "https:")) == "no_secure_connection"


def test_a_certificate_of_nobody_known_is_not_trusted(tmp_path):
    pem = _certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server((LOOPBACK, 0)) as listening:

        def greet():
            connection, _ = listening.accept()
            try:
                context.wrap_socket(connection, server_side=True)
            except OSError:
                connection.close()

        threading.Thread(target=greet, daemon=True).start()
        assert reason(f"https://{LOOPBACK}:{listening.getsockname()[1]}/") == "no_secure_connection"


@pytest.mark.parametrize(
    ("path", "least", "most"), [("/dripping", 2.0, 6.0), ("/dripping_headers", 2.0, 6.0), ("/silent", 0.9, 5.0)]
)
def test_nobody_is_waited_for_longer_than_said(server, path, least, most):
    begun = time.monotonic()
    assert reason(server + path) == "too_slow"
    assert least < time.monotonic() - begun < most


def test_an_endless_answer_and_a_bomb_are_read_no_further_than_the_limit(server):
    for path in ("/endless", "/bomb", "/announced"):
        begun = time.monotonic()
        assert reason(server + path) == "too_large"
        assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("file:///etc/passwd", "no page"), ("ftp://example.org/a", "another kind"), ("http://", "no host"),
        ("http:///a", "no host"), ("https://person:word@example.org/", "a password would be kept"),
        ("http://exa mple.org/", "a space"), ("http://[::1/", "half a bracket"), ("http://example.org:99999/", "no port"),
        ("http://example.org/" + "a" * 5000, "too long"), ("javascript://alert", "no page"),
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(address, why):
    assert is_address(address)
    assert reason(address) == "bad_address", why


def test_an_address_may_have_characters_of_every_script():
    place = place_of("https://例子.测试/新闻?页=1#top")
    assert place.host == "xn--fsqu00a.xn--0zwm56d"
    assert place.path == "/%E6%96%B0%E9%97%BB?%E9%A1%B5=1"
    assert place.header == "xn--fsqu00a.xn--0zwm56d"


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(text):
    with contextlib.suppress(RefusedError):
        assert place_of(f"http://{text}").host


def test_a_folder_path_is_no_address():
    assert not any(map(is_address, ("news/2024", "C:\\news\\a.html", "a:b", "://x", "1x://y")))


def test_addresses_are_not_fetched_where_nobody_gave_a_way_to():
    (refusal,) = find(["https://example.org/"])
    assert (refusal.source, refusal.reason) == ("https://example.org/", "bad_address")


def test_a_page_from_another_host_says_so(server):
    def elsewhere(address):
        return msgspec.structs.replace(
            fetch(f"{server}/news.html", limits=QUICK), address="https://elsewhere.example/n"
        )

    (found,) = find(["https://news.example/n"], outside=Outside(fetch=elsewhere))
    assert found.warnings == ("it was found at https://elsewhere.example/n",)


def test_nothing_that_speaks_to_the_network_is_loaded_for_a_file():
    done = subprocess.run(
        [sys.executable, "-c", "import accord.sources, sys; print({'urllib3', 'ssl', 'pypdfium2'} & set(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"


def _certificate(folder):
    """Return a file with a key and a certificate that nobody has signed, made by the system's openssl where there is one."""
    pem = folder / "self.pem"
    try:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
             "-keyout", str(pem), "-out", str(folder / "cert.pem")],
            check=True, capture_output=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("there is no openssl here to make a certificate with")
    pem.write_bytes(pem.read_bytes() + (folder / "cert.pem").read_bytes())
    return pem


def test_what_has_not_changed_is_not_sent_again():
    with a_site() as site:
        path = site.news(1, "Wuxi and Lotus signed an agreement.")
        first = fetch(site.address + path, limits=PATIENT)
        assert (first.unchanged, bool(first.raw), bool(first.etag)) == (False, True, True)
        known = Known(first.address, first.etag, first.modified)
        again = fetch(site.address + path, limits=PATIENT, known=known)
        assert (again.unchanged, again.raw, again.etag) == (True, b"", first.etag)
        site.news(1, "Wuxi and Lotus signed two agreements.")
        assert not fetch(site.address + path, limits=PATIENT, known=known).unchanged


def test_marks_are_shown_only_to_the_address_that_gave_them():
    with a_site() as site:
        path = site.news(1, "Wuxi and Lotus signed an agreement.")
        fetch(
            site.address + path,
            limits=PATIENT,
            known=Known(site.address + "/before", '"x"', "Mon, 14 Jul 2024 08:00:00 GMT"),
        )
        assert not {"if-none-match", "if-modified-since"} & set(site.heads[0][1])


def test_a_server_that_is_busy_says_when_to_come_back():
    with a_site() as site:
        for status, reason_, wait in (
            (429, "busy", 30),
            (503, "busy", 30),
            (500, "failed_there", None),
            (404, "not_there", None),
        ):
            site.fails = lambda path, time, status=status: status
            with pytest.raises(RefusedError) as error:
                fetch(f"{site.address}/a", limits=PATIENT)
            assert (error.value.reason, error.value.status, error.value.retry_after_s) == (reason_, status, wait)


def test_an_answer_that_nothing_has_changed_is_believed_only_where_it_was_asked():
    with a_site() as site:
        site.fails = lambda path, time: 304
        assert reason(f"{site.address}/a", PATIENT) == "failed_there"


def test_every_address_on_the_way_may_be_refused_before_it_is_asked():
    def keep_out(address):
        if address.endswith("moved"):
            raise RefusedError("robots", "stay away", "Ask.")

    with a_site() as site:
        site.fails = lambda path, time: "moved"
        with pytest.raises(RefusedError, match="stay away"):
            fetch(f"{site.address}/a", limits=PATIENT, before=keep_out)
        assert list(site.asked) == ["/a"]


def test_accord_names_itself_and_who_answers_for_it():
    with a_site() as site:
        site.news(1, "words")
        limits = msgspec.structs.replace(PATIENT, agent=agent_of("https://office.example/accord"))
        fetch(f"{site.address}/news/1.html", limits=limits)
        assert "accord/" in site.heads[0][1]["user-agent"]
        assert "+https://office.example/accord" in site.heads[0][1]["user-agent"]
