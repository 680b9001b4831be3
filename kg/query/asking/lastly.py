"""The last that is tried of a question that nothing else understands: without the words left over that narrow nothing.

What is left out is told. A name, a place, a period, an amount, and what plans, denies or bounds always stays; what tells
the relation must be a word of the question, so a verb that nothing knows goes only where another word tells it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kg.query.asking.around import is_verb_place, of_goods, pays, role_behind
from kg.query.asking.following import Understand
from kg.query.asking.kindwords import beside_kinds
from kg.query.asking.leftover import BOUNDS, leftover
from kg.query.asking.lexing import Cut, Lexer, Token, has, value
from kg.query.asking.longer import Longer
from kg.query.asking.mentions import any_of, mention
from kg.query.asking.question import Question, Thing
from kg.query.asking.stretches import as_shown, cut_out, place_of, spans_of, words_over
from kg.query.asking.vocabulary import Vocabulary
from kg.query.asking.writing import normalized
from kg.query.names import Names
from kg.vocab import ARTEFACTS, EntityType

# So many words may be left out, and so many ways are tried.
_MOST, _TRIALS = 3, 12
_LATIN = re.compile(r"[a-z0-9][a-z0-9.+-]*(?=[\u3400-\u9fff])")
# Of these the kind may be said behind the name: 谷神收割机; behind that of a company it says what of the company is meant.
_KINDED = ARTEFACTS | {EntityType.FACILITY, EntityType.POLICY, EntityType.EVENT}
# Who pays to close or to sell something invests in nothing.
_ENDING = re.compile(r"[关卖售退撤抛停拆砍赔罚弃]|clos|sell|exit|leav|shut|settl", re.I)
_KINDS = ("TYPE", "TYPES", "PART", "NOUN")
_FIELDS = frozenset({EntityType.TECHNOLOGY})


@dataclass(frozen=True, slots=True)
class _Trial:
    """A wording of the question, with the words left out of it, and those for goods that the text is to have."""

    text: str
    aside: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()  # of which what is asked for must mention one
    wider: tuple[str, ...] = ()  # those of which no text tells

    def of_goods(self, question: Question) -> Question:
        """The question with the words for goods as what names or sentences mention."""

        def change(one: Thing) -> Thing:
            if self.nouns and one.wanted and not one.entities and one.mention is None:
                return replace(one, mention=any_of(self.nouns))
            is_goods = not one.entities and bool(one.types) and one.types <= ARTEFACTS
            if not self.goods or not is_goods or one.mention is not None:
                return one
            return replace(one, mention=mention(self.goods[0]))

        thing = question.thing.everywhere(change)
        return replace(question, thing=thing) if self.goods or self.nouns else question


@dataclass(slots=True, kw_only=True)
class Lastly:
    """Reads questions about one graph, asked on one day, with what is left over left out."""

    lexer: Lexer
    names: Names
    words: Vocabulary
    longer: Longer
    is_in_text: Callable[[str], bool]
    today: date
    understand: Understand
    is_answered: Callable[[Question], bool]

    def __call__(self, text: str) -> Question | None:
        """The question without what narrows nothing, if it has answers so; the words are told as set aside."""
        waiting, seen = [_Trial(text)], {text}
        for _ in range(_TRIALS):
            if not waiting:
                return None
            trial = waiting.pop(0)
            if trial.text != text:
                found = self.understand(trial.text)
                if isinstance(found, Question) and _is_named(found):
                    question = replace(trial.of_goods(found), text=text, aside=(*trial.aside, *found.aside))
                    question = replace(question, wider=(*trial.wider, *question.wider))
                    if self.is_answered(question):
                        return question
            for other in self._less(trial):
                if other.text not in seen and len(other.aside + other.goods) <= _MOST:
                    seen.add(other.text)
                    waiting.append(other)
        return None

    def _less(self, trial: _Trial) -> Iterator[_Trial]:
        """The wording with the first unknown word read otherwise or left out."""
        cut = self.cut(trial.text)
        said = normalized(trial.text)
        if not cut.unknown:
            yield from self._without_kind(trial, said, spans_of(said, cut))
            yield from self._as_goods(trial, said, spans_of(said, cut))
        for unknown in cut.unknown[:_MOST]:
            if unknown in self.words.beyond:
                return
            # Walker机器人 is two words.
            latin = _LATIN.match(unknown)
            piece = latin[0] if latin else unknown
            at = place_of(said, piece, cut)
            if at < 0:
                continue
            spans = spans_of(said, cut)
            yield from self._as_longer(trial, said, piece, at, spans)
            kinds = frozenset(start for start, _, token in spans if has(token, *_KINDS))
            shown = as_shown(trial.text, said)
            for first, last, _ in words_over(said, at, at + len(piece)) if not trial.nouns else ():
                word = said[first:last]
                for less, nouns in beside_kinds(shown, first, word, kinds, self.is_in_text):
                    left = trial.wider if nouns else (*trial.wider, word)
                    yield replace(trial, text=less, nouns=nouns, wider=left)
            yield from self._without(trial, said, piece, at, spans, cut)
            return

    def _as_longer(
        self, trial: _Trial, said: str, piece: str, at: int, spans: list[tuple[int, int, Token]]
    ) -> Iterator[_Trial]:
        """With the longer name that the word and the one beside it make."""
        end = at + len(piece)
        shown = as_shown(trial.text, said)
        if label := self.longer.alone(piece):
            yield replace(trial, text=shown[:at] + label + shown[end:])
        for start, last, token in spans:
            between = said[last:at] if last <= at else said[end:start]
            if not re.fullmatch(r"\s*(?:'s|家?的)?\s*", between) or not value(token, "NAME"):
                continue
            iris = tuple(iri for one in value(token, "NAME") for iri in one)
            if label := self.longer(piece, iris):
                first, final = min(start, at), max(last, end)
                yield replace(trial, text=shown[:first] + label + shown[final:])

    def _without(
        self, trial: _Trial, said: str, piece: str, at: int, spans: list[tuple[int, int, Token]], cut: Cut
    ) -> Iterator[_Trial]:
        shown = as_shown(trial.text, said)
        is_part = False
        for start, end, tag in words_over(said, at, at + len(piece)):
            word = said[start:end]
            if is_part and word not in leftover().places:
                return  # 反 of 反对 is no word, but 省内有 has been cut wrong
            is_named = any(
                value(token, "NAME") and first < end and start < last for first, last, token in spans
            )
            is_part = not is_named and end - start > len(piece)
            # The 轮 of E轮 is a part of a word.
            is_measured = tag.startswith("q") and start > 0 and said[start - 1].isascii()
            if is_measured or is_named or BOUNDS.search(word):
                continue
            before = next((token for _, last, token in reversed(spans) if last <= start), None)
            after = next((token for first, _, token in spans if first >= end), None)
            rest = replace(trial, text=cut_out(shown, start, end), aside=(*trial.aside, word))
            if leftover().narrows_nothing(word, tag) or self._is_kind(word, tag, before, said[:start]):
                yield rest
            elif (
                tag.startswith("n")
                and before
                and value(before, "AND")
                and shown[:start].endswith(before.text)
            ):
                less = cut_out(shown, start - len(before.text), end)
                yield replace(trial, text=less, wider=(*trial.wider, word))
            elif tag.startswith("n") and self._is_goods(spans, start, word):
                goods = of_goods(shown, spans, start) + "产品" + shown[end:]
                yield replace(trial, text=goods, goods=(*trial.goods, word))
            elif word.isascii() and before and after and value(before, "V") and has(after, "TO"):
                yield replace(trial, text=cut_out(shown, start, end), wider=(*trial.wider, word))
            elif tag.startswith("v") or (word.isascii() and is_verb_place(before, after)):
                if pays(said, cut) and after and value(after, "NAME") and not _ENDING.search(word):
                    paid = " invest in " if word.isascii() else "投资"
                    yield replace(rest, text=shown[:start].rstrip() + paid + shown[end:].lstrip())
                elif role := role_behind(spans, end):
                    yield replace(rest, text=shown[:start] + "是" + shown[role:])

    def _without_kind(
        self, trial: _Trial, said: str, spans: list[tuple[int, int, Token]]
    ) -> Iterator[_Trial]:
        """Without the known word for the kind of what is named right before it: Walker robot."""
        for (_, last, named), (start, end, token) in pairwise(spans):
            is_kind = has(token, *_KINDS) or (value(token, "NAME") and self._are(token, _FIELDS))
            if is_kind and not said[last:start].strip() and self._are(named, _KINDED):
                shown = as_shown(trial.text, said)
                aside = (*trial.aside, said[start:end])
                yield replace(trial, text=cut_out(shown, start, end), aside=aside)

    def _as_goods(self, trial: _Trial, said: str, spans: list[tuple[int, int, Token]]) -> Iterator[_Trial]:
        """With the name of a technology as a word for goods: 推出了哪款微控制器, 使用的无人车是谁造的."""
        shown = as_shown(trial.text, said)
        kinds = {start for start, _, token in spans if has(token, "TYPE")}
        for (_, last, before), (start, end, token) in pairwise(spans):
            is_kind = value(before, "DET") or before.text.endswith("的")
            if not is_kind or last != start or not self._are(token, _FIELDS) or trial.goods or trial.nouns:
                continue
            if end in kinds:  # 核电设施 are facilities that mention it
                yield replace(trial, text=shown[:start] + shown[end:], nouns=(said[start:end],))
            else:
                yield replace(trial, text=shown[:start] + "产品" + shown[end:], goods=(said[start:end],))

    def _are(self, token: Token, types: frozenset[EntityType]) -> bool:
        """Whether all that the token may name is of these types."""
        iris = [iri for one in value(token, "NAME") for iri in one]
        return bool(iris) and all(types.intersection(self.names.entities[iri].types) for iri in iris)

    def _is_kind(self, word: str, tag: str, before: Token | None, said: str) -> bool:
        """Whether the word is the kind of what is named right before it, which is no company."""
        if before is None or not said.rstrip().endswith(before.text) or not tag.startswith(("n", "eng")):
            return False
        return self._are(before, _KINDED)

    def _is_goods(self, spans: list[tuple[int, int, Token]], start: int, word: str) -> bool:
        """谷神装的发动机: what a product uses, or a company uses or supplies if some text tells of such goods."""
        before = [token for _, last, token in spans if last <= start][-3:]
        if len(before) < 3 or before[2].text != "的":
            return False
        does = has(before[1], "V", "GETS", "BUY", "SELL", "USED")
        return does and (self._are(before[0], _KINDED) or self.is_in_text(word))

    def cut(self, text: str) -> Cut:
        """The best cut of a text."""
        cuts = self.lexer.cuts(text, today=self.today)
        return cuts[0] if cuts else Cut((), 0, (text,))


def _is_named(question: Question) -> bool:
    """Whether it is of something that is named, and of a relation: of all there is, what is left out would be the question."""
    return bool(question.thing.clauses) and any(one.entities for one in question.thing.within())
