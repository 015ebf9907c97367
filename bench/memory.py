"""Memory: what reading 1,000 articles costs, and whether it grows.

Run it so: python -m bench.memory [--articles 1000]
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Iterator

from bench.speed import texts
from sayso.read.reader import read_many
from sayso.types import Article

STEPS = 5


def peak() -> float:
    """The peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the peak after each fifth of the articles: flat means it does not grow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    number = parser.parse_args().articles
    bodies = texts(number)

    def articles() -> Iterator[Article]:
        yield from (Article.from_text(body) for body in bodies)

    print(f"peak memory in MB (the {number} texts themselves included)")
    print(f"  {'before':>8}  {peak():6.0f}")
    for count, _ in enumerate(read_many(articles()), 1):
        if count % (number // STEPS) == 0:
            print(f"  {count:8,}  {peak():6.0f}")


if __name__ == "__main__":
    main()
