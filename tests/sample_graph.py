"""A small graph built by hand: two articles of one digest and one of a page, with every kind of fact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.model import Article, Document, Entity, Fact, Money, Name, Qualifiers, Run, Span, TimeRef, digest_of
from kg.quads import article_quads
from kg.store import Store
from kg.vocab import EntityType, Modality, Relation

RUN = Run(
    id="run-" + digest_of("0.1.0", "lexicon", "rules"),
    started=datetime(2021, 6, 1, 8, 30, tzinfo=UTC),
    version="0.1.0",
    lexicon="1111",
    rules="2222",
)
NEXT_RUN = Run(id="run-next", started=RUN.started, version="0.2.0", lexicon="3333", rules="2222")


def entity(id_: str, type_: EntityType, *names: str, codes: tuple[tuple[str, str], ...] = ()) -> Entity:
    """An entity whose names are Chinese, or English where they are ASCII."""
    tagged = tuple(Name(name, "en" if name.isascii() else "zh") for name in names)
    return Entity(id=id_, type=type_, names=tagged, identifiers=codes, origin="lexicon")


SMIC = entity(
    "smic", EntityType.COMPANY, "中芯国际", "中芯", "SMIC", codes=(("sse", "688981"), ("hkex", "00981"))
)
JINGCHENG = entity("x-1", EntityType.COMPANY, "中芯京城")
SHENZHEN = entity("shenzhen", EntityType.LOCATION, "深圳", codes=(("iso", "CN-GD"),))
HUAWEI = entity("huawei", EntityType.COMPANY, "华为", "Huawei", codes=(("wikidata", "Q160120"),))
HARMONY = entity("harmonyos", EntityType.PRODUCT, "鸿蒙OS", "HarmonyOS")
PERSON = entity("x-2", EntityType.PERSON, "赵海军")
ENTITIES = {one.id: one for one in (SMIC, JINGCHENG, SHENZHEN, HUAWEI, HARMONY, PERSON)}


def article(title: str, *paragraphs: str, section: str = "", issued: date | None = None) -> Article:
    """An article with its content-addressed id."""
    text = "\n".join((title, *paragraphs))
    id_ = "article-" + digest_of(title, text, section, issued.isoformat() if issued else "")
    return Article(id=id_, document="", title=title, text=text, section=section, issued=issued, source="样刊")


def fact(
    of: Article,
    subject: Entity,
    relation: Relation,
    object_: Entity,
    evidence: str,
    modality: Modality = Modality.ASSERTED,
    *,
    qualifiers: Qualifiers | None = None,
    confidence: float = 0.93,
    rule: str = "test/1",
) -> Fact:
    """A fact whose evidence is where the article says it."""
    start = of.text.index(evidence)
    return Fact(
        article=of.id,
        subject=subject.id,
        relation=relation,
        object=object_.id,
        modality=modality,
        evidence=Span(start, start + len(evidence)),
        evidence_text=evidence,
        rule=rule,
        confidence=confidence,
        qualifiers=qualifiers or Qualifiers(),
    )


INVESTMENT = article(
    "中芯国际在深圳扩产",
    "中芯国际2021年5月27日宣布，已向中芯京城投资20亿元，持股96%。中芯国际拟在深圳设立新厂。",
    "赵海军担任中芯国际联合首席执行官。中芯国际并未收购华为。",
    section="企业情报",
    issued=date(2021, 5, 27),
)
HARMONY_NEWS = article(
    "鸿蒙OS发布", "华为发布鸿蒙OS。有消息称，中芯国际或向华为供应“麒麟\t芯片”\\。", section="企业情报"
)
PAGE = article("=短讯", "华为与中芯国际达成合作。")


def facts_of(which: Article) -> list[Fact]:
    """The facts of one of the three articles."""
    if which == INVESTMENT:
        sentence = "中芯国际2021年5月27日宣布，已向中芯京城投资20亿元，持股96%。"
        money = Qualifiers(
            amount=Money(value=Decimal("2E+9"), currency="CNY", text="20亿元"),
            percent=Decimal("0.960"),
            time=TimeRef(value="2021-05-27", text="2021年5月27日"),
        )
        post = Qualifiers(title="联合首席执行官", time=TimeRef(value="", text="近日"))
        return [
            fact(
                which, SMIC, Relation.INVESTS_IN, JINGCHENG, sentence, qualifiers=money, confidence=0.912345
            ),
            fact(which, SMIC, Relation.LOCATED_IN, SHENZHEN, "中芯国际拟在深圳设立新厂。", Modality.PLANNED),
            fact(
                which, PERSON, Relation.WORKS_FOR, SMIC, "赵海军担任中芯国际联合首席执行官。", qualifiers=post
            ),
            fact(which, SMIC, Relation.ACQUIRES, HUAWEI, "中芯国际并未收购华为。", Modality.NEGATED),
        ]
    if which == HARMONY_NEWS:
        sentence = "有消息称，中芯国际或向华为供应“麒麟\t芯片”\\。"
        supplied = Qualifiers(product=HARMONY.id, time=TimeRef(value="2021", text="2021年"))
        return [
            fact(which, HUAWEI, Relation.DEVELOPS, HARMONY, "华为发布鸿蒙OS。"),
            fact(
                which,
                SMIC,
                Relation.SUPPLIES,
                HUAWEI,
                sentence,
                Modality.SPECULATIVE,
                qualifiers=supplied,
            ),
        ]
    return [fact(which, HUAWEI, Relation.PARTNERS_WITH, SMIC, "华为与中芯国际达成合作。")]


def entities_of(which: Article) -> list[Entity]:
    """The entities that an article's facts name."""
    facts = facts_of(which)
    ids = {name for one in facts for name in (one.subject, one.object, one.qualifiers.product)}
    return [one for id_, one in ENTITIES.items() if id_ in ids]


def quads_of(which: Article, *, run: Run = RUN, base: str | None = None) -> list[ox.Quad]:
    """The quads of one of the three articles."""
    options = {"base": base} if base else {}
    return article_quads(which, entities_of(which), facts_of(which), run=run, **options)


def document(path: Path | str, content: str, media_type: str = "text/plain") -> Document:
    """A document of that content."""
    digest = digest_of(content)
    return Document(id="doc-" + digest, path=str(path), media_type=media_type, text=content, digest=digest)


def put(store: Store, which: Document, *articles: Article, run: Run = RUN) -> None:
    """What a build does with a document."""
    for one in articles:
        store.put_article(one.id, quads_of(one, run=run, base=store.base), run=run)
    store.put_document(which, [one.id for one in articles], run=run)


def sample(folder: Path) -> Store:
    """A store of the digest and the page."""
    store = Store.open(folder)
    put(store, document("digest.txt", "digest"), INVESTMENT, HARMONY_NEWS)
    put(store, document("page.html", "page", "text/html"), PAGE)
    return store
