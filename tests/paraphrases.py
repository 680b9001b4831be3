"""Questions made systematically: what a relation is called, by the ways in which people ask.

A relation has phrases that say it (``投资了{}``, ``invest in``) and nouns for who stands at either end; a way of
asking has a place for them and knows what it asks for. Every phrase goes into every way that fits, and what is
to be understood follows from the two alone. The phrases are written as people speak, not taken from the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.query.asking.question import Question, Thing
from kg.vocab import SYMMETRIC, Relation

SUBJECT, OBJECT, WHETHER, TIME = "subject", "object", "whether", "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question with what it asks for, of which relation, and the things it names."""

    text: str
    relation: Relation
    asks: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """How one relation is spoken of, with a fact of the test graph for examples.

    ``tells`` are Chinese predicates with a place for the object, ``verbs`` those that take it directly and so
    can be passive; ``says`` are English verbs as base, past, participle and ing; ``{s}`` stands for the subject.
    """

    subject: str
    object: str
    subject_kind: tuple[str, str]
    object_kind: tuple[str, str]
    tells: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    passive: bool = True
    subjects_en: tuple[str, ...] = ()
    objects_en: tuple[str, ...] = ()
    is_past: bool = True
    persons: bool = True
    extra: dict[str, tuple[str, ...]] = field(default_factory=dict)


PHRASES: dict[Relation, Phrases] = {
    Relation.INVESTS_IN: Phrases(
        subject="腾讯", object="京东", subject_kind=("公司", "companies"), object_kind=("企业", "companies"),
        tells=("投资了{}", "入股{}", "给{}投了钱", "参与了{}的融资", "对{}进行了投资"), verbs=("投资", "入股", "投"),
        subjects=("投资人", "投资方", "投资者"), objects=("投资标的", "被投企业", "投资项目"),
        says=("invest in|invested in|invested in|investing in", "back|backed|backed|backing",
              "fund|funded|funded|funding", "finance|financed|financed|financing"),
        subjects_en=("investor", "backer"), objects_en=("investment", "portfolio company"),
    ),
    Relation.SHAREHOLDER_OF: Phrases(
        subject="腾讯", object="京东", subject_kind=("公司", "companies"), object_kind=("公司", "companies"),
        tells=("持有{}的股份", "持股{}", "持有{}股权", "是{}的股东", "拥有{}的股票", "有{}的股份"), verbs=("持股",),
        subjects=("股东", "持股方"), objects=("持股公司", "参股公司"),
        says=("hold shares in|held shares in||", "own a stake in|owned a stake in||",
              "have a stake in|had a stake in||", "own shares of|owned shares of||",
              "hold stock in|held stock in||"),
        passive=False, subjects_en=("shareholder", "stockholder"), is_past=False,
    ),
    Relation.SUBSIDIARY_OF: Phrases(
        subject="海思", object="华为", subject_kind=("公司", "companies"), object_kind=("集团", "companies"),
        tells=("隶属于{}", "属于{}", "归{}所有", "是{}旗下的", "是{}的子公司"), verbs=(),
        subjects=("子公司", "旗下公司", "下属企业", "全资子公司"), objects=("母公司", "所属集团"),
        says=("belong to|belonged to||",), passive=False,
        subjects_en=("subsidiary", "unit"), objects_en=("parent company", "parent"), is_past=False,
    ),
    Relation.ACQUIRES: Phrases(
        subject="微软", object="动视暴雪", subject_kind=("公司", "companies"), object_kind=("公司", "companies"),
        tells=("收购了{}", "买下{}", "并购了{}", "把{}收购了", "把{}买下来了", "完成了对{}的收购"),
        verbs=("收购", "并购", "买下"),
        subjects=("收购方", "买家"), objects=("收购对象", "收购标的"),
        says=("acquire|acquired|acquired|acquiring", "buy|bought|bought|buying",
              "take over|took over|taken over|taking over", "purchase|purchased|purchased|purchasing"),
        subjects_en=("acquirer", "buyer"), objects_en=("acquisition", "takeover"),
    ),
    Relation.MERGES_WITH: Phrases(
        subject="中国联通", object="中国铁塔", subject_kind=("公司", "companies"), object_kind=("公司", "companies"),
        tells=("和{}合并了", "与{}合并", "跟{}合并"), subjects=("合并对象",),
        says=("merge with|merged with||",), passive=False, subjects_en=("merger partner",),
    ),
    Relation.FOUNDS: Phrases(
        subject="马化腾", object="腾讯", subject_kind=("人", "people"), object_kind=("公司", "companies"),
        tells=("创立了{}", "创办了{}", "成立了{}", "创建{}"), verbs=("创立", "创办", "创建"),
        subjects=("创始人", "创办人"), objects=("创办的企业",),
        says=("found|founded|founded|founding", "start|started|started|starting",
              "set up|set up|set up|setting up", "establish|established|established|establishing"),
        subjects_en=("founder",),
    ),
    Relation.PARTNERS_WITH: Phrases(
        subject="比亚迪", object="丰田", subject_kind=("公司", "companies"), object_kind=("车企", "companies"),
        tells=("和{}合作", "与{}合作", "跟{}有合作", "同{}开展合作", "与{}达成合作", "和{}签约", "跟{}搞合作"),
        subjects=("合作伙伴", "合作方", "伙伴"),
        says=("partner with|partnered with||partnering with", "work with|worked with||working with",
              "cooperate with|cooperated with||cooperating with", "team up with|teamed up with||teaming up with",
              "collaborate with|collaborated with||collaborating with"),
        passive=False, subjects_en=("partner",),
    ),
    Relation.COMPETES_WITH: Phrases(
        subject="华为", object="中兴", subject_kind=("公司", "companies"), object_kind=("公司", "companies"),
        tells=("和{}竞争", "与{}竞争", "跟{}有竞争", "跟{}抢市场", "和{}是竞争对手", "与{}存在竞争关系"),
        subjects=("竞争对手", "对手", "竞争者"),
        says=("compete with|competed with||competing with", "compete against|competed against||competing against",
              "rival|rivaled||"),
        passive=False, subjects_en=("competitor", "rival"), is_past=False,
    ),
    Relation.SUPPLIES: Phrases(
        subject="华为", object="中国移动", subject_kind=("厂商", "companies"), object_kind=("公司", "companies"),
        tells=("给{}供货", "向{}供货", "为{}供货", "向{}供应产品", "供应{}", "卖东西给{}", "给{}提供设备"),
        subjects=("供应商", "供货商"), objects=("客户", "买家"),
        says=("supply|supplied|supplied|supplying", "sell to|sold to||selling to",
              "deliver to|delivered to||delivering to", "provide for|provided for||providing for"),
        passive=True, subjects_en=("supplier", "vendor"), objects_en=("customer", "client"), is_past=False,
    ),
    Relation.DEVELOPS: Phrases(
        subject="华为", object="鸿蒙", subject_kind=("公司", "companies"), object_kind=("产品", "products"),
        tells=("研发了{}", "开发{}", "研制{}", "推出了{}", "做{}", "生产{}", "在研发{}"), verbs=("研发", "开发", "推出", "生产"),
        subjects=("开发商", "研发者", "厂商", "开发者"), objects=("产品",),
        says=("develop|developed|developed|developing", "make|made|made|making", "build|built|built|building",
              "launch|launched|launched|launching", "produce|produced|produced|producing",
              "release|released|released|releasing"),
        subjects_en=("developer", "maker"), objects_en=("product",),
    ),
    Relation.USES: Phrases(
        subject="京东", object="鸿蒙", subject_kind=("公司", "companies"), object_kind=("产品", "products"),
        tells=("使用{}", "采用了{}", "用{}", "在用{}", "用上了{}", "接入了{}", "搭载{}", "支持{}", "部署了{}"),
        verbs=("使用", "采用", "用"), subjects=("用户", "使用者"), objects=("所用技术",),
        says=("use|used|used|using", "adopt|adopted|adopted|adopting", "deploy|deployed|deployed|deploying",
              "rely on|relied on||relying on"),
        subjects_en=("user", "adopter"), is_past=False,
    ),
    Relation.MEMBER_OF: Phrases(
        subject="英特尔", object="SIAC", subject_kind=("公司", "companies"), object_kind=("联盟", "associations"),
        tells=("加入了{}", "参加了{}", "是{}的成员", "属于{}", "是{}成员"), verbs=("加入", "参加"),
        subjects=("成员", "会员", "成员单位", "成员企业"), objects=("所属联盟",),
        says=("join|joined|joined|joining", "belong to|belonged to||", "be a member of|be a member of||"),
        subjects_en=("member",), passive=False,
    ),
    Relation.WORKS_FOR: Phrases(
        subject="刘明", object="中芯国际", subject_kind=("人", "people"), object_kind=("公司", "companies"),
        tells=("在{}任职", "在{}工作", "就职于{}", "任职于{}", "供职于{}", "在{}上班", "在{}当高管"),
        subjects=("高管", "员工", "管理层"), objects=("雇主", "任职单位"),
        says=("work for|worked for||working for", "work at|worked at||working at",
              "hold a post at|held a post at||"),
        passive=False, subjects_en=("executive", "employee"), objects_en=("employer",), is_past=False,
    ),
    Relation.ISSUES: Phrases(
        subject="工信部", object="云计算发展三年行动计划", subject_kind=("部门", "government bodies"),
        object_kind=("政策", "policies"),
        tells=("发布了{}", "印发{}", "出台了{}", "制定了{}", "颁布{}", "公布了{}", "下发了{}"),
        verbs=("发布", "印发", "出台", "制定"), subjects=("发布机构", "发布方", "制定者", "发文单位"),
        objects=("政策", "文件"),
        says=("issue|issued|issued|issuing", "publish|published|published|publishing",
              "release|released|released|releasing", "draft|drafted|drafted|drafting"),
        subjects_en=("issuer", "publisher"), objects_en=("policy",),
    ),
    Relation.APPLIES_TO: Phrases(
        subject="东数西算", object="贵州", subject_kind=("政策", "policies"), object_kind=("地区", "regions"),
        tells=("适用于{}", "覆盖{}", "覆盖了{}", "涉及{}", "针对{}", "惠及{}"), verbs=("覆盖", "涉及"),
        subjects=("相关政策", "适用政策"), objects=("适用范围", "覆盖地区", "适用地区"),
        says=("apply to|applied to||applying to", "cover|covered|covered|covering",
              "affect|affected|affected|affecting", "target|targeted|targeted|targeting"),
        subjects_en=("applicable policy",), objects_en=("scope",), is_past=False, persons=False,
    ),
    Relation.REGULATES: Phrases(
        subject="市场监管总局", object="阿里巴巴", subject_kind=("部门", "government bodies"),
        object_kind=("公司", "companies"),
        tells=("处罚了{}", "罚了{}", "监管{}", "对{}进行了处罚", "对{}罚款", "给{}开了罚单", "对{}作出处罚"),
        verbs=("处罚", "监管"), subjects=("监管机构", "监管部门"), objects=("处罚对象", "监管对象"),
        says=("regulate|regulated|regulated|regulating", "fine|fined|fined|fining",
              "punish|punished|punished|punishing", "penalise|penalised|penalised|penalising"),
        subjects_en=("regulator",),
    ),
    Relation.LOCATED_IN: Phrases(
        subject="比亚迪", object="深圳", subject_kind=("公司", "companies"), object_kind=("城市", "cities"),
        tells=("位于{}", "在{}", "坐落于{}", "设在{}", "落户{}"), subjects=("本地企业",),
        objects=("所在地", "所在城市", "位置"),
        says=("be located in|be located in||", "be based in|be based in||"),
        passive=False, objects_en=("location",), is_past=False, persons=False,
    ),
    Relation.OPERATES: Phrases(
        subject="腾讯", object="贵安数据中心", subject_kind=("公司", "companies"), object_kind=("数据中心", "data centers"),
        tells=("运营{}", "建设了{}", "建了{}", "经营{}", "管理{}", "建造了{}"), verbs=("运营", "建设", "建"),
        subjects=("运营方", "运营商", "建设方"), objects=("数据中心", "设施"),
        says=("operate|operated|operated|operating", "run|ran|run|running", "build|built|built|building"),
        subjects_en=("operator",), objects_en=("data center", "facility"), is_past=False,
    ),
    Relation.ORGANIZES: Phrases(
        subject="阿里巴巴", object="世界人工智能大会", subject_kind=("公司", "companies"), object_kind=("活动", "events"),
        tells=("主办{}", "举办了{}", "承办{}", "组织了{}", "办了{}"), verbs=("主办", "举办", "组织"),
        subjects=("主办方", "主办单位", "承办方", "组织者"), objects=("活动",),
        says=("organize|organized|organized|organizing", "host|hosted|hosted|hosting",
              "organise|organised|organised|organising"),
        subjects_en=("organizer", "host"), objects_en=("event",),
    ),
    Relation.PART_OF: Phrases(
        subject="联邦学习", object="隐私计算", subject_kind=("技术", "technologies"), object_kind=("技术", "technologies"),
        tells=("属于{}", "是{}的一部分", "是{}的组成部分", "归于{}"), subjects=("组成部分", "分支", "子领域"),
        objects=("上位概念", "所属领域"), says=("belong to|belonged to||",),
        passive=False, subjects_en=("part", "branch", "component"), is_past=False, persons=False,
    ),
}  # fmt: skip

# Ways of asking in Chinese: {p} a predicate with what it is of, {v} a verb, {n} a noun, {s} and {o} the ends,
# {ks} and {ko} the kinds of them.
_WHO = ("谁{p}", "谁{p}？", "请问谁{p}?", "有谁{p}", "都有谁{p}", "是谁{p}", "究竟是谁{p}呢")
_TELLS_SUBJECT = (
    "哪家{ks}{p}", "哪些{ks}{p}", "哪几家{p}", "有哪些{ks}{p}", "{p}的{ks}有哪些", "{p}的都有谁", "{p}的有哪些",
    "{p}的{ks}", "{p}的是谁", "帮我列出{p}的{ks}", "请列出所有{p}的{ks}", "有没有{ks}{p}", "查一下哪些{ks}{p}",
    "{p}的{ks}都有哪些？", "想知道哪些{ks}{p}", "有多少{ks}{p}", "一共有几家{ks}{p}", "谁家{p}", "有什么{ks}{p}",
    "能不能告诉我哪些{ks}{p}", "麻烦列一下{p}的{ks}", "列出{p}的{ks}",
)  # fmt: skip
_TELLS_OBJECT = (
    "{s}{p}哪些{ko}",
    "{s}都{p}哪些{ko}",
    "{s}{p}什么{ko}",
    "请问{s}{p}哪些{ko}？",
    "{s}到底{p}哪些{ko}",
)
_TELLS_WHETHER = (
    "{s}{p}吗",
    "{s}是否{p}",
    "{s}有没有{p}",
    "{s}是不是{p}",
    "请问{s}{p}了吗？",
    "{s}{p}没有",
    "{s}真的{p}吗",
)
_VERB_SUBJECT = (
    "{o}被谁{v}了",
    "{o}是谁{v}的",
    "{o}是被谁{v}的",
    "{o}是被哪家{ks}{v}的",
    "{o}由谁{v}",
    "{o}由哪些{ks}{v}",
    "{v}{o}的是哪家{ks}",
    "{v}{o}的是哪些{ks}",
    "{v}了{o}的{ks}有几家",
    "{o}是哪家{ks}{v}的",
    "{v}过{o}的{ks}",
)
_VERB_OBJECT = (
    "{s}{v}了哪些{ko}", "{s}{v}过哪些{ko}", "{s}{v}的{ko}有哪些", "{s}{v}的有哪些", "被{s}{v}的{ko}", "{s}{v}的{ko}都有谁",
    "哪些{ko}被{s}{v}了", "哪些{ko}是{s}{v}的", "有哪些{ko}被{s}{v}", "由{s}{v}的{ko}", "{s}{v}了多少{ko}",
    "{s}都{v}了哪些{ko}", "{s}所{v}的{ko}", "{ko}里哪些是{s}{v}的", "列出{s}{v}的{ko}", "{s}一共{v}了多少家{ko}",
    "{s}{v}了什么", "帮我查查{s}{v}了哪些{ko}", "{s}{v}了些什么",
)  # fmt: skip
_VERB_WHETHER = (
    "{o}是{s}{v}的吗", "{o}是不是{s}{v}的", "{o}被{s}{v}了吗", "{o}有没有被{s}{v}", "{s}有没有{v}过{o}",
    "{s}{v}了{o}没有", "{o}是否被{s}{v}",
)  # fmt: skip
_VERB_TIME = (
    "{s}什么时候{v}的{o}", "{s}何时{v}了{o}", "{s}是哪年{v}{o}的", "{s}{v}{o}是什么时候", "{s}{v}{o}的时间",
    "{o}是什么时候被{s}{v}的", "{s}哪一年{v}了{o}？", "{s}在什么时候{v}{o}",
)  # fmt: skip
_NOUN = (
    "{x}的{n}", "{x}的{n}有哪些", "{x}的{n}是谁", "{x}有哪些{n}", "{x}都有哪些{n}", "{x}的{n}都有谁", "{x}有什么{n}",
    "谁是{x}的{n}", "{x}{n}有哪些", "{x}{n}", "列出{x}的{n}", "请列出{x}的所有{n}", "帮我查一下{x}的{n}",
    "给出{x}的全部{n}", "{x}有几个{n}", "{x}有多少{n}", "{x}的{n}都是谁", "{x}的{n}包括谁", "哪些是{x}的{n}",
    "{x}的{n}分别是谁", "{x}的{n}是哪些", "我想了解{x}的{n}", "{x}的{n}名单", "{x}目前的{n}", "{x}的主要{n}有哪些？",
    "{x}之{n}", "说说{x}的{n}", "{x}还有哪些{n}", "{x}的{n}们都是谁", "{x}的{n}到底有哪些",
)  # fmt: skip
# Ways of asking in English: {base}, {past}, {done} and {ing} are the forms of the verb, {n} and {ns} a noun.
_SUBJECT_EN = (
    "who {past} {o}?", "which {ks} {plural} {o}?", "what {ks} {plural} {o}", "{ks} that {plural} {o}",
    "list {ks} that {plural} {o}", "show me all {ks} that {plural} {o}", "tell me who {past} {o}", "find {ks} which {plural} {o}",
    "can you list the {ks} that {plural} {o}?", "do you know who {past} {o}?", "I'd like to know who {past} {o}",
    "who else {past} {o}", "how many {ks} {plural} {o}?", "are there any {ks} that {plural} {o}?", "give me {ks} that {plural} {o}",
)  # fmt: skip
_SUBJECT_NOW = ("who {third} {o}?", "which {ks} {plural} {o}?", "does anyone {base} {o}?", "{ks} {ing} {o}")
_SUBJECT_DONE = (
    "who has {done} {o}?", "which {ks} have {done} {o}?", "what {ks} have {done} {o}", "{ks} that have {done} {o}",
    "has anyone {done} {o}?",
)  # fmt: skip
_SUBJECT_PASSIVE = (
    "{o} was {done} by whom?", "who was {o} {done} by?", "by whom was {o} {done}?", "which {ks} was {o} {done} by?",
    "{o} is {done} by which {ks}?", "by which {ks} was {o} {done}",
)  # fmt: skip
_OBJECT_EN = (
    "what does {s} {base}?", "what did {s} {base}", "which {ko} does {s} {base}?", "which {ko} did {s} {base}?",
    "what {ko} did {s} {base}", "{ko} that {s} {past}", "list all {ko} {s} {past}", "what {ko} does {s} {base}?",
    "show me which {ko} {s} {past}", "{s} {past} which {ko}?", "how many {ko} did {s} {base}?",
    "tell me what {s} {past}",
)  # fmt: skip
_OBJECT_DONE = ("what has {s} {done}?", "which {ko} has {s} {done}?", "{ko} {s} has {done}")
_OBJECT_PASSIVE = (
    "{ko} {done} by {s}", "which {ko} were {done} by {s}?", "which {ko} have been {done} by {s}?",
    "what {ko} are {done} by {s}?", "what was {done} by {s}", "list of {ko} {done} by {s}",
)  # fmt: skip
_OBJECT_ING = ("what is {s} {ing}?", "which {ko} is {s} {ing}?")
_WHETHER_EN = ("did {s} {base} {o}?", "does {s} {base} {o}?", "is it true that {s} {past} {o}?")
_WHETHER_DONE = ("has {s} {done} {o}?", "has {s} ever {done} {o}?")
_WHETHER_PASSIVE = ("was {o} {done} by {s}?", "is {o} {done} by {s}?", "has {o} been {done} by {s}?")
_TIME_EN = ("when did {s} {base} {o}?", "in which year did {s} {base} {o}?", "what year did {s} {base} {o}")
_TIME_PASSIVE = ("when was {o} {done} by {s}?",)
_NOUN_EN = (
    "who are the {ns} of {x}?", "{x}'s {ns}", "the {ns} of {x}", "list {x}'s {ns}", "show me {x}'s {ns}",
    "what {ns} does {x} have?", "give me the {ns} of {x}", "name {x}'s {ns}", "name the {ns} of {x}", "what are {x}'s {ns}?",
    "who are {x}'s {ns}?", "{x} {ns}", "how many {ns} does {x} have?", "which {ns} does {x} have?",
    "does {x} have any {ns}?", "list of {ns} of {x}", "please list all the {ns} of {x}", "tell me about {x}'s {ns}",
    "who is the {n} of {x}?", "who is {x}'s {n}", "what's the {n} of {x}?", "find the {ns} of {x}", "all {ns} of {x}",
    "how many {ns} of {x} are there?", "{ns} of {x}?",
)  # fmt: skip
_NOUN_WHETHER = (
    "{s}是{o}的{n}吗",
    "{s}是不是{o}的{n}",
    "{o}的{n}是{s}吗",
    "{s}是{o}{n}吗",
    "{o}的{n}里有{s}吗",
)
_NOUN_WHETHER_EN = (
    "is {s} {a} {n} of {o}?",
    "is {s} one of {o}'s {ns}?",
    "is {s} {o}'s {n}?",
    "is {s} among the {ns} of {o}?",
)


# What stands at the other end of these is nobody that 谁 could ask for.
_OF_THINGS = frozenset(
    {Relation.DEVELOPS, Relation.USES, Relation.ISSUES, Relation.ORGANIZES, Relation.OPERATES, Relation.APPLIES_TO,
     Relation.FOUNDS, Relation.LOCATED_IN, Relation.PART_OF}
)  # fmt: skip
_WHOM = re.compile(r"\b(?:who|whom|anyone)\b")
_COUNTS = re.compile("多少|几|how many")


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith("ch") else "s")


def _third(base: str) -> str:
    head, _, rest = base.partition(" ")
    ending = (
        "es" if head.endswith(("s", "sh", "ch")) else "ies" if head in ("supply", "apply", "rely") else "s"
    )
    head = head[:-1] if ending == "ies" else head
    return {"haves": "has", "bes": "is"}.get(head + ending, head + ending) + (f" {rest}" if rest else "")


def _tells(relation: Relation, one: Phrases, ends: dict[str, str]) -> Iterator[tuple[str, str]]:
    for tell in one.tells:
        told = tell.format(one.object)
        for way in (*_WHO, *_TELLS_SUBJECT):
            if one.persons or "谁" not in way:
                yield way.format(p=told, **ends).replace("的的", "的"), SUBJECT
        for way in _TELLS_WHETHER:
            if not (way.endswith("没有") and told.startswith(("是", "有", "归"))):
                yield way.format(p=told.removesuffix("了") if "了吗" in way else told, **ends), WHETHER
        for way in _TELLS_OBJECT:
            for asked in ("哪些{ko}", "什么{ko}"):
                if "{p}" + asked in way:
                    yield way.replace("{p}" + asked, tell.format(asked)).format(**ends), OBJECT
        if relation not in _OF_THINGS:
            yield f"{one.subject}{tell.format('谁')}", OBJECT
            yield f"{one.subject}都{tell.format('谁')}？", OBJECT


def _chinese(relation: Relation, one: Phrases) -> Iterator[tuple[str, str]]:
    ends = {"s": one.subject, "o": one.object, "ks": one.subject_kind[0], "ko": one.object_kind[0]}
    yield from _tells(relation, one, ends)
    is_who = {SUBJECT: one.persons, OBJECT: relation not in _OF_THINGS, WHETHER: True, TIME: True}
    verbal = ((_VERB_SUBJECT, SUBJECT), (_VERB_OBJECT, OBJECT), (_VERB_WHETHER, WHETHER), (_VERB_TIME, TIME))
    for verb in one.verbs:
        for ways, asks in verbal:
            yield from ((way.format(v=verb, **ends), asks) for way in ways if is_who[asks] or "谁" not in way)
    for nouns, x, asks in ((one.subjects, one.object, SUBJECT), (one.objects, one.subject, OBJECT)):
        for noun in nouns:
            fitting = (way for way in _NOUN if is_who[asks] or "谁" not in way)
            yield from ((way.format(x=x, n=noun, **ends), asks) for way in fitting)
    for noun in one.subjects:
        yield from ((way.format(n=noun, **ends), WHETHER) for way in _NOUN_WHETHER)


def _forms(phrase: str, *, is_past: bool) -> dict[str, str]:
    base, past, done, ing = phrase.split("|")
    if base.startswith("be "):
        rest = base.removeprefix("be ")
        return {
            "base": "",
            "plural": "are " + rest,
            "past": "is " + rest,
            "third": "is " + rest,
            "done": "",
            "ing": "",
        }
    told = {"plural": past, "past": past} if is_past else {"plural": base, "past": _third(base)}
    return {"base": base, "third": _third(base), "done": done, "ing": ing, **told}


def _verbal(one: Phrases, ends: dict[str, str]) -> Iterator[tuple[str, str]]:
    for phrase in one.says:
        forms = _forms(phrase, is_past=one.is_past)
        passive = one.passive and bool(forms["done"])
        for ways, asks, fits in (
            (_SUBJECT_EN + _SUBJECT_NOW + _SUBJECT_DONE, SUBJECT, True),
            (_SUBJECT_PASSIVE, SUBJECT, passive),
            (_OBJECT_EN + _OBJECT_DONE + _OBJECT_ING, OBJECT, bool(forms["base"])),
            (_OBJECT_PASSIVE, OBJECT, passive),
            (_WHETHER_EN + _WHETHER_DONE, WHETHER, bool(forms["base"])),
            (_WHETHER_PASSIVE, WHETHER, passive),
            (_TIME_EN, TIME, bool(forms["base"])),
            (_TIME_PASSIVE, TIME, passive),
        ):
            for way in ways if fits else ():
                has_forms = all(forms[name] for name in ("base", "done", "ing") if "{" + name + "}" in way)
                if has_forms and (asks != SUBJECT or one.persons or not _WHOM.search(way)):
                    yield way.format(**forms, **ends), asks


def _english(relation: Relation, one: Phrases) -> Iterator[tuple[str, str]]:
    ends = {"s": one.subject, "o": one.object, "ks": one.subject_kind[1], "ko": one.object_kind[1]}
    yield from _verbal(one, ends)
    for nouns, x, asks in ((one.subjects_en, one.object, SUBJECT), (one.objects_en, one.subject, OBJECT)):
        is_who = one.persons if asks == SUBJECT else relation not in _OF_THINGS
        for noun in nouns:
            fitting = (way for way in _NOUN_EN if is_who or not way.startswith("who"))
            yield from ((way.format(x=x, n=noun, ns=_plural(noun), **ends), asks) for way in fitting)
    for noun in one.subjects_en:
        article = "an" if noun[0] in "aeiou" else "a"
        for way in _NOUN_WHETHER_EN:
            yield way.format(n=noun, ns=_plural(noun), a=article, **ends), WHETHER


def cases() -> Iterator[Case]:
    """Every question once."""
    for relation, one in PHRASES.items():
        made = dict([*_chinese(relation, one), *_english(relation, one)])
        if relation is Relation.WORKS_FOR:  # how many work somewhere no news tells
            made = {text: asks for text, asks in made.items() if not _COUNTS.search(text)}
        for text, asks in made.items():
            yield Case(text=text, relation=relation, asks=asks, subject=one.subject, object=one.object)


def told(question: Question, labels: dict[str, str]) -> tuple[str, frozenset[Relation]]:
    """What a question asks, as ``asks subject>object``, where ``?`` is wanted and ``*`` anything.

    Returns:
        That of the first of its clauses, and the relations which it may be of.
    """
    thing = question.thing
    if len(thing.clauses) != 1 or thing.clauses[0].other.clauses:
        return f"{question.asked}: {len(thing.clauses)} clauses", frozenset()
    clause = thing.clauses[0]
    near, far = _end(thing, labels), _end(clause.other, labels)
    directions = {
        f"{near}>{far}" if option.outward else f"{far}>{near}"
        for option in clause.options
        if option.relation not in SYMMETRIC
    } | {
        f"{far}={near}" if "?" in near else f"{near}={far}"
        for option in clause.options
        if option.relation in SYMMETRIC
    }
    return f"{question.asked} {' or '.join(sorted(directions))}", frozenset(
        o.relation for o in clause.options
    )


def _end(thing: Thing, labels: dict[str, str]) -> str:
    if thing.entities:
        return "/".join(dict.fromkeys(labels[iri] for iri in thing.entities))
    return "?" if thing.wanted else "*"
