"""What an asker can expect, in words."""

from app.asking.front import front
from app.site import Site

NUMBERS = ["", *"one two three four five six seven eight nine ten eleven twelve".split()]


@front.app_template_global("expectation")
def _expectation() -> str:
    site = Site.current()
    return expectation(site.one_in, site.most_within)


def expectation(one_in: int, most_within: int) -> str:
    """That one question in so many is answered, most within so many days; "" where there is no telling."""
    if not (one_in and most_within):
        return ""
    if one_in == 1:
        return f"Nearly every question is answered; most within {span(most_within)}."
    share = in_words(_rounded(one_in))
    return f"About one question in {share} is answered; most of those within {span(most_within)}."


def span(days: int) -> str:
    """So many DAYS, rounded up, in the unit that one would say: three days, two weeks, a month."""
    if days < 7:
        return _count(days, "day")
    if days <= 8 * 7:
        return _count(-(-days // 7), "week")
    return _count(-(-days // 30), "month") if days <= 11 * 30 else "a year"


def in_words(number: int) -> str:
    """NUMBER as it is written in a sentence: in words up to twelve."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def _count(number: int, unit: str) -> str:
    return f"a {unit}" if number == 1 else f"{in_words(number)} {unit}s"


def _rounded(one_in: int) -> int:
    """ONE_IN as precisely as anybody would say it."""
    return one_in if one_in <= 20 else round(one_in / 5) * 5 if one_in < 100 else round(one_in, -1)
