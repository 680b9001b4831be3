"""The forms of English words, so that the data needs only one of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_PAST = {
    "buy": "bought", "make": "made", "build": "built", "run": "run", "hold": "held", "take": "took|taken",
    "set": "set", "put": "put", "sell": "sold", "write": "wrote|written", "own": "owned", "bet": "bet",
    "get": "got", "have": "had", "sit": "sat", "draw": "drew|drawn", "begin": "began|begun",
    "be": "was|were|been", "lead": "led", "pay": "paid", "work": "worked", "oversee": "oversaw|overseen",
}  # fmt: skip
_DOUBLED = {"ship", "ban", "run", "put", "set", "get", "sit", "bet", "plan", "rival"}


def verb_forms(phrase: str) -> Iterator[tuple[str, str]]:
    """Every form of a verb or verb phrase with its kind: base, past, participle or ing.

    >>> sorted(verb_forms("take over"))[:3]
    [('take over', 'base'), ('taken over', 'past'), ('takes over', 'base')]
    """
    head, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    if head == "be":
        # "is located in": the copula is a word of its own and may stand apart.
        yield rest, "predicate"
        return
    yield head + tail, "base"
    yield _third(head) + tail, "base"
    for past in _PAST.get(head, _past(head)).split("|"):
        yield past + tail, "past"
    yield _ing(head) + tail, "ing"


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if verb in _DOUBLED - {"rival"} else verb + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in _DOUBLED - {"rival"} else verb + "ing"


def every_form(nouns: Iterable[str]) -> tuple[str, ...]:
    """Every form of each of the nouns."""
    return tuple(form for noun in nouns for form in noun_forms(noun))


def noun_forms(phrase: str) -> Iterator[str]:
    """A noun in the singular and the plural.

    >>> list(noun_forms("portfolio company"))
    ['portfolio company', 'portfolio companies']
    """
    yield phrase
    front, _, head = phrase.rpartition(" ")
    if head in ("media", "staff", "people", "management", "leadership", "competition", "equity"):
        return
    if head == "person":
        plural = "people"
    elif head.endswith("y") and head[-2] not in "aeiou":
        plural = head[:-1] + "ies"
    elif head.endswith(("s", "sh", "ch", "x")):
        plural = head + "es"
    elif head.endswith("man"):
        plural = head[:-3] + "men"
    else:
        plural = head + "s"
    yield f"{front} {plural}".strip()


def singulars(word: str) -> Iterator[str]:
    """What a word may be the plural of.

    >>> list(singulars("batteries")), list(singulars("chips"))
    (['battery'], ['chip'])
    """
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
