"""What became of each row of an import."""

from collections import Counter

import click

from app import text

LONGEST = 400


class Report:
    """Counts by kind of row. Each row that was not taken is told at once."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = dict.fromkeys(kinds)
        self.taken: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def refuse(self, kind: str, name: str, reason: str) -> None:
        """Say why the row of KIND with the number or title NAME was not taken."""
        self.refused[kind] += 1
        self.kinds.setdefault(kind)
        self.remark(kind, name, reason)

    def remark(self, kind: str, name: str, remark: str) -> None:
        """Say what somebody should know about a row; nothing in it can reach the terminal as a command."""
        line = text.opening(f"{kind} {name}: {remark}", LONGEST)
        click.echo("".join(each if each.isprintable() else "�" for each in line), err=True)

    def summary(self, taken: str = "taken") -> str:
        """A line for each kind, and how many of it were TAKEN, were there already, or were not taken."""
        lines = [f"{'':20}{taken:>14}{'already there':>16}{'not taken':>12}"]
        for kind in self.kinds:
            counts = f"{self.taken[kind]:14}{self.known[kind]:16}{self.refused[kind]:12}"
            lines.append(f"{kind:20}{counts}")
        return "\n".join(lines)
