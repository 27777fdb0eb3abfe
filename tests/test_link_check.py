"""The check of cited addresses, against a server of its own."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from kb.loading.loader import Catalog
from scripts.link_check import Answer, Verdict, ask, ask_all, cited, not_asked, report

FINE = Answer(Verdict.FINE)


class _Site(BaseHTTPRequestHandler):
    """Answers with the status that the path names; below `/no-head/` only when the page is asked for."""

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self._answer(405 if "/no-head/" in self.path else self._status())

    def do_GET(self) -> None:
        """Answer."""
        self._answer(self._status())

    def _status(self) -> int:
        return int(re.findall(r"\d+", self.path)[0])

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Return the address of a site on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.security(27)
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/200", FINE, id="answers"),
        pytest.param("/no-head/200", FINE, id="answers only in full"),
        pytest.param("/404", Answer(Verdict.DEAD, "answers 404"), id="not found"),
        pytest.param("/410", Answer(Verdict.DEAD, "answers 410"), id="gone"),
        pytest.param("/403", Answer(Verdict.UNCLEAR, "answers 403"), id="turns programs away"),
        pytest.param("/503", Answer(Verdict.UNCLEAR, "answers 503"), id="is ill"),
    ],
)
def test_answer_decides(site: str, path: str, expected: Answer) -> None:
    """Only what is surely gone is dead."""
    assert expected == ask(site + path)


@pytest.mark.security(27)
def test_redirection_into_a_private_network_is_not_followed(site: str) -> None:
    """A cited page cannot send the check to where it must not ask."""
    answer = ask(f"{site}/302")

    assert (Verdict.UNCLEAR, True) == (answer.verdict, "may not cite" in answer.why)


def test_identifiers_are_asked_at_their_registry(tiny_catalog: Catalog) -> None:
    """A DOI is looked up where it is registered; every address knows who cites it."""
    asked = cited(tiny_catalog)

    assert ["sources/doe2021interviews.yaml"] == asked[
        "https://doi.org/api/handles/10.1145/3510003.3510209"
    ]
    assert {
        "https://doi.org/api/handles/10.48550/arXiv.2001.00001",
        "https://iso.example.org/25012",
        "https://survey.example.org/paper",
    } <= set(asked)


def test_every_address_is_asked_once() -> None:
    """Answers come back in order, whatever the hosts."""
    addresses = ["https://b.example/2", "https://a.example/1", "https://b.example/1"]
    asked: list[str] = []

    answers = ask_all(addresses, ask=lambda address: asked.append(address) or FINE, pause=0)

    assert (sorted(addresses), sorted(addresses)) == (sorted(asked), list(answers))


def test_report_names_the_dead_first() -> None:
    """What has to be repaired comes before what has to be looked at; the rest is not said."""
    answers = {
        "https://a.example": Answer(Verdict.UNCLEAR, "answers 403"),
        "https://b.example": Answer(Verdict.DEAD, "answers 404"),
        "https://c.example": FINE,
    }
    places = {address: ["sources/x.yaml"] for address in answers}

    assert [
        "dead: https://b.example answers 404 (catalog/sources/x.yaml)",
        "look: https://a.example answers 403 (catalog/sources/x.yaml)",
    ] == list(report(places, answers))


@pytest.mark.security(27)
def test_address_is_left_out_for_a_reason() -> None:
    """Nobody has to guess why an address is not asked."""
    assert {"https://a.example": "down until May"} == not_asked(
        "# a note\nhttps://a.example down until May\n"
    )
    with pytest.raises(ValueError, match=r"https://b\.example has no reason"):
        not_asked("https://b.example\n")
