"""Words with a capital: where they stand in a sentence, and which of them say nothing about anybody."""

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:['’-][^\W\d_]+)*")
ENDING = re.compile(r"[.!?:;…—–\n>]|[,][ ]?[\"“‘']|[(\[][\"“‘']?$|[ \n][-*•#][ ]")
ABBREVIATED = {"dr", "mr", "mrs", "ms", "prof", "rev", "st", "jr", "sr"}
JOINING = {"of"}
NO_NAMES = frozenset(
    """
    i i'm i've i'd i'll im ive ill id ok okay tv pc dvd usa us uk eu dna hiv pta hr ceo phd mba gp nhs
    lgbt lgbtq monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
    thursdays fridays saturdays sundays january february march april may june july august september
    october november december mom mum mommy mummy momma mama mother dad daddy papa pop father grandma
    grandpa grandmother grandfather granny gran nana nan grandad granddad auntie aunt uncle sis bro ma pa
    stepmom stepdad sir madam ma'am dear mr mrs ms miss dr prof professor rev reverend pastor doctor jr sr
    st babe baby sweetie honey darling goodwill scout scouts girl boy midwest social security human
    resources war wiccan pagan attention deficit disorder facetime fedex crossfit christmas easter
    thanksgiving halloween hanukkah chanukah ramadan eid diwali passover valentine valentine's eve lent
    year year's years day mother's father's veterans memorial labor independence god god's jesus christ
    lord bible koran quran torah heaven hell satan christian christians christianity catholic catholics
    protestant baptist methodist mormon jewish jew jews judaism muslim muslims islam hindu hindus buddhist
    atheist lutheran evangelical english british irish scottish welsh american americans african-american
    african european asian french german italian spanish portuguese polish russian greek dutch swedish
    norwegian danish finnish chinese japanese korean indian mexican canadian australian latino latina
    hispanic black white caucasian arab arabic turkish internet web covid covid-19 coronavirus facebook
    instagram twitter tiktok youtube google gmail amazon netflix zoom skype whatsapp snapchat linkedin
    pinterest reddit messenger tinder bumble hinge venmo paypal uber lyft walmart costco starbucks
    mcdonald's iphone ipad ipod apple android siri alexa kindle xbox playstation photoshop powerpoint
    excel spotify tumblr craigslist etsy ebay wikipedia medicare medicaid alzheimer's parkinson's
    asperger's alzheimer parkinson asperger tourette down's tourette's alcoholics anonymous al-anon aa
    democrat democrats republican republicans congress army navy marine marines air force
    """.split()
)
"""Written with a capital and true of so many that they give nobody away."""
OPENERS = frozenset(
    """
    a about after again all also although always an and another any anyone anything are as ask at because
    been before being both but by can could did do does during each either enough even ever every everyone
    everything finally first for from get go had has have he help her here hers him his how however if in
    is it its just last lately let like look maybe mainly me more most much my myself never no none nor
    not nothing now of oh on once one only or other our out over perhaps please rather really recently
    seriously she should since so some someone something sometimes soon still stop such suddenly sure than
    thank thanks that the their them then there these they this those though three through to today
    together tomorrow too two under until up very was we well were what when whenever where which while
    who whoever whole whose why will with without would yes yesterday yet you your
    """.split()
)
"""Words that begin a sentence, or a quotation in the midst of one."""
LONELY = {"new", "north", "south", "east", "west", "coast", "san", "los", "island"}
"""Words that name a place only together with others."""
INNER = re.compile(r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Di)(?<!^La)(?<!^Le)(?<!^Van)(?<=[a-z])[A-Z]")


class Token(NamedTuple):
    """A word and where it stands; `begins` says that a sentence begins there or may."""

    word: str
    start: int
    end: int
    begins: bool


def tokens(text: str) -> list[Token]:
    """The words of TEXT, without the 's that belongs to no name."""
    found: list[Token] = []
    start = 0
    for line in text.splitlines(keepends=True):
        words = _words(line, start)
        found += [word._replace(begins=True) for word in words] if _is_headline(line, words) else words
        start += len(line)
    return found


def _words(line: str, start: int) -> list[Token]:
    """The words of LINE, which stands at START of the text."""
    found: list[Token] = []
    end = 0
    for match in WORD.finditer(line):
        word = re.sub(r"['’][sS]$", "", match[0])
        gap = line[end : match.start()]
        is_short = bool(found) and found[-1].word.lower() in ABBREVIATED and gap.strip() == "."
        begins = not found or (bool(ENDING.search(gap)) and not is_short)
        found.append(Token(word, start + match.start(), start + match.start() + len(word), begins))
        end = match.end()
    return found


def _is_headline(line: str, words: list[Token]) -> bool:
    """Whether Words Have Capitals in it whatever they are."""
    capital = sum(word.word[0].isupper() for word in words)
    return len(words) > 1 and capital > 0.6 * len(words) and not line.rstrip().endswith(".")


def runs(words: list[Token]) -> Iterator[tuple[list[Token], int]]:
    """The stretches of WORDS with capitals, each with the number of its first word."""
    at = 0
    while at < len(words):
        if not _may_name(words[at]):
            at += 1
            continue
        run = [words[at]]
        while more := _following(words, at + len(run)):
            run += more
        yield run, at
        at += len(run)


def _following(words: list[Token], at: int) -> list[Token]:
    """What at AT goes on with a name: another word with a capital, or “of” and such a word."""
    here = words[at : at + 2]
    if here and _goes_on(words[at - 1], here[0]) and _may_name(here[0]):
        return here[:1]
    if len(here) == 2 and here[0].word in JOINING and _goes_on(*here) and _may_name(here[1]):
        return here
    return []


def _goes_on(word: Token, following: Token) -> bool:
    return following.start - word.end == 1 and not following.begins


def _may_name(token: Token) -> bool:
    word = token.word
    is_capital = len(word) > 1 and word[0].isupper() and not word.isupper() and not INNER.search(word)
    is_whole = all(len(part) > 1 and part[0].isupper() for part in word.split("-"))
    return is_capital and is_whole and not _says_nothing(word)


def _says_nothing(word: str) -> bool:
    plain = word.lower().replace("’", "'")
    return bool({plain, plain.partition("'")[0]} & (NO_NAMES | OPENERS))
