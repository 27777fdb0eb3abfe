"""The policy of a page allows the theme's scripts and nobody else's."""

import base64
import hashlib

import pytest

from kb.render.csp import inline_scripts, normalise, policy, with_policy

SCOPE = '__md_scope=new URL("{}",location),__md_get=1'
OURS = "document.title"
PLANTED = "window.XSS=1"
TRUSTED = (normalise(SCOPE.format(".")), OURS)


def _source(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _page(*scripts: str) -> str:
    inside = "".join(f"<script>{script}</script>" for script in scripts)
    return f"<!doctype html><html><head><title>x</title></head><body>{inside}</body></html>"


def _script_sources(rules: str) -> list[str]:
    directives = dict(part.strip().split(" ", 1) for part in rules.split(";"))
    return directives["script-src"].split()


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        pytest.param("<script>a</script><p>x</p><script>b</script>", ("a", "b"), id="in-order"),
        pytest.param("<SCRIPT>a</SCRIPT>", ("a",), id="upper-case"),
        pytest.param('<script type="module">a</script>', ("a",), id="module"),
        pytest.param('<script type="">a</script>', ("a",), id="empty-type"),
        pytest.param('<script type="text/javascript">a</script>', ("a",), id="named-type"),
        pytest.param('<script type="application/json">{}</script>', (), id="data"),
        pytest.param('<script src="x.js">a</script>', (), id="file"),
        pytest.param("<script>a && b < c</script>", ("a && b < c",), id="raw-text"),
        pytest.param("<!-- <script>a</script> -->", (), id="comment"),
        pytest.param("<p>a</p>", (), id="none"),
    ],
)
def test_inline_scripts_are_those_a_browser_would_run(html: str, scripts: tuple[str, ...]) -> None:
    """Files, data blocks and comments are no inline scripts."""
    found = inline_scripts(html)

    assert scripts == found


class TestPolicy:
    """The text of the policy."""

    def test_trusted_scripts_are_allowed_by_their_hash(self) -> None:
        """A script of the theme gets the hash of its exact bytes."""
        rules = policy(_page(OURS), TRUSTED)

        assert ["'self'", _source(OURS)] == _script_sources(rules)

    @pytest.mark.security(11)
    def test_planted_script_gets_no_hash(self) -> None:
        """A script that the theme does not have is not allowed, wherever it stands."""
        rules = policy(_page(PLANTED, OURS, PLANTED), TRUSTED)

        assert ["'self'", _source(OURS)] == _script_sources(rules)

    def test_trusted_script_that_is_not_in_the_page_gets_no_hash(self) -> None:
        """A page allows no more than it needs."""
        rules = policy(_page(), TRUSTED)

        assert ["'self'"] == _script_sources(rules)

    @pytest.mark.parametrize(
        "root",
        [
            pytest.param(".", id="home"),
            pytest.param("..", id="list"),
            pytest.param("../..", id="entry"),
            pytest.param("/", id="404-at-the-top"),
            pytest.param("/kb-site/v1.0/~me/a%20b/", id="404-below-a-path"),
        ],
    )
    def test_scope_script_is_trusted_at_every_depth(self, root: str) -> None:
        """The one script that names the way to the root is allowed with its own hash."""
        script = SCOPE.format(root)

        rules = policy(_page(script), TRUSTED)

        assert ["'self'", _source(script)] == _script_sources(rules)

    @pytest.mark.parametrize(
        "script",
        [
            pytest.param(SCOPE.format('.",alert(1),"'), id="ends-the-text"),
            pytest.param(SCOPE.format("\\"), id="escapes-the-quote"),
            pytest.param(SCOPE.format("https://evil.example/"), id="other-host"),
            pytest.param(SCOPE.format(".") + ";alert(1)", id="more-at-the-end"),
            pytest.param(f"{OURS} ", id="another-blank"),
        ],
    )
    def test_script_like_a_trusted_one_gets_no_hash(self, script: str) -> None:
        """Only a path may differ from the trusted script, nothing else."""
        rules = policy(_page(script), TRUSTED)

        assert ["'self'"] == _script_sources(rules)

    def test_nonce_is_allowed_only_when_given(self) -> None:
        """A development server lets its own script run by a nonce; a built site has none."""
        served, built = (policy(_page(), (), nonce=nonce) for nonce in ("abc", ""))

        assert (["'self'", "'nonce-abc'"], False) == (_script_sources(served), "nonce" in built)

    @pytest.mark.security(11, 15)
    def test_everything_else_is_closed(self) -> None:
        """No foreign file, frame, form target, base address, plug-in or inline handler is allowed."""
        rules = policy(_page(), ())

        assert (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
            "base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'"
        ) == rules


def test_policy_is_the_first_element_of_the_head() -> None:
    """The policy stands before everything that it should hold for."""
    html = with_policy(_page(OURS), TRUSTED)

    start = '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="'
    assert (start, 1) == (html[: len(start)], html.count("Content-Security-Policy"))


def test_text_that_looks_like_a_head_gets_no_policy() -> None:
    """Only the first head of a page is the head."""
    html = with_policy(_page() + "<pre><head></pre>", ())

    assert html.endswith("<pre><head></pre>")
