"""Agents ask over the Model Context Protocol: the official client against the server in a process of its own."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest
from mcp import MCPError
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent, TextResourceContents, Tool

import kb
from kb.mcp import make_server
from tests.catalog_copy import TINY
from tests.own_process import ROOT

T = TypeVar("T")
TOOLS = [
    *("diagnose", "ask_next", "search", "show", "remedies", "plan", "trace", "coverage"),
    "similar",
]
SERVER = """
import os, pathlib, sys
from kb.cli.main import main

import kb.mcp

def refuse(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen"):
        raise RuntimeError(event)
    if event == "open" and isinstance(arguments[0], str) and set(str(arguments[1])) & set("wax+"):
        raise RuntimeError(event)

pathlib.Path(sys.argv.pop(1)).write_text(str(os.getpid()))
sys.addaudithook(refuse)
main()
"""
"""The command, in a process that dies rather than open a connection or write a file."""

MALFORMED = {
    "unknown tool": ("diagnosis", {}),
    "unknown argument": ("diagnose", {"words": "labels"}),
    "missing argument": ("remedies", {}),
    "wrong type": ("plan", {"issues": 7}),
    "empty list": ("plan", {"issues": []}),
    "not a kind": ("search", {"text": "labels", "kind": "isue"}),
    "limit of zero": ("search", {"text": "labels", "limit": 0}),
    "negative effort": ("remedies", {"issue": "noisy-labels", "max_effort": -1}),
    "misspelt entry": ("show", {"id": "noisy-lables"}),
    "entry of another kind": ("remedies", {"issue": "confident-errors"}),
    "unknown phase": ("diagnose", {"text": "labels", "phase": "lunch"}),
    "unknown outcome": ("diagnose", {"checks": ["label-twice:maybe"]}),
    "unknown tool of a team": ("coverage", {"tools": ["abacus"]}),
    "no direction": ("trace", {"start": "noisy-labels"}),
    "too long": ("similar", {"text": "x" * 30_000}),
}


class Measured(NamedTuple):
    """What the server's process holds."""

    pages: int
    files: int


class Heard(NamedTuple):
    """What one conversation with the server brought."""

    tools: dict[str, Tool]
    answers: dict[str, dict[str, Any]]
    errors: dict[str, CallToolResult]
    resource: dict[str, Any]
    no_resource: str
    prompt: str


@asynccontextmanager
async def _connected(pid_file: Path) -> AsyncIterator[Client]:
    command = ["-c", SERVER, str(pid_file), "--catalog", str(TINY), "mcp"]
    server = StdioServerParameters(command=sys.executable, args=command, cwd=ROOT)
    async with Client(stdio_client(server)) as client:
        yield client


async def _ask(client: Client, name: str, **arguments: object) -> dict[str, Any]:
    result = await client.call_tool(name, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    assert isinstance(result.content[0], TextContent)
    assert result.structured_content == json.loads(result.content[0].text)
    return result.structured_content


async def _diagnosis(client: Client) -> dict[str, dict[str, Any]]:
    """Run a whole diagnosis as the prompt tells, answering the first question with its first answer."""
    case: dict[str, Any] = {"text": "the model is confidently wrong"}
    asked = await _ask(client, "ask_next", **case)
    question = asked["question"]
    answer = next(iter(question["answers"]))
    key, value = (
        ("symptoms", question["id"])
        if question["kind"] == "symptom"
        else ("checks", f"{question['id']}:{answer}")
    )
    found = await _ask(client, "diagnose", **case, **{key: [value]})
    suspect = found["suspects"][0]["id"]
    return {
        "first": await _ask(client, "diagnose", **case),
        "ask_next": asked,
        "diagnose": found,
        "remedies": await _ask(client, "remedies", issue=suspect),
        "plan": await _ask(client, "plan", issues=[suspect]),
        "search": await _ask(client, "search", text="labels", kind="issue"),
        "show": await _ask(client, "show", id="noisy-labels"),
        "trace": await _ask(client, "trace", start="unclear-label-guide", end="wrong-decisions"),
        "coverage": await _ask(client, "coverage", tools=["label-desk"]),
        "similar": await _ask(client, "similar", text="labels disagree"),
    }


def _measured(pid_file: Path) -> Measured:
    process = Path("/proc", pid_file.read_text())
    pages = int((process / "statm").read_text().split()[1]) if process.is_dir() else 0
    files = len(list((process / "fd").iterdir())) if process.is_dir() else 0
    return Measured(pages, files)


async def _many(client: Client, calls: int) -> None:
    for number in range(calls):
        if number % 3:
            await client.call_tool("diagnose", {"text": f"labels were done in a hurry {number}"})
        else:
            await client.call_tool("show", {"id": f"no-such-entry-{number}"})


async def _conversation(client: Client) -> Heard:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    errors = {
        case: await client.call_tool(name, arguments)
        for case, (name, arguments) in MALFORMED.items()
    }
    answers = await _diagnosis(client)  # the server is still there after the errors
    content = (await client.read_resource("kb://entry/noisy-labels")).contents[0]
    assert isinstance(content, TextResourceContents)
    with pytest.raises(MCPError) as missing:
        await client.read_resource("kb://entry/noisy-lables")
    guide = await client.get_prompt("guided_diagnosis", {"problem": "labels {disagree}"})
    text = guide.messages[0].content
    assert isinstance(text, TextContent)
    return Heard(tools, answers, errors, json.loads(content.text), str(missing.value), text.text)


async def _served(pid_file: Path) -> tuple[Heard, Measured, Measured]:
    async with _connected(pid_file) as client:
        heard = await _conversation(client)
        await _many(client, 200)
        before = _measured(pid_file)
        await _many(client, 1000)
        return heard, before, _measured(pid_file)


def _run(conversation: Coroutine[None, None, T]) -> T:
    """Return what comes of a conversation, held in a thread: a browser's tests keep this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, conversation).result()


@pytest.fixture(scope="module", name="served")
def _served_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Heard, Measured, Measured]:
    return _run(_served(tmp_path_factory.mktemp("mcp") / "pid"))


@pytest.fixture(scope="module", name="heard")
def _heard(served: tuple[Heard, Measured, Measured]) -> Heard:
    return served[0]


class TestTools:
    """What a client is offered."""

    def test_all_questions_can_be_asked(self, heard: Heard) -> None:
        """The tools have the names of the design, in the order in which they are used."""
        assert TOOLS == list(heard.tools)

    @pytest.mark.parametrize("name", TOOLS)
    def test_tool_explains_itself(self, heard: Heard, name: str) -> None:
        """A tool has a description, so has each typed argument, and it takes no others."""
        tool = heard.tools[name]

        assert tool.description
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        assert all(
            argument["description"] and {"type", "anyOf", "$ref"} & {*argument}
            for argument in tool.input_schema["properties"].values()
        )


class TestAnswers:
    """A conversation from a description to a plan."""

    def test_every_answer_names_the_version_of_the_data(
        self, heard: Heard, tiny: kb.KnowledgeBase
    ) -> None:
        """Answers can be cited, and told apart from those of another catalog."""
        assert {tiny.version} == {answer["version"] for answer in heard.answers.values()}

    def test_diagnosis_moves_with_the_answer(self, heard: Heard) -> None:
        """The symptom that was asked for and seen speaks for the first suspect."""
        first, then = heard.answers["first"]["suspects"], heard.answers["diagnose"]["suspects"]

        assert "noisy-labels" == then[0]["id"]
        assert first[0]["bits"] < then[0]["bits"]

    def test_answers_are_those_of_the_package(self, heard: Heard, tiny: kb.KnowledgeBase) -> None:
        """Agents hear what Python hears."""
        remedies = tiny.remedies("noisy-labels")

        assert [remedy.id for remedy in remedies] == [
            remedy["id"] for remedy in heard.answers["remedies"]["remedies"]
        ]
        assert [step.id for step in tiny.plan("noisy-labels").steps] == [
            step["id"] for step in heard.answers["plan"]["steps"]
        ]

    def test_process_and_pipes_change_nothing(self, heard: Heard, tiny: kb.KnowledgeBase) -> None:
        """The same server without a process of its own says the same."""

        async def conversation() -> Heard:
            async with Client(make_server(tiny)) as client:
                return await _conversation(client)

        assert heard == _run(conversation())

    @pytest.mark.parametrize(
        ("name", "part"),
        [
            ("search", "hits"),
            ("show", "links"),
            ("trace", "chains"),
            ("coverage", "undetected"),
            ("similar", "entries"),
        ],
    )
    def test_other_tools_answer(self, heard: Heard, name: str, part: str) -> None:
        """Each of the other tools has something to tell about the tiny catalog."""
        assert heard.answers[name][part]

    def test_entry_is_a_resource(self, heard: Heard) -> None:
        """A resource holds the whole entry with its links."""
        assert ("noisy-labels", True) == (heard.resource["id"], "links" in heard.resource)

    def test_missing_resource_names_close_ids(self, heard: Heard) -> None:
        """Who asks for an entry that is not there learns what is."""
        assert "did you mean noisy-labels" in heard.no_resource

    def test_prompt_repeats_the_problem(self, heard: Heard) -> None:
        """The guided diagnosis starts from the person's own words."""
        assert "labels {disagree}" in heard.prompt


class TestStayingUp:
    """What must not bring the server down."""

    @pytest.mark.parametrize("case", MALFORMED)
    def test_malformed_call_is_an_error(self, heard: Heard, case: str) -> None:
        """A wrong call is answered with an error that names it; the conversation goes on."""
        content = heard.errors[case].content[0]

        assert heard.errors[case].is_error
        assert isinstance(content, TextContent)
        assert "Traceback" not in content.text

    @pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="needs Linux's /proc")
    def test_thousand_calls_leave_nothing_behind(
        self, served: tuple[Heard, Measured, Measured]
    ) -> None:
        """After a thousand calls the process has its open files and at most 4 MB more memory."""
        _, before, after = served
        grown = (after.pages - before.pages) * 4096

        assert before.files == after.files
        assert grown <= 4_000_000

    def test_nothing_but_protocol_is_printed(self) -> None:
        """Each line of the output is a message, also when the input is no protocol at all."""
        start = {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        }
        request = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": start}
        command = [sys.executable, "-m", "kb.cli", "--catalog", str(TINY), "mcp"]

        done = subprocess.run(
            command,
            cwd=ROOT,
            input=f"no protocol\n{json.dumps(request)}\n{{}}\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert 0 == done.returncode, done.stderr
        assert {"2.0"} == {answer["jsonrpc"] for answer in answers}
        assert 1 in {answer.get("id") for answer in answers}
