"""Ask every address that the catalog cites whether it still answers: `./scripts/links`."""

import socket
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kb.loading.loader import Catalog, load_catalog
from kb.models.source import Source
from kb.models.text import is_web_address

ROOT = Path(__file__).parent.parent
NOT_ASKED = ROOT / "scripts/links-not-asked.txt"

PAUSE = 1.0
"""Seconds between two requests to one host."""

HOSTS_AT_ONCE = 8
PATIENCE = 20.0
"""Seconds that a host has to answer."""

_GONE = {404, 410}


class Verdict(StrEnum):
    """What became of an address."""

    FINE = "fine"
    UNCLEAR = "look"
    DEAD = "dead"


class Answer(NamedTuple):
    """The verdict on an address and the reason for it."""

    verdict: Verdict
    why: str = ""


def cited(catalog: Catalog) -> dict[str, list[str]]:
    """Return every address with the files that cite it; an identifier by its resolver's address."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id, entry in catalog.entries.items():
        if isinstance(entry, Source):
            arxiv = entry.arxiv and f"10.48550/arXiv.{entry.arxiv}"
            for address in (entry.url, _resolver(entry.doi), _resolver(arxiv)):
                if address:
                    found[address].append(f"sources/{id}.yaml")
    for name, vocabulary in catalog.vocabularies.items():
        for term in vocabulary.terms:
            for address in (getattr(term, "url", None), getattr(term, "home_page", None)):
                if address:
                    found[address].append(f"vocabulary/{name}.yaml")
    return dict(found)


def _resolver(doi: str | None) -> str | None:
    """Return where the registry of DOIs answers itself: publishers turn programs away."""
    return doi and f"https://doi.org/api/handles/{quote(doi)}"


def not_asked(text: str) -> dict[str, str]:
    """Return the addresses that are left out, each with its reason.

    Raises:
        ValueError: an address has no reason.
    """
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [line.partition(" ") for line in lines]
    for address, _, reason in pairs:
        if not reason.strip():
            msg = f"{NOT_ASKED.name}: {address} has no reason; write it after a space"
            raise ValueError(msg)
    return {address: reason.strip() for address, _, reason in pairs}


class _PublicOnly(HTTPRedirectHandler):
    """Follows a redirection only to where the catalog itself may link."""

    def redirect_request(  # noqa: PLR0917 - the standard library's signature
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if not is_web_address(newurl):
            reason = f"leads to {newurl[:120]!r}, which the catalog may not cite"
            raise URLError(reason)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def ask(address: str) -> Answer:
    """Ask for the head of a page, and for the page where a head is refused; its text is not read."""
    for method in ("HEAD", "GET"):
        headers = {"User-Agent": "ml-quality-kb link check", "Accept": "*/*"}
        request = Request(address, method=method, headers=headers)  # noqa: S310 - https, by the model
        try:
            with build_opener(_PublicOnly).open(request, timeout=PATIENCE):
                return Answer(Verdict.FINE)
        except HTTPError as error:
            gone = error.code in _GONE
            answer = Answer(Verdict.DEAD if gone else Verdict.UNCLEAR, f"answers {error.code}")
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            no_host = isinstance(reason, socket.gaierror)
            answer = Answer(Verdict.DEAD if no_host else Verdict.UNCLEAR, str(reason))
    return answer


def ask_all(
    addresses: Iterable[str], *, ask: Callable[[str], Answer], pause: float = PAUSE
) -> dict[str, Answer]:
    """Return the answer for every address; one request at a time per host."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)

    def one_host(addresses: list[str]) -> list[tuple[str, Answer]]:
        answers = []
        for address in addresses:
            answers.append((address, ask(address)))
            time.sleep(pause)
        return answers

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return dict(sorted(pair for pairs in pool.map(one_host, hosts.values()) for pair in pairs))


def report(places: Mapping[str, Iterable[str]], answers: Mapping[str, Answer]) -> Iterator[str]:
    """Yield a line for every address that is not fine, the dead ones first."""
    for verdict in (Verdict.DEAD, Verdict.UNCLEAR):
        for address, answer in answers.items():
            if answer.verdict is verdict:
                where = ", ".join(places[address])
                yield f"{verdict}: {address} {answer.why} (catalog/{where})"


def main() -> int:
    """Ask and report; return 1 if an address is dead or is left out for nothing, else 0."""
    places = cited(load_catalog(ROOT / "catalog"))
    left_out = not_asked(NOT_ASKED.read_text(encoding="utf-8"))
    print(f"asking {len(places) - len(left_out)} addresses …", file=sys.stderr)
    answers = ask_all((one for one in places if one not in left_out), ask=ask)
    for line in report(places, answers):
        print(line)
    idle = [address for address in left_out if address not in places]
    for address in idle:
        print(f"idle: {address} is cited no more; take it out of {NOT_ASKED.name}")
    dead = [address for address, answer in answers.items() if answer.verdict is Verdict.DEAD]
    print(f"{len(answers)} asked, {len(dead)} dead")
    return 1 if dead or idle else 0


if __name__ == "__main__":
    sys.exit(main())
