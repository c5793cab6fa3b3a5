"""The figures as a page of the documentation."""


def as_page(printed: str) -> str:
    """What was PRINTED, as `docs/performance.md`."""
    return (
        "# How fast it is\n\n"
        "Printed by `make bench` on two cores that the load shares with what it loads. Read the ratios\n"
        "within one table; between runs the rates of a shared machine differ by a third.\n\n"
        f"```\n{printed.rstrip()}\n```\n"
    )
