"""A real SMTP server on loopback that writes down what it took, and can misbehave on cue."""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope

Cue = Callable[[int], Awaitable[str | None]]


@dataclass
class MailServer:
    """What came in. ``cue`` is called with each mail's number and may answer for the server.

    Recipients in ``unknown`` are refused.
    """

    port: int = 0
    mails: list[tuple[str, Message]] = field(default_factory=list)
    cue: Cue | None = None
    came: int = 0
    unknown: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Envelope
    ) -> str:
        self.came += 1
        answer = await self.cue(self.came) if self.cue else None
        if answer == "drop":
            if server.transport:
                server.transport.abort()
            return "451 gone"
        if answer and not answer.startswith("250"):
            return answer
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        for reader in envelope.rcpt_tos:
            self.mails.append((reader, message_from_bytes(raw)))
        return answer or "250 OK"

    @property
    def readers(self) -> Counter[str]:
        """How many mails each address got."""
        return Counter(reader for reader, _ in self.mails)

    def ids(self, reader: str) -> set[str]:
        """The Message-IDs of the mails to one address."""
        return {str(mail["Message-ID"]) for to, mail in self.mails if to == reader}


@contextmanager
def running(port: int = 0) -> Iterator[MailServer]:
    """Serve in a thread until the block ends."""
    told, over = threading.Event(), threading.Event()
    loop, mails = asyncio.new_event_loop(), MailServer()

    async def serve() -> None:
        factory = lambda: SMTP(mails, loop=loop)  # noqa: E731
        server = await loop.create_server(factory, "127.0.0.1", port)
        mails.port = server.sockets[0].getsockname()[1]
        told.set()
        while not over.is_set():
            await asyncio.sleep(0.05)
        server.close()

    def work() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    told.wait(10)
    try:
        yield mails
    finally:
        over.set()
        thread.join(10)
