"""Bars as a template draws them: across in hundredths of the width, down in pixels."""

from collections.abc import Sequence
from math import ceil, log10
from typing import NamedTuple

PLOT = 150
"""Pixels from the highest line to the lowest."""
STEPS = (1, 2, 4, 5, 10)
Value = float | None


class Bar(NamedTuple):
    """A wide bar and the narrow one in front of it, each as its top and its height; SAYS what both mean."""

    x: float
    width: float
    whole: tuple[float, float]
    part: tuple[float, float]
    says: str


class Chart(NamedTuple):
    """Bars side by side, with the heights that are named and the names below, each at its place."""

    bars: list[Bar]
    heights: list[tuple[float, str]]
    names: list[tuple[float, str, str]]


def chart(
    names: Sequence[str],
    wholes: Sequence[Value],
    parts: Sequence[Value],
    says: Sequence[str],
    least: float = 4,
) -> Chart:
    """WHOLES with PARTS before them, one bar for each of NAMES; the highest line is LEAST or more."""
    top = _round_up(max([least, *(value for value in (*wholes, *parts) if value is not None)]))
    width = 100 / len(names)
    bars = [
        Bar(round(n * width, 3), round(width, 3), _stands(whole, top), _stands(part, top), said)
        for n, (whole, part, said) in enumerate(zip(wholes, parts, says, strict=True))
    ]
    lines = [(PLOT - PLOT * share, f"{top * share:g}") for share in (1.0, 0.5)]
    return Chart(bars, lines, _some(names, width))


def _stands(value: Value, top: float) -> tuple[float, float]:
    """Where the bar of VALUE begins, and how high it is; at least two pixels where it is anything."""
    if not value:
        return PLOT, 0
    height = max(2, PLOT * value / top)
    return round(PLOT - height, 1), round(height, 1)


def _some(names: Sequence[str], width: float) -> list[tuple[float, str, str]]:
    """The first, the middle and the last of NAMES: where each stands, how it is set, and what it reads."""
    middle, end = len(names) // 2, len(names) - 1
    places = [(0, 0.0, "start"), (middle, (middle + 0.5) * width, "middle"), (end, 100.0, "end")]
    return [(round(x, 3), anchor, names[n]) for n, x, anchor in places]


def _round_up(value: float) -> float:
    """The least round number that is not below VALUE, which is more than 0."""
    power = 10 ** int(log10(value)) if value >= 1 else 1
    return next(step * power for step in STEPS if step * power >= ceil(value * 10) / 10)
