"""What is added to a built site: the browser's tables, and the policy on every page."""

from pathlib import Path, PurePosixPath

import pytest

import kb
from kb.render.csp import inline_scripts, policy
from kb.render.finish import MODULES, TRUSTED_PAGE, browser_tables, finish

THEME = "<script>theme()</script>"
PLANTED = "<script>window.XSS=1</script>"
FORM = "<!doctype html><html><head><title>x</title></head><body>{}</body></html>"


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    """Return a folder as the builder leaves it: a page of the theme alone, and an entry's page."""
    (tmp_path / TRUSTED_PAGE).write_text(FORM.format(THEME), encoding="utf-8")
    entry = tmp_path / "issues" / "x" / "index.html"
    entry.parent.mkdir(parents=True)
    entry.write_text(FORM.format(THEME + PLANTED + "König"), encoding="utf-8")
    return tmp_path


class TestFinish:
    """The finished folder."""

    def test_tables_are_written_beside_the_modules_that_read_them(
        self, site: Path, tiny: kb.KnowledgeBase
    ) -> None:
        """The files hold exactly what `browser_tables` returns."""
        finish(site, tiny.tables)

        written = {
            PurePosixPath(MODULES, path.name): path.read_text(encoding="utf-8")
            for path in (site / MODULES).iterdir()
        }
        assert browser_tables(tiny.tables) == written

    def test_same_catalog_gives_the_same_bytes(self, tiny_root: Path) -> None:
        """Loading twice and writing twice gives the same texts."""
        first, second = (browser_tables(kb.load(tiny_root).tables) for _ in range(2))

        assert first == second

    def test_only_scripts_of_the_page_without_content_are_allowed(
        self, site: Path, tiny: kb.KnowledgeBase
    ) -> None:
        """A script that stands in an entry's page and not in the theme's is not allowed."""
        finish(site, tiny.tables)

        page = (site / "issues/x/index.html").read_text(encoding="utf-8")
        allowed = policy(FORM.format(THEME), ["theme()"])
        assert ("window.XSS=1" in inline_scripts(page)[1], True) == (True, allowed in page)

    @pytest.mark.parametrize("name", [TRUSTED_PAGE, "issues/x/index.html"])
    def test_every_page_has_the_policy_and_is_otherwise_the_same(
        self, site: Path, tiny: kb.KnowledgeBase, name: str
    ) -> None:
        """A page keeps all its bytes around the policy."""
        before = (site / name).read_text(encoding="utf-8")

        finish(site, tiny.tables)

        after = (site / name).read_text(encoding="utf-8")
        start, end = before.split("<head>")
        assert (True, True) == (after.startswith(f"{start}<head><meta "), after.endswith(f">{end}"))

    def test_nonce_of_a_development_server_is_on_every_page(
        self, site: Path, tiny: kb.KnowledgeBase
    ) -> None:
        """While serving, the server's own script may run."""
        finish(site, tiny.tables, nonce="abc")

        pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
        assert [True, True] == ["'nonce-abc'" in page for page in pages]

    @pytest.mark.security(9)
    @pytest.mark.parametrize("name", ["../x.html", "/x.html", "a/../../x.html"])
    def test_file_outside_the_site_is_refused(
        self, site: Path, tiny: kb.KnowledgeBase, name: str
    ) -> None:
        """Should such a path get here, nothing is written to it."""
        with pytest.raises(ValueError, match="lies outside the site"):
            finish(site, tiny.tables, files={PurePosixPath(name): "x"})

        assert not (site.parent / "x.html").exists()

    def test_files_lie_beside_the_pages_and_have_the_policy(
        self, site: Path, tiny: kb.KnowledgeBase
    ) -> None:
        """A text is written as it is; a page gets its policy."""
        files = {PurePosixPath("a/b.txt"): "König\n", PurePosixPath("a/b.html"): FORM}
        finish(site, tiny.tables, files=files)

        assert "König\n" == (site / "a/b.txt").read_text(encoding="utf-8")
        assert "Content-Security-Policy" in (site / "a/b.html").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("text", "stays"),
        [
            pytest.param("<urlset></urlset>", False, id="empty"),
            pytest.param("<urlset><loc>https://a.org/</loc></urlset>", True, id="full"),
        ],
    )
    def test_empty_map_of_the_site_is_dropped(
        self, site: Path, tiny: kb.KnowledgeBase, text: str, *, stays: bool
    ) -> None:
        """A map without a page would be an error for search engines."""
        maps = [site / "sitemap.xml", site / "sitemap.xml.gz"]
        for path in maps:
            path.write_text(text, encoding="utf-8")

        finish(site, tiny.tables)

        assert [stays, stays] == [path.exists() for path in maps]
