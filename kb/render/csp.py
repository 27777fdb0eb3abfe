"""The Content-Security-Policy of a built site: our own files, and the theme's inline scripts by hash."""

import base64
import hashlib
import re
from collections.abc import Iterable

__all__ = ["inline_scripts", "normalise", "policy", "with_policy"]

_SCOPE = re.compile(r'new URL\("[\w./~%-]*",location\)')
"""The theme writes the way to the site's root into one script, so it differs by depth.

On the page for unknown addresses that is the absolute path of `site_url`.
"""

_RULES = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'"
)


_SCRIPT = re.compile(r"<!--.*?-->|<script\b([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
_LOADS = re.compile(r"\ssrc\b", re.IGNORECASE)
_TYPE = re.compile(r"""\stype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RUNS = frozenset({"module", "text/javascript"})


def inline_scripts(html: str) -> tuple[str, ...]:
    """Return the inline scripts of a page that a browser would run, in order.

    What only looks like one does no harm: it would have to equal a trusted script to be allowed.
    """
    return tuple(
        script
        for attributes, script in _SCRIPT.findall(html)
        if script
        and not _LOADS.search(attributes)
        and (not (kind := _TYPE.search(attributes)) or kind.group(1).lower() in _RUNS)
    )


def normalise(script: str) -> str:
    """Return a script without the one address that differs from page to page."""
    return _SCOPE.sub('new URL("",location)', script)


def policy(html: str, trusted: Iterable[str], *, nonce: str = "") -> str:
    """Return the policy for a page.

    Only scripts that equal a trusted one are allowed, never whatever stands in the page.

    Args:
        html: the page.
        trusted: normalised inline scripts of a page without contributed content.
        nonce: allows scripts that carry it; only for a development server.
    """
    known = frozenset(trusted)
    scripts = dict.fromkeys(script for script in inline_scripts(html) if normalise(script) in known)
    allowed = [f"sha256-{_digest(script)}" for script in scripts]
    if nonce:
        allowed.append(f"nonce-{nonce}")
    return _RULES.format(hashes="".join(f" '{source}'" for source in allowed))


def with_policy(html: str, trusted: Iterable[str], *, nonce: str = "") -> str:
    """Return a page with its policy as the first element of its head."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(html, trusted, nonce=nonce)}">'
    return html.replace("<head>", f"<head>{tag}", 1)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
