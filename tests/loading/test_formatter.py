"""The formatter: one form for the same data, and every comment stays."""

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from kb.graph.kinds import Kind
from kb.loading import formatter
from kb.loading.comments import Comments
from kb.loading.file_text import MAX_BYTES
from kb.loading.formatter import format_file
from kb.loading.memory import Plain
from kb.loading.reader import read_document
from kb.loading.writer import write_lines
from tests.own_process import ROOT

GOLDEN = ROOT / "tests" / "golden" / "format"
REAL = sorted((ROOT / "tests" / "data" / "tiny").rglob("*.yaml")) + sorted(
    (ROOT / "catalog").rglob("*s/a*.yaml")
)
STYLES = (None, "'", '"', "|", ">")
MODELINE = "# yaml-language-server: $schema=../../kb/schema/issue.schema.json\n"

same_folder = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

texts = st.text("ab1.-:#?!'\"\\|>&*[]{},% \t\n~é🙂", max_size=12) | st.sampled_from(
    ["no", "null", "1.50", "010", "0x1f", "---", "... a", "two\nlines\n", " indented\nblock\n", "<"]
)
keys = st.text("abc", min_size=1, max_size=3) | texts.filter(lambda text: "\n" not in text)
values = st.recursive(
    texts | st.integers(-99, 99) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)
documents = st.dictionaries(keys, values, min_size=1, max_size=4)
chances = st.randoms(use_true_random=False)


class _Careless(yaml.SafeDumper):
    """Writes texts in any style there is."""


_Careless.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style=STYLES[len(text) % len(STYLES)]
    ),
)


def careless(data: object, chance: random.Random) -> str:
    """Return data as YAML in a form that nobody would choose."""
    text: str = yaml.dump(
        data,
        Dumper=_Careless,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=chance.choice([True, False, None]),
        width=chance.choice([20, 10_000]),
        indent=chance.choice([2, 5]),
    )
    return text


def commented(text: str, chance: random.Random) -> tuple[str, list[str]]:
    """Put comments wherever they do not change the data; return the text and the comments."""
    data, comments = read_document(text, "").data, []
    for number in range(6):
        lines, comment = text.split("\n"), f"# note {number}"
        at = chance.randrange(len(lines))
        if chance.random() < 0.5:
            lines.insert(at, " " * chance.randrange(8) + comment)
        else:
            lines[at] += f" {comment}"
        noted = "\n".join(lines)
        again = read_document(noted, "")
        if again.data == data and not again.problems:
            text = noted
            comments.append(comment)
    return text, comments


def shuffled(value: object, chance: random.Random) -> object:
    """Return data with the keys of every mapping in another order."""
    if isinstance(value, list):
        return [shuffled(item, chance) for item in value]
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return value


def formatted(folder: Path, text: str, *, kind: str = "issues", name: str = "entry.yaml") -> str:
    """Return the canonical form of a text that the reader accepts."""
    path = folder / kind / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    _, after, problems = format_file(path, name)
    assert () == problems
    return after


def data_of(text: str) -> Plain:
    """Return what a text says; equal as JSON is equal, with types."""
    document = read_document(text, "")
    assert () == document.problems
    return document.data


def test_golden_pair(tmp_path: Path) -> None:
    """Keys, quotes, lists, blocks and comments of a careless file get their form and place."""
    before, after = ((GOLDEN / f"{name}.yaml").read_text() for name in ("before", "after"))

    assert after == formatted(tmp_path, before)
    assert after == formatted(tmp_path, after)


@same_folder
@given(documents, chances)
def test_any_document_keeps_data_and_comments(
    tmp_path: Path, data: dict[str, object], chance: random.Random
) -> None:
    """Whatever the reader accepts says the same afterwards, and a second run changes nothing."""
    source = careless(data, chance)
    if read_document(source, "").problems:  # the dumper itself errs on some blocks
        source = yaml.safe_dump(data, allow_unicode=True)
    source, comments = commented(source, chance)

    after = formatted(tmp_path, source)

    assert repr(sorted_keys(data_of(source))) == repr(sorted_keys(data_of(after)))
    assert after == formatted(tmp_path, after)
    assert sorted(comments) == sorted(comment for comment in comments if comment in after)
    assert len(comments) == after.count("# note ")


def sorted_keys(value: object) -> object:
    """Return data in which the order of keys makes no difference."""
    if isinstance(value, list):
        return [sorted_keys(item) for item in value]
    if isinstance(value, dict):
        return {key: sorted_keys(value[key]) for key in sorted(value)}
    return value


@same_folder
@given(st.sampled_from(REAL), chances)
def test_real_file_has_one_form(tmp_path: Path, path: Path, chance: random.Random) -> None:
    """However a file of the catalog was shuffled and restyled, there is one form for it."""
    text = path.read_text(encoding="utf-8")
    modeline, _, body = text.partition("\n")
    source = careless(shuffled(data_of(body), chance), chance)
    # PyYAML's folded style loses the line break before an indented line: that is another text.
    assume(sorted_keys(data_of(body)) == sorted_keys(data_of(source)))
    place = {"kind": path.parent.name, "name": path.name}

    assert formatted(tmp_path, text, **place) == formatted(tmp_path, f"{source}{modeline}", **place)


@same_folder
@given(st.sampled_from(REAL), chances)
def test_real_file_keeps_comments(tmp_path: Path, path: Path, chance: random.Random) -> None:
    """Comments move with the key or item that they stand at, and none is lost or doubled."""
    source, comments = commented(path.read_text(encoding="utf-8"), chance)
    place = {"kind": path.parent.name, "name": path.name}

    after = formatted(tmp_path, source, **place)

    assert data_of(source) == data_of(after)
    assert comments == sorted(comment for comment in comments if after.count(comment) == 1)
    assert after == formatted(tmp_path, after, **place)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        pytest.param("title: 0.5", 'title: "0.5"', id="text-that-looks-like-a-number"),
        pytest.param("title: 'null'", 'title: "null"', id="word-of-the-reader"),
        pytest.param("title: ~", 'title: "~"', id="null-of-others"),
        pytest.param("title:", "title: null", id="nothing"),
        pytest.param('title: ""', 'title: ""', id="empty-text"),
        pytest.param("title: 'a: b'", 'title: "a: b"', id="colon"),
        pytest.param("title: 'a:b #c'", 'title: "a:b #c"', id="hash"),
        pytest.param("title: ' a'", 'title: " a"', id="blank-before"),
        pytest.param(r'title: "a\tb"', r'title: "a\tb"', id="tab"),
        pytest.param(r'title: "a\n\nb"', "title: |-\n  a\n\n  b", id="lines-without-end"),
        pytest.param(r'title: "a\n\n"', r'title: "a\n\n"', id="lines-that-end-twice"),
        pytest.param(r'title: "\n"', r'title: "\n"', id="only-a-line-end"),
        pytest.param(r'title: " a\nb\n"', "title: |2\n   a\n  b", id="indented-block"),
        pytest.param('title: "a  \\nb\\n"', "title: |\n  a  \n  b", id="blanks-in-prose-are-text"),
        pytest.param("tags: [[a], [], {b: {}}]", "tags:\n  - - a\n  - []\n  - b: {}", id="nested"),
        pytest.param("tags:\r\n- a\r\n\r\n\r\n", "tags:\n  - a", id="line-ends"),
        pytest.param("z: 1\ntags: 2\na: 3", "tags: 2\nz: 1\na: 3", id="unknown-keys-last"),
        pytest.param("'1': 1\n'a b': 2", '"1": 1\na b: 2', id="keys"),
        pytest.param("--- # first\n{}", "{}\n# first", id="nothing-but-a-comment"),
        pytest.param("tags: [\n# none\n]", "# none\ntags: []", id="comment-in-empty-list"),
        pytest.param("tags:\n- # of a\n  a", "tags:\n  # of a\n  - a", id="comment-after-dash"),
        pytest.param(
            "tags:\n- a\n# of z\nz: 1", "tags:\n  - a\n# of z\nz: 1", id="comment-between"
        ),
        pytest.param(
            "tags:\n  - a\n  # in tags\n# of z\nz: 1",
            "tags:\n  - a\n  # in tags\n# of z\nz: 1",
            id="comment-at-the-end-of-a-list",
        ),
        pytest.param(
            "title: # one\n  a # two", "# one\n# two\ntitle: a", id="two-comments-on-one-line"
        ),
    ],
)
def test_form_of_values(tmp_path: Path, written: str, canonical: str) -> None:
    """Each kind of value and comment has one form, in which it is read as it was."""
    assert f"{MODELINE}{canonical}\n" == formatted(tmp_path, f"{MODELINE}{written}")


def test_number_stays_without_quotes_where_a_number_is_meant(tmp_path: Path) -> None:
    """Decimals are text to the reader, but the model says which of them are numbers."""
    text = f"{MODELINE}edition: 0.5\nterms:\n  - weights:\n      - weight: 0.5\n"

    after = formatted(tmp_path, text, kind="vocabulary", name="contexts.yaml")

    assert ["weight: 0.5", 'edition: "0.5"'] == [
        line.lstrip(" -") for line in after.splitlines() if "0.5" in line
    ]


def test_file_of_no_kind_keeps_its_order(tmp_path: Path) -> None:
    """Outside the folders of a catalog there is no model and no schema."""
    assert "title: a\nid: b\n" == formatted(tmp_path, "title:  a\nid: b", kind="elsewhere")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(f"? {'a' * 1_500}\n: b", "not YAML", id="long-key"),
        pytest.param(f"{{a: {{b: [{'x, ' * 19_000}]}}}}", None, id="many-items"),
        pytest.param(
            f"{{a: {{b: {{c: {{d: {{e: [{'0, ' * 19_000}]}}}}}}}}}}",
            f"more than {MAX_BYTES} bytes",
            id="long-file",
        ),
    ],
)
def test_what_would_not_be_read_again_is_refused(
    tmp_path: Path, text: str, why: str | None
) -> None:
    """A form that the reader refuses is never written; one line says why."""
    path = tmp_path / "entry.yaml"
    path.write_text(text)

    before, after, problems = format_file(path, "entry.yaml")

    assert (before == after) is bool(why)
    assert bool(why) == any(str(why) in problem.what for problem in problems)


@pytest.mark.parametrize(
    ("lost", "why"),
    [
        pytest.param({"title: a": "title: b"}, "other data", id="data"),
        pytest.param({"title: a": "title: true"}, "other data", id="type"),
        pytest.param({"# noted": "# note"}, "other comments", id="comment"),
    ],
)
def test_mistake_of_the_formatter_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: dict[str, str], why: str
) -> None:
    """If the result said anything else, the file would stay as it is."""
    [(old, new)] = lost.items()

    def careless_lines(data: Plain, model: type[BaseModel] | None, comments: Comments) -> list[str]:
        return [line.replace(old, new) for line in write_lines(data, model, comments)]

    monkeypatch.setattr(formatter, "write_lines", careless_lines)
    path = tmp_path / "entry.yaml"
    path.write_text("# noted\ntitle:  a\n")

    before, after, [problem] = format_file(path, "entry.yaml")

    assert before == after
    assert f"cannot be formatted, the result would have {why}" == problem.what


@pytest.mark.parametrize(
    ("folder", "schema"),
    [pytest.param(kind.folder, kind.value, id=kind.value) for kind in Kind]
    + [pytest.param("vocabulary", "vocabulary", id="vocabulary")],
)
def test_schema_is_named_in_the_first_line(tmp_path: Path, folder: str, schema: str) -> None:
    """A file of the catalog without the line for editors gets it."""
    line = f"# yaml-language-server: $schema=../../kb/schema/{schema}.schema.json"

    assert f"{line}\nid: a\n" == formatted(tmp_path, "id: a", kind=folder)


def test_schema_is_named_as_seen_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a checkout the line leads from the file's folder to the schemas, however deep it is."""
    monkeypatch.setattr(formatter, "_CHECKOUT", tmp_path.parent)
    line = "# yaml-language-server: $schema=../../kb/schema/check.schema.json"

    assert f"{line}\nid: a\n" == formatted(tmp_path, "id: a", kind="checks")

    monkeypatch.setattr(formatter, "_CHECKOUT", tmp_path.parent.parent)

    assert line.replace("../", "../../", 1) in formatted(tmp_path, "id: a", kind="checks")
