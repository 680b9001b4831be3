"""A graph of some seventy facts for the tests of questions, networks, pictures and commands.

Each line is an article's sentence and what it says; qualifiers are read from the last field:
``20亿元=2000000000 CNY``, ``51%=0.51``, ``@2021-05``, ``#职务``, ``+product``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
from sample_graph import RUN

from kg.model import Article, Entity, Fact, Money, Name, Qualifiers, Span, TimeRef, digest_of
from kg.quads import DEFAULT_BASE, article_quads, run_quads
from kg.store import Dataset, View
from kg.store.dataset import fill_union
from kg.vocab import EntityType, Modality, Relation

_ENTITIES = """
smic Company 中芯国际|中芯|SMIC sse:688981,hkex:00981
smic-beijing Company 中芯京城
huaxin-fund Company 华芯投资
big-fund Fund 国家集成电路产业投资基金|大基金
huawei Company 华为|Huawei
hisilicon Company 海思|HiSilicon
zte Company 中兴通讯|中兴|ZTE szse:000063
tencent Company 腾讯|Tencent hkex:00700
jd Company 京东|JD.com nasdaq:JD
meituan Company 美团|Meituan
eleme Company 饿了么
alibaba Company 阿里巴巴|阿里|Alibaba nyse:BABA
aliyun Company 阿里云|Alibaba#Cloud
byd Company 比亚迪|BYD szse:002594
catl Company 宁德时代|CATL szse:300750
tesla Company 特斯拉|Tesla nasdaq:TSLA
nio Company 蔚来|NIO
toyota Company 丰田|Toyota
tsmc Company 台积电|TSMC nyse:TSM
apple Company 苹果|Apple nasdaq:AAPL
nvidia Company 英伟达|NVIDIA
samsung Company 三星电子|Samsung
microsoft Company 微软|Microsoft
activision Company 动视暴雪|Activision#Blizzard
arm Company Arm
intel Company 英特尔|Intel
qualcomm Company 高通|Qualcomm
softbank Company 软银集团|软银|SoftBank
webank Company 微众银行|WeBank
ant Company 蚂蚁集团|Ant#Group
china-tower Company 中国铁塔
china-mobile Company 中国移动
china-unicom Company 中国联通
foxconn Company 富士康|Foxconn
sense Company 商汤科技
siac Association SIAC|美国半导体联盟
openatom Association 开放原子开源基金会
miit GovernmentBody 工信部|工业和信息化部|MIIT
ndrc GovernmentBody 国家发展改革委|发改委|NDRC
samr GovernmentBody 市场监管总局|国家市场监督管理总局
cac GovernmentBody 国家网信办|网信办
caict ResearchInstitute 中国信通院|CAICT
tsinghua ResearchInstitute 清华大学
xinhua Media 新华社
zhaohaijun Person 赵海军
liuming Person 刘明
renzhengfei Person 任正非
pony Person 马化腾
son Person 孙正义
east-west Policy 东数西算|“东数西算”工程
data-law Policy 数据安全法
cloud-plan Policy 云计算发展三年行动计划
hub-plan Policy 算力枢纽实施方案
cloud-paper Publication 云计算白皮书
privacy-computing Technology 隐私计算
federated Technology 联邦学习
ai Technology 人工智能|AI
n28 Technology 28纳米
harmonyos Product 鸿蒙OS|鸿蒙|HarmonyOS
iphone Product iPhone
kirin Product 麒麟芯片
qilin-battery Product 麒麟电池
fate Product FATE
gigafactory Facility 上海超级工厂
guian-dc Facility 贵安数据中心
waic Event 世界人工智能大会|WAIC
shanghai Location 上海|上海市|Shanghai
shenzhen Location 深圳|深圳市|Shenzhen
beijing Location 北京|北京市|Beijing
guizhou Location 贵州
ningxia Location 宁夏
inner-mongolia Location 内蒙古
hangzhou Location 杭州
china Location 中国|China iso:CN
usa Location 美国|USA iso:US
"""

# An article a paragraph: its date and title, then a line a fact.
_ARTICLES = """
2021-05-27 中芯国际扩产
smic investsIn smic-beijing Asserted | 中芯国际向中芯京城投资20亿元。 | 20亿元=2000000000 CNY @2021-05-20
big-fund investsIn smic Asserted | 大基金向中芯国际增资15亿美元。 | 15亿美元=1500000000 USD @2020
smic locatedIn shanghai Asserted | 中芯国际总部位于上海。
smic locatedIn shenzhen Planned | 中芯国际拟在深圳设立新厂。
smic develops n28 Asserted | 中芯国际量产28纳米。
zhaohaijun worksFor smic Asserted | 赵海军任中芯国际联合首席执行官。 | #联合首席执行官
liuming worksFor smic Asserted | 刘明任中芯国际非执行董事。 | #非执行董事
huaxin-fund shareholderOf smic Asserted | 华芯投资持有中芯国际8.1%的股份。 | 8.1%=0.081
big-fund shareholderOf smic Asserted | 大基金为中芯国际第二大股东。
smic-beijing subsidiaryOf smic Asserted | 中芯京城是中芯国际的控股子公司。 | 51%=0.51

2021-06-02 大基金再出手
big-fund investsIn smic Asserted | 国家集成电路产业投资基金投资中芯国际。 | @2021
big-fund investsIn sense Speculative | 有消息称大基金或投资商汤科技。
huaxin-fund partnersWith smic Asserted | 华芯投资与中芯国际合作。

2021-06-03 鸿蒙OS发布
huawei develops harmonyos Asserted | 华为发布鸿蒙OS。 | @2021-06-02
huawei develops kirin Asserted | 华为研制麒麟芯片。
huawei locatedIn shenzhen Asserted | 华为总部位于深圳。
huawei memberOf openatom Asserted | 华为是开放原子开源基金会成员。
renzhengfei founds huawei Asserted | 任正非1987年创立华为。 | @1987
renzhengfei worksFor huawei Asserted | 任正非是华为首席执行官。 | #首席执行官
hisilicon subsidiaryOf huawei Asserted | 海思是华为的子公司。
hisilicon supplies huawei Asserted | 海思向华为供应麒麟芯片。 | +kirin
tsmc supplies huawei Negated | 台积电不再向华为供货。
huawei supplies china-mobile Asserted | 华为向中国移动供应设备。
meituan uses harmonyos Planned | 美团计划接入鸿蒙。
jd uses harmonyos Asserted | 京东已支持鸿蒙。
china-mobile partnersWith huawei Asserted | 中国移动与华为合作。
huawei competesWith zte Asserted | 华为与中兴竞争。
kirin partOf harmonyos Speculative | 麒麟芯片或是鸿蒙的一部分。

2021-05-30 隐私计算
webank develops privacy-computing Asserted | 微众银行研发隐私计算。
ant develops privacy-computing Asserted | 蚂蚁集团研发隐私计算。
webank develops fate Asserted | 微众银行开发FATE。
federated partOf privacy-computing Asserted | 联邦学习是隐私计算的一种。
ant uses federated Asserted | 蚂蚁集团采用联邦学习。
caict issues cloud-paper Asserted | 中国信通院发布《云计算白皮书》。
miit issues cloud-plan Asserted | 工信部印发《云计算发展三年行动计划》。
tencent uses ai Asserted | 腾讯采用人工智能。

2021-05-26 东数西算
ndrc issues hub-plan Asserted | 国家发展改革委印发《算力枢纽实施方案》。 | @2021-05-24
miit issues hub-plan Asserted | 工信部联合印发《算力枢纽实施方案》。 | @2021-05-24
east-west appliesTo guizhou Asserted | “东数西算”覆盖贵州、宁夏。
east-west appliesTo ningxia Asserted | “东数西算”覆盖贵州、宁夏。
east-west appliesTo inner-mongolia Planned | “东数西算”将覆盖内蒙古。
east-west partOf hub-plan Asserted | “东数西算”是《算力枢纽实施方案》的一部分。
tencent operates guian-dc Asserted | 腾讯建设贵安数据中心。
guian-dc locatedIn guizhou Asserted | 贵安数据中心位于贵州。

2021-05-28 SIAC成立
intel memberOf siac Asserted | 英特尔是SIAC成员。
qualcomm memberOf siac Asserted | 高通是SIAC成员。
apple memberOf siac Asserted | 苹果是SIAC成员。
siac locatedIn usa Asserted | SIAC设在美国。
intel competesWith nvidia Asserted | 英特尔与英伟达竞争。

2022-06-23 宁德时代的客户
catl supplies tesla Asserted | 宁德时代向特斯拉供应电池。 | +qilin-battery @2020-02
catl supplies nio Asserted | 宁德时代向蔚来供应电池。
catl develops qilin-battery Asserted | 宁德时代发布麒麟电池。 | @2022-06-23
byd competesWith catl Asserted | 比亚迪与宁德时代竞争。
byd partnersWith toyota Asserted | 比亚迪与丰田合作。
byd locatedIn shenzhen Asserted | 比亚迪位于深圳。
tesla competesWith byd Asserted | 特斯拉的竞争对手有比亚迪。
tesla competesWith nio Asserted | 特斯拉与蔚来竞争。
tesla operates gigafactory Asserted | 特斯拉运营上海超级工厂。
gigafactory locatedIn shanghai Asserted | 上海超级工厂位于上海。
gigafactory uses qilin-battery Planned | 上海超级工厂计划使用麒麟电池。

2020-12-31 软银与台积电
softbank investsIn alibaba Asserted | 软银2000年投资阿里巴巴2000万美元。 | 2000万美元=20000000 USD @2000
son founds softbank Asserted | 孙正义创办软银。
softbank shareholderOf alibaba Asserted | 软银是阿里巴巴第一大股东。
nvidia acquires arm Planned | 英伟达拟以400亿美元收购Arm。 | 400亿美元=40000000000 USD
foxconn investsIn softbank Asserted | 富士康出资软银。
tsmc supplies nvidia Asserted | 台积电为英伟达代工。
foxconn supplies apple Asserted | 富士康为苹果代工iPhone。 | +iphone
nvidia partnersWith foxconn Asserted | 英伟达与富士康合作。
apple develops iphone Asserted | 苹果推出iPhone。
apple locatedIn usa Asserted | 苹果位于美国。
tsmc competesWith samsung Asserted | 台积电与三星电子竞争。

2022-01-18 并购与监管
microsoft acquires activision Asserted | 微软以687亿美元收购动视暴雪。 | 687亿美元=68700000000 USD @2022-01
tencent investsIn jd Asserted | 腾讯投资京东13亿元。 | 13亿元=1300000000 CNY @2014
tencent investsIn meituan Asserted | 腾讯2015年投资美团10亿美元。 | 10亿美元=1000000000 USD @2015
tencent shareholderOf jd Asserted | 腾讯持有京东17%的股份。 | 17%=0.17
pony worksFor tencent Asserted | 马化腾任腾讯董事长。 | #董事会主席兼首席执行官
pony founds tencent Asserted | 马化腾创办腾讯。
samr regulates alibaba Asserted | 市场监管总局对阿里巴巴罚款182.28亿元。 | 182.28亿元=18228000000 CNY @2021-04-10
cac regulates meituan Speculative | 网信办或审查美团。
data-law regulates alibaba Asserted | 数据安全法约束阿里巴巴。
aliyun subsidiaryOf alibaba Asserted | 阿里云是阿里巴巴的子公司。
alibaba locatedIn hangzhou Asserted | 阿里巴巴位于杭州。
alibaba acquires eleme Asserted | 阿里巴巴收购饿了么。 | @2018
alibaba organizes waic Asserted | 阿里巴巴主办世界人工智能大会。
waic locatedIn shanghai Asserted | 世界人工智能大会在上海举行。
meituan competesWith eleme Asserted | 美团与饿了么竞争。
china-unicom mergesWith china-tower Negated | 中国联通并未与中国铁塔合并。
china-mobile mergesWith china-tower Speculative | 中国移动或与中国铁塔合并。
tencent partnersWith tsinghua Asserted | 腾讯与清华大学合作。
sense locatedIn shanghai Asserted | 商汤科技位于上海。
"""


def _entity(line: str) -> Entity:
    id_, type_, names, *codes = line.split(" ")
    texts = [name.replace("#", " ") for name in names.split("|")]
    return Entity(
        id=id_,
        type=EntityType(type_),
        names=tuple(Name(text, "en" if text.isascii() else "zh") for text in texts),
        identifiers=tuple(
            (code.split(":")[0], code.split(":")[1]) for code in "".join(codes).split(",") if code
        ),
        origin="lexicon",
    )


ENTITIES = {entity.id: entity for entity in map(_entity, _ENTITIES.strip().splitlines())}


def _qualifiers(text: str) -> Qualifiers:
    amount = percent = time = None
    title = product = ""
    parts = text.replace(" CNY", "_CNY").replace(" USD", "_USD").split()
    for part in parts:
        if part.startswith("@"):
            time = TimeRef(value=part[1:], text=part[1:])
        elif part.startswith("#"):
            title = part[1:]
        elif part.startswith("+"):
            product = part[1:]
        elif "%=" in part:
            percent = Decimal(part.split("=")[1])
        else:
            words, value = part.split("=")
            number, currency = value.split("_")
            amount = Money(value=Decimal(number), currency=currency, text=words)
    return Qualifiers(amount=amount, percent=percent, time=time, title=title, product=product)


def _article(paragraph: str) -> list[ox.Quad]:
    head, *lines = paragraph.splitlines()
    day, title = head.split(" ", 1)
    rows = [[cell.strip() for cell in f"{line} |".split("|")[:3]] for line in lines]
    text = "\n".join([title, *dict.fromkeys(sentence for _, sentence, _ in rows)])
    issued = date.fromisoformat(day)
    id_ = "article-" + digest_of(title, text, "", issued.isoformat())
    article = Article(id=id_, document="", title=title, text=text, issued=issued)
    facts = []
    for statement, sentence, told in rows:
        subject, relation, object_, modality = statement.split()
        start = text.index(sentence, len(title) + 1)
        facts.append(
            Fact(
                article=id_,
                subject=subject,
                relation=Relation(relation),
                object=object_,
                modality=Modality(modality),
                evidence=Span(start, start + len(sentence)),
                evidence_text=sentence,
                rule="test/1",
                confidence=0.9,
                qualifiers=_qualifiers(told),
            )
        )
    named = {name for fact in facts for name in (fact.subject, fact.object, fact.qualifiers.product) if name}
    return article_quads(article, [ENTITIES[name] for name in sorted(named)], facts, run=RUN)


QUADS = [quad for paragraph in _ARTICLES.strip().split("\n\n") for quad in _article(paragraph)] + run_quads(
    RUN
)


def industry_view(extra: str = "") -> View:
    """The graph, with extra articles where a test needs them."""
    store = ox.Store()
    more = [quad for paragraph in extra.strip().split("\n\n") if paragraph for quad in _article(paragraph)]
    fill_union(store, iter([*QUADS, *more]))
    return Dataset(store, base=DEFAULT_BASE)


def write_industry(path: Path) -> Path:
    """The graph as a file of N-Quads."""
    ox.serialize(QUADS, str(path), format=ox.RdfFormat.N_QUADS)
    return path
