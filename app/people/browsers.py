"""What a browser calls itself, in plain words."""

BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
"""What stands in a User-Agent header, and whose it is; those that call themselves another come first."""
SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "CrOS": "a Chromebook",
    "Windows": "Windows",
    "Mac OS X": "a Mac",
    "Linux": "Linux",
}


def in_plain_words(agent: str) -> str:
    """The browser and the system that the User-Agent header AGENT names: Firefox on Linux."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    return f"{browser or 'A browser'} on {system}" if system else browser or "An unknown browser"


def _first(known: dict[str, str], agent: str) -> str:
    return next((name for mark, name in known.items() if mark in agent), "")
