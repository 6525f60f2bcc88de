"""Conversations, their messages and who sent which photo, in PostgreSQL's schema `gateway`.

Every method is one short transaction, so no connection is held while the bot thinks.
"""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    MetaData,
    String,
    UniqueConstraint,
    cast,
    delete,
    func,
    insert,
    literal,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gateway.errors import SettingsError, Unauthorized
from gateway.texts import Language

SCHEMA = "gateway"
_MIGRATING = 0x6461_6F67  # any number that is ours: the advisory lock's name


class Base(DeclarativeBase):
    metadata = MetaData(schema=SCHEMA)


def _new_id() -> str:
    return uuid.uuid4().hex


def _now() -> datetime:
    return datetime.now(UTC)


class Conversation(Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    language: Mapped[Language] = mapped_column(String(2))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now)


class Message(Base):
    """`body` is what is shown: text, image, buttons, custom; a shopper's photo_ids and payload."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "client_id"),
        Index("messages_in_order", "conversation_id", "number"),
        Index("messages_answering", "answering"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(Conversation.id, ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    sender: Mapped[str]  # shopper | bot
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now)
    client_id: Mapped[str | None]
    answering: Mapped[str | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)

    def shown(self) -> dict[str, Any]:
        """The message as the shopper's page gets it."""
        at = self.at.astimezone(UTC).isoformat(timespec="milliseconds")
        body = {key: value for key, value in self.body.items() if key != "payload"}
        return {"id": self.client_id or self.id, "from": self.sender, "at": at, **body}


class Photo(Base):
    __tablename__ = "photos"

    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey(Conversation.id, ondelete="CASCADE"), primary_key=True
    )


class Store:
    def __init__(self, database_url: str) -> None:
        url = make_url(database_url).set(drivername="postgresql+psycopg")
        # hide_parameters: what shoppers write must not reach a log by way of an error.
        self._engine = create_async_engine(
            url, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 5}
        )
        self._begin = async_sessionmaker(self._engine, expire_on_commit=False).begin

    async def migrate(self) -> None:
        """Bring the tables up to date. Raises SettingsError when there is no database."""
        try:
            async with self._engine.begin() as connection:
                await connection.run_sync(_upgrade)
        except OperationalError as error:
            raise SettingsError(
                f"DATABASE_URL has the value {self._engine.url!r}, where no database answers "
                f"({error.orig}). Start it or correct the address."
            ) from None

    async def close(self) -> None:
        await self._engine.dispose()

    async def ping(self) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def start(self, language: Language) -> Conversation:
        async with self._begin() as session:
            session.add(conversation := Conversation(language=language))
        return conversation

    async def conversation(self, conversation_id: str) -> Conversation:
        """Raises Unauthorized where the conversation is no more."""
        async with self._begin() as session:
            if (found := await session.get(Conversation, conversation_id)) is None:
                raise Unauthorized
            return found

    async def history(self, conversation_id: str) -> Sequence[Message]:
        wanted = select(Message).where(Message.conversation_id == conversation_id)
        async with self._begin() as session:
            return (await session.scalars(wanted.order_by(Message.number))).all()

    async def add_question(
        self, conversation_id: str, client_id: str | None, body: dict[str, Any]
    ) -> Message:
        """The shopper's message; the one already stored when its client id was used before."""
        row = {"conversation_id": conversation_id, "client_id": client_id}
        stored = select(Message).filter_by(**row)
        added = upsert(Message).values(**row, sender="shopper", body=body).on_conflict_do_nothing()
        async with self._begin() as session:
            message: Message | None = await session.scalar(added.returning(Message))
            return message or (await session.scalars(stored)).one()

    async def add_answers(self, question: Message, bodies: Sequence[dict[str, Any]]) -> None:
        about = {"conversation_id": question.conversation_id, "answering": question.id}
        rows = [{**about, "sender": "bot", "body": body} for body in bodies]
        async with self._begin() as session:
            await session.execute(insert(Message), rows)

    async def answers(self, question: Message) -> Sequence[Message]:
        wanted = select(Message).where(Message.answering == question.id)
        async with self._begin() as session:
            return (await session.scalars(wanted.order_by(Message.number))).all()

    async def erase_before(self, question: Message) -> None:
        """Forget what was said before a message, and which photos were sent."""
        earlier = Message.number < question.number
        theirs = Message.conversation_id == question.conversation_id
        photos = Photo.conversation_id == question.conversation_id
        async with self._begin() as session:
            await session.execute(delete(Message).where(theirs, earlier))
            await session.execute(delete(Photo).where(photos))

    async def offer(self, conversation_id: str, payload: str) -> dict[str, Any] | None:
        """The button, chip or card of the bot in this conversation with exactly this payload."""
        found = func.jsonb_path_query_first(
            Message.body,
            cast(literal("strict $.** ? (@.payload == $payload)"), JSONPATH),
            cast({"payload": payload}, JSONB),
            type_=JSONB,
        )
        wanted = select(found).where(
            Message.conversation_id == conversation_id, Message.sender == "bot", found.is_not(None)
        )
        async with self._begin() as session:
            return await session.scalar(wanted.order_by(Message.number.desc()).limit(1))

    async def remember_photo(self, conversation_id: str, photo_id: str) -> None:
        row = {"id": photo_id, "conversation_id": conversation_id}
        async with self._begin() as session:
            await session.execute(upsert(Photo).values(**row).on_conflict_do_nothing())

    async def owns_photos(self, conversation_id: str, photo_ids: Sequence[str]) -> bool:
        mine = select(Photo.id).where(
            Photo.conversation_id == conversation_id, Photo.id.in_(photo_ids)
        )
        async with self._begin() as session:
            return set((await session.scalars(mine)).all()) == set(photo_ids)


def _upgrade(connection: Connection) -> None:
    # Two gateways may start at once: the second waits here and then finds nothing to do.
    connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
