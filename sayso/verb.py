"""A package that is also a verb: `sayso.read` is a folder of modules and `sayso.read(article)`.

Python binds a sub-package to its parent under its own name, over any function of that name,
whenever one of its modules is imported first. Making the package itself callable keeps both.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class Verb(ModuleType):
    """A module that, when called, calls the function in it that bears its own name."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Call the verb."""
        return getattr(self, self.__name__.rpartition(".")[2])(*args, **options)


def callable_as_verb(name: str) -> None:
    """Let the package of that full name be called like its function of the same name."""
    sys.modules[name].__class__ = Verb
