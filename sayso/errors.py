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
    """The server answered with an error status."""


class TimedOut(FetchError):
    """The server took too long."""


class TooLarge(FetchError):
    """The answer is larger than the limit, before or after decompression."""


class TooManyRedirects(FetchError):
    """The redirects go in a circle or are too many."""


class ForbiddenAddress(FetchError):
    """The URL leads to a private, loopback, link-local or metadata address."""


class WeightsError(SaysoError):
    """The reader's network is missing or damaged."""
