"""What the builder's hook refuses to hand over, and what the builder is told to do."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from tests.site.building import ROOT


@pytest.fixture(name="hook")
def _hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec = spec_from_file_location("hook", ROOT / "scripts" / "mkdocs_hook.py")
    assert spec
    assert spec.loader
    hook = module_from_spec(spec)
    spec.loader.exec_module(hook)
    return hook


@pytest.fixture(name="config")
def _config(tmp_path: Path) -> MkDocsConfig:
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins._current_plugin = "hook"  # noqa: SLF001 - as while a hook runs
    return config


@pytest.mark.security(9)
@pytest.mark.parametrize("path", ["../x.md", "issues/../../../x.md", "/etc/x.md"])
def test_page_outside_the_site_is_refused(
    hook: ModuleType, config: MkDocsConfig, path: str
) -> None:
    """Should such a path get here all the same, nothing is written."""
    with pytest.raises(PluginError, match="lies outside the site"):
        hook._generated(config, PurePosixPath(path), "text")  # noqa: SLF001 - the last lock


@pytest.mark.security(9)
def test_page_inside_the_site_is_handed_over(hook: ModuleType, config: MkDocsConfig) -> None:
    """The path of an entry becomes a folder of the site."""
    file = hook._generated(config, PurePosixPath("issues/a.md"), "text")  # noqa: SLF001 - as above

    assert Path(config.site_dir) / "issues/a/index.html" == Path(file.abs_dest_path)


@pytest.mark.security(13, 16, 17)
def test_builder_has_no_extension_that_obeys_a_text(config: MkDocsConfig) -> None:
    """No snippets that include files, no macros that run code, no attributes from a text."""
    harmless = {"toc", "tables", "fenced_code", "admonition"}

    assert set() == set(config.markdown_extensions) - harmless
    assert ["scripts/mkdocs_hook.py"] == list(config.plugins)
