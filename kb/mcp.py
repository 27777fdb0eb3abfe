"""The same answers for agents: an MCP server over standard input and output, read only."""

from collections.abc import Callable
from functools import wraps
from json import dumps
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations
from pydantic import Field

from kb.api import KnowledgeBase
from kb.diagnosis.results import Diagnosis
from kb.errors import EntryNotFound, KbError
from kb.export.brief import (
    Brief,
    brief_chains,
    brief_coverage,
    brief_diagnosis,
    brief_entry,
    brief_hits,
    brief_plan,
    brief_question,
    brief_remedies,
    brief_similar,
)
from kb.export.whole_entry import whole_entry
from kb.graph.kinds import Effect, Kind

__all__ = ["make_server"]

_INSTRUCTIONS = """\
Quality issues of machine-learning systems: what probably is wrong, how to confirm it, what to do \
about it and at what price. From a symptom: `diagnose`, then `ask_next` until no question is left, \
then `remedies` and `plan`. Every answer names entries by id; `show` tells about one, the resource \
kb://entry/{id} holds all of it. Grades go from A to E; E is editor judgement without a source: say \
so when you pass it on."""

_GUIDE = """\
Find out what is wrong with a machine-learning system, and what to do about it.
The problem, in the words of the person who has it:

{problem}

1. Call `diagnose` with these words, and with the phase or the data type if they are told.
2. Call `ask_next` with the same arguments. While there is a question, put it to the person, or look
   yourself if you can. Add the answer to the arguments and call `ask_next` again: a symptom goes
   into `symptoms` (yes), `absent` (no) or `unknown`, a check into `checks` as "id:answer".
3. Call `diagnose` with all answers. If it abstained, say that the catalog has no answer.
4. Call `remedies` and `plan` with the first suspect, and tell the steps in order, each with its
   price, its proof and its evidence grade. Name the entries by id."""

_Answer = Callable[..., Brief]

_Ids = tuple[str, ...]
_Text = Annotated[str, Field(max_length=20_000, description="The problem in plain words.")]
_Present = Annotated[_Ids, Field(description="Symptoms that are there, by id.")]
_Absent = Annotated[_Ids, Field(description="Symptoms that are known not to be there, by id.")]
_Checks = Annotated[_Ids, Field(description='Checks that were done, each as "id:outcome".')]
_Unknown = Annotated[_Ids, Field(description="Symptoms and checks that cannot be told, by id.")]
_Phase = Annotated[str | None, Field(description="Where in the workflow, such as deployment.")]
_DataType = Annotated[str | None, Field(description="The kind of data, such as time-series.")]
_Process = Annotated[str | None, Field(description="How the data was collected: a term.")]
_Id = Annotated[str, Field(description="An entry by id, alias or former id.")]
_Issue = Annotated[str, Field(description="An issue by id, alias or former id.")]
_Issues = Annotated[_Ids, Field(min_length=1, description="Issues by id, one or more.")]
_Words = Annotated[str, Field(max_length=20_000, description="A few words, or a whole text.")]
_OneKind = Annotated[Kind | None, Field(description="Only entries of this kind.")]
_OneEffect = Annotated[Effect | None, Field(description="Only remedies with this effect.")]
_Context = Annotated[str | None, Field(description="A situation that weighs the trade-offs.")]
_Protect = Annotated[_Ids, Field(description="Quality attributes that nothing may worsen.")]
_Days = Annotated[float | None, Field(ge=0, description="Person-days the set-up may take.")]
_Tools = Annotated[_Ids, Field(min_length=1, description="Tools, such as great-expectations.")]
_Suspects = Annotated[int, Field(ge=2, le=50, description="How many suspects at most.")]
_Limit = Annotated[int, Field(ge=1, le=50, description="How many at most.")]


def make_server(base: KnowledgeBase) -> MCPServer:
    """Return a server that answers from a catalog; `.run()` serves until its input ends."""
    answers = _Answers(base)
    functions = (
        _on_a_case(base, "diagnose", brief_diagnosis),
        _on_a_case(base, "ask_next", lambda found: brief_question(base.tables, found)),
        answers.search,
        answers.show,
        answers.remedies,
        answers.plan,
        answers.trace,
        answers.coverage,
        answers.similar,
    )
    server = MCPServer(
        "ml-quality-kb",
        version=base.version,
        instructions=_INSTRUCTIONS,
        tools=[_tool(base, function) for function in functions],
        log_level="ERROR",
    )

    @server.resource(
        "kb://entry/{id}",
        name="entry",
        description="All that the catalog says about an entry, with its links in both directions.",
        mime_type="application/json",
    )
    def entry(id: str) -> str:
        try:
            whole = whole_entry(base.tables, base.tables.resolve(id))
        except EntryNotFound as error:
            raise ResourceNotFoundError(str(error)) from None
        return dumps({"version": base.version, **whole}, ensure_ascii=False)

    @server.prompt(description="Find out what is wrong, question by question, and plan what to do.")
    def guided_diagnosis(problem: str) -> str:
        return _GUIDE.format(problem=problem)

    return server


def _tool(base: KnowledgeBase, function: _Answer) -> Tool:
    """Return a tool that takes the arguments of a function and no others."""

    @wraps(function)
    def answer(**arguments: object) -> Brief:
        try:
            return {"version": base.version, **function(**arguments)}
        except KbError as error:
            raise ToolError(str(error)) from None

    tool = Tool.from_function(
        answer, annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False)
    )
    arguments = tool.fn_metadata.arg_model
    arguments.model_config["extra"] = "forbid"  # a misspelt argument is an error, not ignored
    arguments.model_rebuild(force=True)
    tool.parameters = arguments.model_json_schema()
    return tool


_TOLD = {
    "diagnose": "Name the issues that would explain what is seen, with reasons in bits.",
    "ask_next": "Return the question that tells most per minute; none when one suspect stands out.",
}


def _on_a_case(
    base: KnowledgeBase, name: str, answer: Callable[[Diagnosis], Brief]
) -> Callable[..., Brief]:
    """Return a function of what is known about a case."""

    def function(  # noqa: PLR0913 - as `KnowledgeBase.diagnose`
        *,
        text: _Text = "",
        symptoms: _Present = (),
        absent: _Absent = (),
        checks: _Checks = (),
        unknown: _Unknown = (),
        phase: _Phase = None,
        data_type: _DataType = None,
        collection_process: _Process = None,
        limit: _Suspects = 5,
    ) -> Brief:
        found = base.diagnose(
            text,
            symptoms=symptoms,
            absent=absent,
            checks=checks,
            unknown=unknown,
            phase=phase,
            data_type=data_type,
            collection_process=collection_process,
            limit=limit,
        )
        return answer(found)

    function.__name__, function.__doc__ = name, _TOLD[name]
    return function


class _Answers:
    """The other tools; a client shows the first line of each as its description."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def search(self, text: _Words, kind: _OneKind = None, limit: _Limit = 5) -> Brief:
        """Find entries by words; misspelt ones are taken for the closest known."""
        return brief_hits(self.base.tables, self.base.search(text, kind=kind, limit=limit))

    def show(self, id: _Id) -> Brief:
        """Tell what an entry is, how well it is evidenced, and what it is linked to."""
        return brief_entry(self.base.tables, self.base.tables.resolve(id))

    def remedies(
        self,
        issue: _Issue,
        *,
        effect: _OneEffect = None,
        max_effort: _Days = None,
        phase: _Phase = None,
        context: _Context = None,
        protect: _Protect = (),
        limit: _Limit = 5,
    ) -> Brief:
        """List what can be done about an issue, best first, with price, proof and grade."""
        found = self.base.remedies(
            issue,
            effect=effect,
            max_effort=max_effort,
            phase=phase,
            context=context,
            protect=protect,
        )
        return brief_remedies(found, limit)

    def plan(
        self,
        issues: _Issues,
        context: _Context = None,
        protect: _Protect = (),
        max_effort: _Days = None,
    ) -> Brief:
        """Choose the cheapest sound set of steps for some issues, in order."""
        return brief_plan(
            self.base.plan(*issues, context=context, protect=protect, max_effort=max_effort)
        )

    def trace(self, start: _Id, end: _Id, limit: _Limit = 3) -> Brief:
        """Show how one entry leads to another: causal chains, shortest first."""
        return brief_chains(self.base.trace(start, end, limit=limit))

    def coverage(self, tools: _Tools) -> Brief:
        """Tell which issues some tools detect, which they treat, and which they leave alone."""
        return brief_coverage(self.base.coverage(tools))

    def similar(self, text: _Words, kind: _OneKind = None, limit: _Limit = 5) -> Brief:
        """Tell which entries and rejected proposals are closest to a text or to an entry."""
        return brief_similar(self.base.similar(text, kind=kind, limit=limit))
