"""Safe HTML and plain text as Markdown in which contributed signs mean nothing."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from textwrap import indent
from xml.etree.ElementTree import Element, fromstring

__all__ = ["as_text", "fenced", "from_html", "to_link"]

_SIGNS = re.compile(r"[\\`*\[\]<_&#!]")
_AT_START = re.compile(r"(?:[-+](?=\s|\Z)|>|~~~|-{2,}|={2,})")
_NUMBERED = re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)")
_ENTITY = re.compile(r"&#?\w+;")
_INLINE = {"strong": "**", "em": "*"}


def as_text(text: str) -> str:
    r"""Return text as Markdown that reads as this text, on one line.

    >>> as_text("1. a *b* <c>")
    '1\\. a \\*b\\* \\<c>'
    """
    flat = _SIGNS.sub(_escaped, " ".join(text.split()))
    if flat[:1].isdigit():
        return _NUMBERED.sub(r"\1\\\2", flat)
    return f"\\{flat}" if _AT_START.match(flat) else flat


def _escaped(found: re.Match[str]) -> str:
    """Return a sign, escaped where a reader of Markdown would take it for one."""
    text, at, sign = found.string, found.start(), found[0]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    match sign:
        case "_":
            harmless = before.isalnum() and after.isalnum()
        case "#":
            harmless = bool(before) and not before.isspace()
        case "!":  # before what may be a link
            harmless = bool(after)
        case "&":
            harmless = not _ENTITY.match(text, at)
        case _:
            harmless = False
    return sign if harmless else f"\\{sign}"


@lru_cache(maxsize=10_000)
def to_link(text: str, href: str) -> str:
    """Return a link; one that leads to an entry's page leads to its twin instead."""
    if not href or href.startswith("#"):
        return as_text(text)
    if href.startswith(".") and href.endswith("/"):
        href += "index.md"
    href = re.sub(r"&(?=#?\w+;)", r"\&", href.replace("\\", "%5C"))
    target = f"<{href}>" if re.search(r"[()]", href) else href
    return f"[{as_text(text)}]({target})"


def from_html(html: str) -> str:
    """Return one-line HTML of ours or of the prose renderer as Markdown.

    Paragraphs, quotes, lists and code become blocks of their own.
    """
    if "<" not in html:
        return as_text(unescape(html))
    closed = html.replace("<br>", "<br/>").replace("&nbsp;", "\u00a0")
    tree = fromstring(f"<div>{closed}</div>")  # noqa: S314 - no document type can stand in a div
    return "\n\n".join(_blocks(tree))


def _blocks(element: Element) -> Iterator[str]:
    """Yield what stands in an element as blocks; text without a paragraph is one block."""
    inline: list[str] = []
    for part in _parts(element):
        if isinstance(part, str):
            inline.append(part)
            continue
        if text := "".join(inline).strip():
            yield text
        inline.clear()
        yield _block(part)
    if text := "".join(inline).strip():
        yield text


def _parts(element: Element) -> Iterator[str | Element]:
    """Yield inline content as Markdown, and every block as it is."""
    if element.text:
        yield _run(element.text)
    for child in element:
        yield child if child.tag in ("p", "ul", "ol", "blockquote", "pre") else _span(child)
        if child.tail:
            yield _run(child.tail)


def _block(element: Element) -> str:
    match element.tag:
        case "pre":
            return fenced("".join(element.itertext()))
        case "ul" | "ol":
            numbered = element.tag == "ol"
            items = ("\n\n".join(_blocks(item)) for item in element)
            marks = (f"{number}. " if numbered else "- " for number, _ in enumerate(element, 1))
            return "\n".join(_hung(mark, item) for mark, item in zip(marks, items, strict=True))
        case "blockquote":
            return indent("\n\n".join(_blocks(element)), "> ", lambda _: True)
        case _:
            return "\n\n".join(_blocks(element))


def _hung(mark: str, text: str) -> str:
    return mark + indent(text, " " * len(mark)).lstrip(" ")


def _span(element: Element) -> str:
    inside = "".join(element.itertext())
    if element.tag == "code":
        return _code(" ".join(inside.split()))
    if element.tag == "br":
        return " "
    if element.tag == "a":
        return to_link(inside, element.get("href", ""))
    mark = _INLINE.get(element.tag, "") if inside.strip() else ""
    content = "".join(part for part in _parts(element) if isinstance(part, str))
    return f"{mark}{content.strip() if mark else content}{mark}"


def _run(text: str) -> str:
    """Return a run of text that may go on before and after it."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{as_text(text)}{after}"


def _code(text: str) -> str:
    marks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def fenced(code: str, language: str = "") -> str:
    """Return code as a block of its own."""
    marks = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return f"{marks}{language}\n{code.rstrip()}\n{marks}"
