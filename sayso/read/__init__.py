"""Read: an `Article` comes in, its `Reading` goes out. The stage's door.

Begin with `reader.py`, which calls the others in order; `model.py` alone runs the network.
"""

from sayso.read.reader import read, read_many
from sayso.verb import callable_as_verb

__all__ = ["read", "read_many"]

callable_as_verb(__name__)
