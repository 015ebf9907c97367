"""The errors of sayso: one tree, one clear line each, the cause kept.

    SaysoError
    ├── LoadError            an input that yields no article
    │   ├── NoSuchFile
    │   ├── NotText          a PDF, an image, an archive
    │   ├── NoArticle        an empty file, an index page, a paywall, a cookie wall
    │   ├── WrongLanguage
    │   └── FetchError       the network said no
    │       ├── HTTPStatus
    │       ├── TimedOut
    │       ├── TooLarge
    │       ├── TooManyRedirects
    │       └── ForbiddenAddress
    ├── StoreError           the archive cannot be opened, read or written
    │   ├── NoSuchArchive    nothing at that path or URL
    │   ├── NotAnArchive     another kind of file or database
    │   ├── WrongVersion     made by a newer sayso, or an older one that cannot be brought up
    │   ├── ReadOnly
    │   ├── Locked           another process is writing
    │   ├── Full             the disk is full
    │   ├── Damaged
    │   └── Unreachable      the database server does not answer or refuses
    ├── NotFound             the archive does not have what was asked for
    │   ├── ArticleNotFound
    │   └── ClaimNotFound    nothing in the archive carries the claim
    └── WeightsError         the reader's network is missing or damaged

``str(error)`` is one line that a user can act on and that names the input.
"""


class SaysoError(Exception):
    """Any error that sayso raises on purpose."""


class LoadError(SaysoError):
    """An input that yields no article; ``where`` names it, ``reason`` says why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class NoSuchFile(LoadError):
    """The path does not exist or cannot be opened."""


class NotText(LoadError):
    """The bytes are no text: a PDF, an image, an archive."""


class NoArticle(LoadError):
    """A page or file without an article in it."""


class WrongLanguage(LoadError):
    """The article is in a language that the reader does not know."""


class FetchError(LoadError):
    """The URL could not be fetched."""


class HTTPStatus(FetchError):
    """The server answered with an error status.

    ``retry_after`` is how many seconds it asks to wait, if it says so.
    """

    def __init__(
        self, where: str, reason: str, *, status: int = 0, retry_after: float | None = None
    ) -> None:
        super().__init__(where, reason)
        self.status = status
        self.retry_after = retry_after


class TimedOut(FetchError):
    """The server took too long."""


class TooLarge(FetchError):
    """The answer is larger than the limit, before or after decompression."""


class TooManyRedirects(FetchError):
    """The redirects go in a circle or are too many."""


class ForbiddenAddress(FetchError):
    """The URL leads to a private, loopback, link-local or metadata address."""


class StoreError(SaysoError):
    """The archive cannot be opened, read or written; ``where`` names it, ``reason`` says why.

    What was stored before is still there: what failed was undone as a whole.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class NoSuchArchive(StoreError):
    """There is no archive at the path or URL."""


class NotAnArchive(StoreError):
    """The file or database is something else."""


class WrongVersion(StoreError):
    """The archive was made by another version of sayso; the reason says what to do."""


class ReadOnly(StoreError):
    """The archive may be read but not written."""


class Locked(StoreError):
    """Another process is writing to the archive and did not finish in time."""


class Full(StoreError):
    """The disk is full."""


class Damaged(StoreError):
    """The file is damaged: parts of it cannot be read."""


class Unreachable(StoreError):
    """The database server does not answer, or refuses the connection."""


#: So much of what was asked for is repeated when it is not there.
_SHOWN = 160


class NotFound(SaysoError):
    """The archive does not have what was asked for; ``asked`` names it, ``reason`` says why."""

    reason = "not in the archive"

    def __init__(self, asked: str, reason: str | None = None) -> None:
        self.asked = asked
        self.reason = reason or self.reason
        shown = asked if len(asked) <= _SHOWN else f"{asked[: _SHOWN - 1]}…"
        super().__init__(f"{shown}: {self.reason}")


class ArticleNotFound(NotFound):
    """The archive has no article of that id or URL."""

    reason = "no such article in the archive"


class ClaimNotFound(NotFound):
    """Nothing in the archive carries the claim."""

    reason = "nothing in the archive carries this claim"


class WeightsError(SaysoError):
    """The reader's network is missing or damaged."""
