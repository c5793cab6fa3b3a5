"""The figures as a page of the documentation."""


def as_page(printed: str) -> str:
    """What was PRINTED, as `docs/performance.md`."""
    return (
        "# How fast it is\n\n"
        "Printed by `make bench` on two cores that the load shares with what it loads. Read the ratios\n"
        "within one table; between runs the rates of a shared machine differ by a third, and the ratios\n"
        "of short pages behind nginx by a fifth, by where the kernel puts `wrk`. What lowers these\n"
        "ratios: nginx opens our file at each request, where the bare file stays open (a tenth of its\n"
        "rate), and sends 600 bytes of headers with each (most of the rest); an `open_file_cache` would\n"
        "win the tenth, and stale pages. The memory is explained in [a\n"
        "decision](decisions/what-a-server-weighs.md).\n\n"
        f"```\n{printed.rstrip()}\n```\n"
    )
