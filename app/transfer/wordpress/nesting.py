"""Which comment replies to which."""

from collections.abc import Iterable

from app.transfer.wordpress.rows import Remark


def parents_first(remarks: Iterable[Remark]) -> list[Remark]:
    """REMARKS in their order, but each after the one that it replies to; a circle is cut somewhere."""
    by_number = {remark.number: remark for remark in remarks}
    placed: set[str] = set()
    ordered: list[Remark] = []
    for remark in by_number.values():
        ordered += _with_unplaced_parents(remark, by_number, placed)
    return ordered


def _with_unplaced_parents(
    remark: Remark | None, by_number: dict[str, Remark], placed: set[str]
) -> list[Remark]:
    """REMARK below those above it that are not PLACED yet, topmost first."""
    climbed: list[Remark] = []
    while remark and remark.number not in placed:
        placed.add(remark.number)
        climbed.append(remark)
        remark = by_number.get(remark.parent)
    return climbed[::-1]
