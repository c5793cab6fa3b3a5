"""What WTForms says by itself, in the words of the house."""

SENTENCES = {
    "Not a valid choice.": "Please choose one of those in the list.",
    "Invalid Choice: could not coerce.": "Please choose one of those in the list.",
    "Not a valid integer value.": "Please write a whole number.",
    "Not a valid datetime value.": "That is no day and time. Write it like 2026-12-03T09:30.",
    "Not a valid date value.": "That is no day of the calendar. Write it like 2026-12-03.",
    "This field is required.": "Please write something first.",
    "The CSRF token is missing.": "The page was not whole when this was sent. Please send it again.",
    "The CSRF session token is missing.": "You were signed out meanwhile. Sign in, and send it again.",
    "The CSRF token has expired.": "This page was open for long. It is all still here: send it again.",
    "The CSRF token is invalid.": "This page was from before you signed in. Please send it again.",
    "The CSRF tokens do not match.": "This page was from before you signed in. Please send it again.",
}


class Sentences:
    """A translation of WTForms' English into plainer English."""

    def gettext(self, said: str) -> str:
        """SAID in the words of the house."""
        return SENTENCES.get(said, said)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The same for what is counted."""
        return self.gettext(one if count == 1 else many)
