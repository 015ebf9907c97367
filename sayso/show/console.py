"""A sheet of lines on a terminal: texts come in, wrapped lines go to a rich ``Console``.

The one place where text is made safe and wrapped: nothing of an article is interpreted, neither
as rich markup nor as escape sequences. It knows nothing about readings or traces.
"""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from sayso.show import words

# Longer lines are hard to follow on a wide screen.
_WIDEST = 100
# However deep a margin is, so much is left for the body.
_NARROWEST = 16

# What a terminal without the sign shows in its place.
_TYPED = str.maketrans({"·": "-", "─": "-", "│": "|", "├": "|", "└": "`"})


class Sheet:
    """A console with a margin."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, _WIDEST)
        self.ascii = console.options.ascii_only

    def safe(self, text: str, style: str = "") -> Text:
        """Text of an article, as one line that cannot steer the terminal."""
        return Text(words.plain(text, self.console.encoding), style=style)

    def join(self, parts: Sequence[str | Text], between: str = " · ") -> Text:
        """The parts in one line, plain ones made safe."""
        made = [part if isinstance(part, Text) else self.safe(part) for part in parts]
        return Text(self.drawn(between)).join(made)

    def drawn(self, signs: str) -> str:
        """Rules and branches as this terminal can show them."""
        return signs.translate(_TYPED) if self.ascii else signs

    def put(self, margin: str | Text, body: Text, below: str | Text | None = None) -> None:
        """Print the body wrapped, the first line behind the margin.

        The rest stands behind blanks, or behind ``below``, which is as wide as the margin.
        """
        first = margin if isinstance(margin, Text) else Text(margin)
        rest = Text(" " * first.cell_len) if below is None else Text.assemble(below)
        width = max(self.width - first.cell_len, _NARROWEST)
        for line in body.wrap(self.console, width) or [Text()]:
            line.rstrip()
            self._line(Text.assemble(first, line))
            first = rest

    def head(self, title: str, note: str = "") -> None:
        """A heading with a rule to the right edge."""
        text = Text.assemble((title, "bold"), f"  {note}" if note else "")
        rule = self.drawn("─") * max(self.width - text.cell_len - 1, 0)
        self.gap()
        self._line(text.append(f" {rule}"))

    def gap(self) -> None:
        """An empty line."""
        self.console.print()

    def _line(self, line: Text) -> None:
        self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
