"""`kb mcp`: the same answers for agents."""

import click

from kb.cli.output import fail, open_base


@click.command(
    short_help="Answer agents over the Model Context Protocol.",
    epilog="""\b
Examples:
  kb mcp                                     a client starts this, not you
  kb --catalog path/to/catalog mcp

\b
Configuration of a client:
  {"mcpServers": {"ml-quality-kb": {"command": "kb", "args": ["mcp"]}}}""",
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Serve agents over standard input and output until the input ends.

    Reads the catalog once, writes nothing, opens no connection.
    """
    try:
        from kb.mcp import make_server
    except ModuleNotFoundError:
        fail("`kb mcp` needs the extra mcp: pip install 'ml-quality-kb[mcp]'")
    make_server(open_base(ctx)).run()
