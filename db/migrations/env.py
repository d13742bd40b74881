"""How Alembic runs: on the connection it is handed, within the transaction that connection is in.

Rule: no logging configuration, no connection of its own, no decision; opening, locking, backing up and
checking is the business of ``backbone_desktop.storage``.
"""

from alembic import context


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the search index to its own statements: FTS5 keeps it in shadow tables nobody describes."""
    return not (kind == "table" and name is not None and name.startswith("search_index"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("target_metadata"),
    include_name=include_name,
    # SQLite changes a table by building it anew; Alembic calls that batch mode.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
