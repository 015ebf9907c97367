"""Readings that take long: work comes in, a ticket goes out under which it is asked for until it
is done, so that a page can show that it goes on.

What was read stays in memory for a while and is stored nowhere.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from sayso.types import Reading

#: Readings kept, the latest, and for how many seconds at most.
KEPT, LASTS = 32, 600


@dataclass(frozen=True, slots=True)
class Ticket:
    """One reading that was asked for; ``given`` is what, to be shown again where it went wrong."""

    id: str
    given: str
    done: Future[Reading]
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> int:
        """For how long it has been going on."""
        return int(time.monotonic() - self.begun)


class Waiting:
    """The readings that were asked for lately. Threads may share it."""

    def __init__(self, at_once: int) -> None:
        # one more than may read, so that who is too many hears it at once
        self._pool = ThreadPoolExecutor(at_once + 1, thread_name_prefix="reading")
        self._tickets: OrderedDict[str, Ticket] = OrderedDict()
        self._turn = threading.Lock()

    def begin(self, work: Callable[[], Reading], given: str = "") -> Ticket:
        """Begin to read; the ticket's ``done`` has the reading, or the error, in the end."""
        ticket = Ticket(secrets.token_urlsafe(16), given, self._pool.submit(work))
        with self._turn:
            self._tickets[ticket.id] = ticket
            old = [t for t in self._tickets.values() if t.seconds > LASTS]
            for one in (*old, *list(self._tickets.values())[:-KEPT]):
                self._tickets.pop(one.id, None)
        return ticket

    def ticket(self, id_: str) -> Ticket | None:
        """A reading that was begun; None if it is not known, or no more."""
        with self._turn:
            found = self._tickets.get(id_)
        return found if found and found.seconds <= LASTS else None
