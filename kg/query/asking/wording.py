"""How a question was understood, told in words: variables for what is not named, a sentence a clause."""

from __future__ import annotations

from collections.abc import Iterator

from kg.query.asking.bounds import bound_in_words
from kg.query.asking.leaving import asks_of_now
from kg.query.asking.leftout import left_out_in_words
from kg.query.asking.meanings import CALLED
from kg.query.asking.mentions import mention_in_words
from kg.query.asking.question import Asked, Clause, Question, Thing
from kg.query.asking.sortwords import sort_in_words
from kg.query.asking.spheres import sphere_in_words
from kg.query.asking.vocabulary import ACTORS, Vocabulary
from kg.query.names import Names
from kg.query.ontology import ontology
from kg.vocab import ORGANIZATIONS, EntityType, Modality

_LETTERS = "XYZUVWABCDE"
_ASKED = {
    "zh": {
        Asked.THING: "求 {0}",
        Asked.FACTS: "列出 {0}",
        Asked.NUMBER: "{0} 有多少",
        Asked.WHETHER: "是否",
        Asked.TIME: "什么时候",
        Asked.AMOUNT: "金额多少",
        Asked.PERCENT: "比例多少",
        Asked.POST: "什么职务",
        Asked.ABOUT: "关于 {0} 的一切",
        Asked.CONNECTION: "什么联系着 {0}",
    },
    "en": {
        Asked.THING: "which {0}",
        Asked.FACTS: "list {0}",
        Asked.NUMBER: "how many {0}",
        Asked.WHETHER: "whether",
        Asked.TIME: "when",
        Asked.AMOUNT: "how much",
        Asked.PERCENT: "what share",
        Asked.POST: "which post",
        Asked.ABOUT: "everything about {0}",
        Asked.CONNECTION: "what connects {0}",
    },
}
_MODALITY = {
    "zh": {
        Modality.ASSERTED: "已陈述的",
        Modality.PLANNED: "计划中的",
        Modality.NEGATED: "被否定的",
        Modality.SPECULATIVE: "推测的",
    },
    "en": {
        Modality.ASSERTED: "asserted",
        Modality.PLANNED: "planned",
        Modality.NEGATED: "denied",
        Modality.SPECULATIVE: "speculative",
    },
}
ORDER = {
    "zh": {
        "most": "按数量从多到少",
        "amount": "各币种按金额从大到小",
        "percent": "按比例从大到小",
        "latest": "按时间从近到远",
        "earliest": "按时间从早到晚",
    },
    "en": {
        "most": "those with the most first",
        "amount": "largest amount of each currency first",
        "percent": "largest share first",
        "latest": "latest first",
        "earliest": "earliest first",
    },
}


def _english(posts: tuple[str, ...]) -> str:
    return next((post for post in posts if post.isascii()), posts[0])


class _Teller:
    def __init__(self, question: Question, names: Names, words: Vocabulary) -> None:
        self._names = names
        self._words = words
        self._language = question.language
        self._letters = iter(_LETTERS)
        self.wanted: list[str] = []
        self.sentences: list[str] = []

    def tell(self, thing: Thing) -> str:
        """What the thing is called in the sentences; says all that must hold for it."""
        if thing.entities:
            together, either = (" 和 ", " 或 ") if self._language == "zh" else (" and ", " or ")
            groups = thing.each if thing.together else (thing.entities,)
            joint = "/" if thing.together else either
            named = (joint.join(dict.fromkeys(map(self._labelled, group))) for group in groups)
            called = together.join(dict.fromkeys(named))
        else:
            called = next(self._letters, "?")
            if kinds := self._kinds(thing.types):
                self.sentences.append(
                    f"{called} 是{kinds}" if self._language == "zh" else f"{called} is {kinds}"
                )
        if thing.called:
            told = (
                f"{called} 的名称含“{thing.called}”"
                if self._language == "zh"
                else f"{called}'s name has '{thing.called}' in it"
            )
            self.sentences.append(told)
        if thing.sort:
            self.sentences.append(called + sort_in_words(thing.sort, self._language))
        if thing.mention:
            joint = " " if self._language == "zh" else ", "
            self.sentences.append(called + joint + mention_in_words(thing.mention, self._language))
        if thing.sphere:
            self.sentences.append(called + sphere_in_words(thing.sphere, self._language))
        if thing.without:
            names = "/".join(self._labelled(iri) for iri in thing.without)
            self.sentences.append(
                f"{called} 不是 {names}" if self._language == "zh" else f"{called} is not {names}"
            )
        if thing.wanted:
            self.wanted.append(called)
        for clause in thing.clauses:
            self._clause(called, clause)
        return called

    def _clause(self, called: str, clause: Clause) -> None:
        place = len(self.sentences)
        other = self.tell(clause.other)
        goods = self._goods(clause.product) if clause.product else ""
        told = []
        for option in clause.options:
            ends = {"s": called, "o": other} if option.outward else {"s": other, "o": called}
            if option.within:
                ends["o"] += "（及其中的地方）" if self._language == "zh" else " and what lies in it"
            sentence = self._words.says[option.relation][self._language].format(**ends)
            if any(option.posts):
                sentence += (
                    f"（{option.posts[0]}）" if self._language == "zh" else f" ({_english(option.posts)})"
                )
            if option.head and (kinds := self._kinds(option.head)):
                sentence += f"（{called} 是{kinds}）" if self._language == "zh" else f" ({called} is {kinds})"
            if option.said:
                known = [word for word in option.said if word.isascii() == (self._language == "en")]
                said = "/".join(known or option.said)
                sentence += (
                    f"（句中有“{said}”）" if self._language == "zh" else f" (said in words like {said})"
                )
            if goods:
                sentence += f"（产品：{goods}）" if self._language == "zh" else f" (goods: {goods})"
            told.append(sentence)
        joint = "，或 " if self._language == "zh" else ", or "
        self.sentences.insert(place, joint.join(dict.fromkeys(told)))

    def _goods(self, product: Thing) -> str:
        if product.called and not product.types:
            return (
                f"句中提到“{product.called}”"
                if self._language == "zh"
                else f"'{product.called}' in the sentence"
            )
        return self.tell(product)

    def _labelled(self, iri: str) -> str:
        alike = self._names.labelled(self._names.label(iri))
        label = self._names.label(iri)
        return label if len(alike) < 2 else f"{label} ({self._names.entities[iri].id})"

    def _kinds(self, types: frozenset[EntityType]) -> str:
        if not types or types in (ACTORS, CALLED):
            return ""
        labels = []
        if types >= ORGANIZATIONS:
            labels.append({"zh": "组织", "en": "an organization"}[self._language])
            types -= ORGANIZATIONS
        for type_ in (one for one in EntityType if one in types):
            label = ontology().classes[type_].label[self._language]
            article = "an " if label[0] in "AEIOU" else "a "
            labels.append(label if self._language == "zh" else article + label.lower())
        return ("或" if self._language == "zh" else " or ").join(labels)


def in_words(question: Question, names: Names, words: Vocabulary) -> str:
    """How the question was understood, in its own language."""
    language = question.language
    teller = _Teller(question, names, words)
    called = teller.tell(question.thing)
    if question.other:
        called += (" 和 " if language == "zh" else " and ") + teller.tell(question.other)
    wanted = ", ".join(teller.wanted) or called
    head = _ASKED[language][question.asked].format(wanted)
    colon, end = ("：", "；") if language == "zh" else (": ", "; ")
    parts = [end.join(teller.sentences), *_conditions(question)]
    rest = end.join(part for part in parts if part)
    return head + (colon + rest if rest else "")


def _conditions(question: Question) -> Iterator[str]:
    language, chinese = question.language, question.language == "zh"
    yield from ("一环供应一环" if chinese else "each supplies the next",) * bool(question.by)
    if question.modalities != frozenset(Modality):
        yield modalities_in_words(question.modalities, language)
    since, until = question.since, question.until
    if since and since == until:
        yield f"时间在 {since}" if chinese else f"in {since}"
    elif question.said_time:
        yield f"时间写作“{question.said_time}”" if chinese else f"dated '{question.said_time}'"
    elif since or until:
        words = (f"{since} 起", f"至 {until}") if chinese else (f"from {since}", f"up to {until}")
        yield " ".join(word for word, value in zip(words, (since, until), strict=True) if value)
    if question.is_of_others and question.asked in (Asked.THING, Asked.FACTS, Asked.NUMBER):
        yield "问到的之外" if chinese else "none of those named"
    if asks_of_now(question):
        yield (
            "没有句子说已离任的（此后是否仍在任，图谱不知）"
            if chinese
            else (
                "of whom no sentence tells that they left (whether they still hold the post the graph does not know)"
            )
        )
    if question.as_of:
        yield f"截至 {question.as_of} 有效的" if chinese else f"as it stood in {question.as_of}"
    for bound in question.amounts:
        yield ("金额 " if chinese else "amount ") + bound_in_words(bound)
    for bound in question.percents:
        share = format((bound.value * 100).normalize(), "f")
        yield ("比例 " if chinese else "share ") + f"{bound.sign} {share}%"
    for sort in question.mentions:
        yield mention_in_words(sort, language)
    if question.order:
        yield ORDER[language][question.order]
    if question.limit:
        each = ("各币种", " of each currency") if question.order == "amount" else ("", "")
        yield f"{each[0]}前 {question.limit} 个" if chinese else f"the first {question.limit}{each[1]}"
    yield from left_out_in_words(question)


def modalities_in_words(modalities: frozenset[Modality], language: str) -> str:
    """The modalities in the ontology's order."""
    told = [_MODALITY[language][one] for one in Modality if one in modalities]
    return ("、" if language == "zh" else " or ").join(told)
