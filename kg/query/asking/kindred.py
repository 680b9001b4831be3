"""A question that has no answer, asked of relations near its own: who holds shares, where nobody is told to invest.

Whoever asks 投了谁 means shares that are held as well, whoever asks 归谁 who bought it. The relation itself comes first;
only where no fact of it is told the others answer, and the reply tells so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.query.asking.question import Asked, Clause, Option, Question, Thing
from kg.vocab import Modality, Relation

_R = Relation
# Each relation with those that may be meant by it, and whether they are seen from the other end.
_NEAR: dict[Relation, tuple[tuple[Relation, bool], ...]] = {
    _R.INVESTS_IN: ((_R.SHAREHOLDER_OF, False), (_R.ACQUIRES, False)),
    _R.SHAREHOLDER_OF: ((_R.INVESTS_IN, False), (_R.ACQUIRES, False), (_R.SUBSIDIARY_OF, True)),
    _R.SUBSIDIARY_OF: ((_R.SHAREHOLDER_OF, True), (_R.ACQUIRES, True)),
    _R.ACQUIRES: ((_R.SHAREHOLDER_OF, False), (_R.SUBSIDIARY_OF, True)),
    _R.OPERATES: ((_R.INVESTS_IN, False),),
    _R.MEMBER_OF: ((_R.FOUNDS, False),),
}
# Of a yes or no only these are near enough, and only where shares are asked of.
_SHARES = frozenset((_R.INVESTS_IN, _R.SHAREHOLDER_OF))
_OF_SHARES = re.compile(r"股|\b(?:stakes?|shares?|shareholders?|equity)\b", re.I)
_ASKED = frozenset((Asked.THING, Asked.FACTS, Asked.AMOUNT))
_ASSERTED = frozenset({Modality.ASSERTED})


def kindred(question: Question) -> Question | None:
    """The same question of the near relations as well; none where there are none, or something else is asked."""
    if question.asked is Asked.WHETHER:
        return _either(question) if _OF_SHARES.search(question.text) else None
    if question.asked not in _ASKED or question.modalities != _ASSERTED or question.since or question.until:
        return None
    thing = question.thing.everywhere(_nearby)
    return None if thing == question.thing else replace(question, thing=thing, kindred=True)


def _either(question: Question) -> Question | None:
    """Whether shares are held or were paid for, of whichever was asked."""

    def both(clause: Clause) -> Clause:
        plain = [o for o in clause.options if o.relation in _SHARES and not (o.said or o.head or o.adjective)]
        more = (replace(o, relation=relation) for o in plain for relation in sorted(_SHARES))
        return replace(clause, options=tuple(dict.fromkeys((*clause.options, *more))))

    thing = replace(question.thing, clauses=tuple(map(both, question.thing.clauses)))
    return None if thing == question.thing else replace(question, thing=thing, kindred=True)


def _nearby(thing: Thing) -> Thing:
    if len({clause.other for clause in thing.clauses}) < len(thing.clauses):
        return thing  # 投资并收购了: what two verbs tell apart must stay apart
    return replace(thing, clauses=tuple(map(_clause, thing.clauses)))


def _clause(clause: Clause) -> Clause:
    if clause.product and not clause.other.entities and not clause.other.wanted and not clause.other.clauses:
        # 隔膜的供应商, where nobody is told to take it: who makes it.
        made = tuple(Option(relation=_R.DEVELOPS, outward=o.outward) for o in clause.options if not o.said)
        return Clause(options=made, other=clause.product) if made else clause
    options: dict[Option, None] = {}
    for option in clause.options:
        options[option] = None
        if option.said or option.head or option.adjective or option.posts:
            continue
        for relation, is_turned in _NEAR.get(option.relation, ()):
            options[Option(relation=relation, outward=option.outward != is_turned)] = None
    return replace(clause, options=tuple(options))
