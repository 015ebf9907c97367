"""Write what commands print into the documents anew: `python docs/refresh.py [--measured [WORD]]`.

A part stands between `<!-- generated: COMMAND -->` and `<!-- end -->`; the test of the
documents fails where what the command prints is no longer what stands there. A part that is
`measured` needs the corpora and minutes, and differs a little each time: only --measured
makes it anew, with a WORD those parts alone whose command has it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PART = re.compile(
    r"(<!-- (generated|measured): (.+?) -->\n```text\n)(.*?)(```\n<!-- end -->)", re.S
)


def printed(command: str) -> str:
    """What a command of ours prints on a terminal of 80 columns without colour."""
    folder = Path(sys.executable).parent
    path = os.pathsep.join((str(folder), os.environ["PATH"]))
    plain = {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        shlex.split(command),
        cwd=ROOT,
        env={**os.environ, **plain},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def refreshed(text: str, kinds: frozenset[str] = frozenset({"generated"}), word: str = "") -> str:
    """A document with its parts of these kinds made anew, those whose command has the word."""
    return PART.sub(
        lambda m: m[1] + printed(m[3]) + m[5] if m[2] in kinds and word in m[3] else m[0], text
    )


def main() -> None:
    """Refresh every document in place."""
    measured = "--measured" in sys.argv[1:]
    kinds = {"measured"} if measured else {"generated"}
    word = sys.argv[-1] if measured and sys.argv[-1] != "--measured" else ""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text("utf-8")
        path.write_text(refreshed(text, frozenset(kinds), word), "utf-8")


if __name__ == "__main__":
    main()
