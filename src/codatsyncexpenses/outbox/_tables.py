"""The tables of an outbox."""

from __future__ import annotations

import sqlalchemy as sa

VERSION = 1
"""The version of the tables."""

metadata = sa.MetaData()

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite numbers only these by itself
_Id = sa.String(36)

about = sa.Table("codat_outbox", metadata, sa.Column("version", sa.Integer, primary_key=True))
expenses = sa.Table(
    "codat_outbox_expenses",
    metadata,
    sa.Column("id", _Key, primary_key=True),
    sa.Column("company_id", _Id, nullable=False),
    sa.Column("expense_id", _Id, nullable=False, index=True),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("receipts", sa.Text, nullable=False),
    # waiting, sending, written, failed or cancelled
    sa.Column("state", sa.String(9), nullable=False),
    sa.Column("delivery_id", _Key),
    sa.Column("reason", sa.Text),
    sa.Column("remedy", sa.Text),
    sa.Column("can_be_retried", sa.Boolean, nullable=False),
    sa.Column("sync_id", _Id),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.UniqueConstraint("company_id", "expense_id"),
    sa.Index("codat_outbox_expenses_next", "state", "company_id", "id"),
    sa.Index("codat_outbox_expenses_listed", "company_id", "id"),
)
deliveries = sa.Table(
    "codat_outbox_deliveries",
    metadata,
    sa.Column("id", _Key, primary_key=True),
    sa.Column("company_id", _Id, nullable=False, index=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("stage", sa.String(9), nullable=False),
    sa.Column("sync_id", _Id, index=True),
    sa.Column("due_at", sa.Float, index=True),  # null while the company is stopped
    sa.Column("revision", sa.Integer, nullable=False),
    sqlite_autoincrement=True,  # a worker of an earlier run may still hold an id
)
members = sa.Table(
    "codat_outbox_members",
    metadata,
    sa.Column("expense_id", _Id, primary_key=True),
    sa.Column("delivery_id", _Key, primary_key=True, index=True),
    sa.Column("company_id", _Id, nullable=False),
)
history = sa.Table(
    "codat_outbox_history",
    metadata,
    sa.Column("id", _Key, primary_key=True),
    sa.Column("delivery_id", _Key, nullable=False, index=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("key", _Id),
    sa.Column("sync_id", _Id),
    sa.Column("correlation_id", sa.Text),
    sa.Column("expense_ids", sa.Text),  # null for all of the delivery
)
stops = sa.Table(
    "codat_outbox_stops",
    metadata,
    sa.Column("company_id", _Id, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("remedy", sa.Text),
)
told = sa.Table(
    "codat_outbox_told",
    metadata,
    sa.Column("sync_id", _Id, primary_key=True),
    sa.Column("is_successful", sa.Boolean, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)
