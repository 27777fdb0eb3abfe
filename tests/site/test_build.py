"""The builder: clean, repeatable, strict, and right for any address."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.catalog_copy import TINY, CatalogCopy
from tests.site.browsing import Visit
from tests.site.building import BELOW, ROOT, Site, build, configuration, run_builder, serve

pytestmark = pytest.mark.site

HOME = "https://kb.example.org/sub/path/"


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_byte_identical(site: Site, tmp_path: Path) -> None:
    """Another folder, hash seed and time zone give the same bytes in every file."""
    again = build(tmp_path / "again", PYTHONHASHSEED="1", TZ="Pacific/Auckland")

    first, second = _files(site.folder), _files(again)
    assert set(first) == set(second)
    assert [] == [name for name, content in first.items() if content != second[name]]


def test_building_leaves_the_checkout_alone(tmp_path: Path) -> None:
    """The builder writes nothing beside its target: generated pages never touch the disk."""
    before = sorted((ROOT / "site_overrides").rglob("*"))

    build(tmp_path / "site", catalog=TINY)

    assert before == sorted((ROOT / "site_overrides").rglob("*"))


class TestStrictness:
    """What stops a build."""

    def test_broken_catalog_stops_the_build_with_its_problems(
        self, tiny_copy: CatalogCopy, tmp_path: Path
    ) -> None:
        """The builder prints the lines of `kb check` instead of a traceback, and writes no page."""
        tiny_copy.replace(
            "issues/noisy-labels.yaml", "id: unclear-label-guide", "id: no-such-cause"
        )

        done = run_builder(tmp_path / "site", catalog=tiny_copy.root)

        assert (1, False) == (done.returncode, "Traceback" in done.stderr)
        assert [] == [line for line in map(str, tiny_copy.problems()) if line not in done.stderr]

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            pytest.param("[x](no-such-page.md)", "no-such-page.md", id="page"),
            pytest.param("[x](evidence.md#no-such-part)", "no-such-part", id="anchor"),
            pytest.param("[x](/issues/)", "/issues/", id="absolute"),
        ],
    )
    def test_broken_link_on_a_page_of_ours_stops_the_build(
        self, tmp_path: Path, text: str, complaint: str
    ) -> None:
        """A hand-written page cannot link to what is not there."""
        pages = shutil.copytree(ROOT / "site_overrides/pages", tmp_path / "pages")
        with (pages / "contribute.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")
        option = configuration(tmp_path / "mkdocs.yml", docs_dir=str(pages))

        done = run_builder(tmp_path / "site", option, catalog=TINY)

        assert (1, True) == (done.returncode, complaint in done.stderr)

    @pytest.mark.security(8)
    @pytest.mark.parametrize("target", ["secret.md", "."], ids=["file", "folder"])
    @pytest.mark.parametrize("setting", ["docs_dir", "theme"])
    def test_symbolic_link_stops_the_build(self, tmp_path: Path, setting: str, target: str) -> None:
        """The builder itself would copy what a link leads to, even a whole folder."""
        outside = tmp_path / "outside"
        outside.mkdir()
        outside.joinpath("secret.md").write_text("# Secret of the machine\n", encoding="utf-8")
        source = {"docs_dir": "pages", "theme": "theme"}[setting]
        copy = shutil.copytree(ROOT / "site_overrides" / source, tmp_path / "copy")
        copy.joinpath("linked.md" if target != "." else "linked").symlink_to(outside / target)
        settings = {"docs_dir": str(copy), "theme": {"custom_dir": str(copy)}}
        option = configuration(tmp_path / "mkdocs.yml", **{setting: settings[setting]})

        done = run_builder(tmp_path / "site", option, catalog=TINY)

        assert (1, True) == (done.returncode, "is a symbolic link; replace it" in done.stderr)
        assert [] == [text for text in _files(tmp_path / "site").values() if b"Secret" in text]


class TestAddress:
    """A site that knows where it will live."""

    @pytest.fixture(scope="class", name="published")
    @staticmethod
    def _published(tmp_path_factory: pytest.TempPathFactory) -> Site:
        top = tmp_path_factory.mktemp("published")
        option = configuration(top / "mkdocs.yml", site_url=HOME)
        return Site(build(top / "site", option, catalog=TINY), HOME)

    def test_pages_name_their_address(self, published: Site) -> None:
        """Each page says under which address it wants to be found."""
        page = published.pages()["issues/noisy-labels/index.html"]

        assert f'<link rel="canonical" href="{HOME}issues/noisy-labels/">' in page

    def test_policy_is_the_same_as_without_an_address(
        self, published: Site, tmp_path: Path
    ) -> None:
        """The theme's scripts stay allowed on every page when the site lives below a path."""
        plain = Site(build(tmp_path / "site", catalog=TINY), "")

        policies = [
            {
                path: page.split("<meta ")[1]
                for path, page in site.pages().items()
                if path != "404.html"
            }
            for site in (plain, published)
        ]
        assert policies[0] == policies[1]

    def test_page_for_unknown_addresses_names_files_from_the_top(self, published: Site) -> None:
        """That page is shown at any depth, so its addresses begin with the path of the site."""
        page = published.pages()["404.html"]

        assert 'href="/sub/path/assets/kb/kb.css"' in page

    @pytest.mark.browser
    def test_page_for_unknown_addresses_works_below_a_path(
        self, published: Site, tmp_path: Path, visit: Callable[..., Visit]
    ) -> None:
        """Its styles and its search box work where the site says that it lives."""
        shutil.copytree(published.folder, tmp_path / BELOW)
        with serve(tmp_path) as address:
            visitor = visit(f"{address}{BELOW}/404.html")
            visitor.page.locator("#kb-q").fill("noisy labels")
            visitor.page.locator("#kb-q-results a").first.click()

            expect(visitor.page.locator("h1")).to_have_text("Noisy labels")

        assert {} == visitor.trouble

    def test_map_of_the_site_lists_every_page(self, published: Site) -> None:
        """Search engines are told every page but those that lead on and that for unknown addresses."""
        found = (published.folder / "sitemap.xml").read_text(encoding="utf-8")

        pages = [
            path.removesuffix("index.html")
            for path, html in published.pages().items()
            if path != "404.html" and 'http-equiv="refresh"' not in html
        ]
        assert [] == [path for path in pages if f"<loc>{HOME}{path}</loc>" not in found]


def test_without_an_address_no_page_invents_one(site: Site) -> None:
    """While `site_url` and `repo_url` are empty, nothing that needs them is shown."""
    pages = site.pages().values()

    assert [] == [
        page for page in pages if 'rel="canonical"' in page or 'class="md-source"' in page
    ]
