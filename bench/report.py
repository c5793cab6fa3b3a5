"""The figures as a page of the documentation."""


def as_page(printed: str) -> str:
    """What was PRINTED, as `docs/performance.md`."""
    return (
        "# How fast it is\n\n"
        "Printed by `make bench` on two cores that the load shares with what it loads. Read the ratios\n"
        "within one table; between runs the rates of a shared machine differ by a third, and the ratios of\n"
        "short pages behind nginx by a fifth: there `wrk` itself is the limit, wherever it happens to run.\n"
        "The memory is explained in [a decision](decisions/what-a-server-weighs.md).\n\n"
        f"```\n{printed.rstrip()}\n```\n"
    )
