"""The papers on the map of the demo as pure data: where each is had, what it needs.

Offices, fees and days are invented. A household register, an identity card, proof of a marriage, a stub at a former
employer and the certificate of an only child, in two cities, are those that somebody of a report of 2011 ran after for
years.
"""

from __future__ import annotations

from dataclasses import dataclass

from lianyi.demo.subjects import SERVICE_CENTRE

HOME, AWAY = "澄湖", "雾城"
POLICE, POLICE_EAST = "柳岸派出所", "东门派出所"
REGISTRY_AWAY, EMPLOYER = "雾城市渡口区婚姻登记处", "雾城第二机床厂留守办公室"
SOURCE = "办事指南（演示）"


@dataclass(frozen=True)
class At:
    """Where: a body, which is at home unless another city is named, and the ways: self, proxy, post, online.

    `sends`: on request it is sent back. `proxy_collects`: somebody else may collect it.
    """

    body: str
    ways: tuple[str, ...] = ("in_person",)
    city: str = HOME
    sends: bool = False
    proxy_collects: bool = False


@dataclass(frozen=True)
class Paper:
    """A paper. `needs`: all of them; `one_of`: one will do. `fee` in cents, `proof` makes it one nobody may demand."""

    name: str
    name_en: str
    also_called: str
    at: tuple[At, ...] = ()
    needs: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    fee: int = 0
    days: int = 0
    is_collected: bool = False
    holds_days: int | None = None
    is_common: bool = False
    subject: str = ""
    proof: str = ""
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class Office:
    """A body of the other city with its window: (name, window, address, telephone, hours)."""

    name: str
    window: str
    address: str
    phone: str
    hours: str


OFFICES = (
    Office(REGISTRY_AWAY, "档案窗口", "雾城渡口路 21 号", "0800-500101", "周一至周五 9:00-12:00，13:30-17:00"),
    Office(EMPLOYER, "留守办公室", "雾城江北路 300 号旧厂区", "0800-500102", "周二、周四 9:00-11:30"),
)
EITHER = ("in_person", "proxy")
BOTH_POLICE = (At(POLICE), At(POLICE_EAST))

PAPERS = (
    Paper(
        "户口簿",
        "Household register",
        "户口本；户籍簿；hukou",
        BOTH_POLICE,
        days=7,
        is_common=True,
        subject="户口登记和迁移",
        note="办好后由派出所寄到家。",
        note_en="The police station sends it to your home.",
    ),
    Paper(
        "身份证",
        "Identity card",
        "居民身份证；二代证；id card",
        (At(POLICE, sends=True, proxy_collects=True), At(POLICE_EAST, sends=True, proxy_collects=True)),
        needs=("户口簿",),
        fee=4000,
        days=20,
        is_collected=True,
        is_common=True,
        subject="补领居民身份证",
        note="要本人到场照相、按指纹。",
        note_en="You have to come yourself for the photograph.",
    ),
    Paper(
        "婚姻登记证明",
        "Proof of a registered marriage",
        "婚姻证明；结婚档案证明；婚姻登记档案",
        (At(REGISTRY_AWAY, EITHER, AWAY, sends=True),),
        needs=("身份证",),
        days=3,
        is_collected=True,
        holds_days=180,
        subject="结婚和离婚登记",
        note="在雾城登记结婚的，档案在雾城。",
        note_en="For marriages registered in Wucheng.",
    ),
    Paper(
        "原单位存根",
        "Stub at the former employer",
        "原发证单位存根；独生子女登记存根",
        (At(EMPLOYER, EITHER, AWAY),),
        needs=("婚姻登记证明", "我是我证明"),
        subject="生育登记",
        note="先打电话，办公室每周只开两个上午。",
        note_en="Telephone first: the office is open two mornings a week.",
    ),
    Paper(
        "独生子女父母光荣证",
        "Certificate of an only child",
        "独子证；独生子女证；光荣证",
        (At(SERVICE_CENTRE),),
        needs=("原单位存根", "无再生育证明"),
        days=1,
        subject="生育登记",
        note="材料齐的第二天送到家。",
        note_en="Brought to your home the day after everything is there.",
    ),
    Paper(
        "社会保障卡",
        "Social security card",
        "社保卡；医保卡",
        (At("临波区社会保险经办中心", ("in_person", "proxy", "online")),),
        needs=("身份证",),
        days=5,
        is_common=True,
        subject="社保卡和养老金",
    ),
    Paper(
        "结婚证（补领）",
        "Marriage certificate, replaced",
        "结婚证",
        (At("临波区婚姻登记处"),),
        needs=("身份证", "户口簿"),
        subject="结婚和离婚登记",
        note="双方一起来，先打电话预约。",
        note_en="Both come together; telephone for a time.",
    ),
    Paper(
        "出生医学证明（补发）",
        "Birth certificate, replaced",
        "出生证；准生证",
        (At("临波区人民医院", EITHER, sends=True),),
        needs=("身份证", "户口簿"),
        days=10,
        is_collected=True,
        subject="户口登记和迁移",
    ),
    Paper(
        "不动产权证书（补发）",
        "Title deed, replaced",
        "房产证；房本；不动产证",
        (At(SERVICE_CENTRE, sends=True),),
        needs=("身份证",),
        fee=8000,
        days=15,
        is_collected=True,
    ),
    Paper(
        "不动产登记查询结果",
        "Extract of the land register",
        "房产证明；无房证明；住房证明",
        (At(SERVICE_CENTRE, ("in_person", "proxy", "online")),),
        needs=("身份证",),
        holds_days=30,
        subject="公租房申请",
    ),
    Paper(
        "房屋租赁备案证明",
        "Proof of a registered lease",
        "租房合同备案；租赁登记",
        (At(SERVICE_CENTRE, ("in_person", "online")),),
        needs=("身份证",),
        days=3,
        subject="居住证",
    ),
    Paper(
        "居住证",
        "Residence permit",
        "暂住证；流动人口居住证",
        (At(POLICE, sends=True), At(POLICE_EAST, sends=True)),
        needs=("身份证",),
        one_of=("房屋租赁备案证明", "不动产登记查询结果"),
        days=15,
        is_collected=True,
        subject="居住证",
    ),
    Paper(
        "无犯罪记录证明",
        "Certificate of no criminal record",
        "无犯罪证明；政审证明",
        (At(POLICE, ("in_person", "proxy", "online")),),
        needs=("身份证",),
        days=3,
        holds_days=90,
        note="由派出所出具，居委会不开。",
        note_en="The police station issues it; residents’ committees do not.",
    ),
    Paper(
        "残疾人证",
        "Disability certificate",
        "残疾证",
        (At("临波区残疾人联合会", EITHER, sends=True),),
        needs=("身份证", "户口簿"),
        days=20,
        is_collected=True,
        subject="残疾人两项补贴",
    ),
    Paper(
        "参保缴费证明",
        "Proof of social insurance",
        "社保证明；社保缴费记录",
        (At("临波区社会保险经办中心", ("in_person", "proxy", "online")),),
        needs=("身份证",),
        holds_days=90,
        subject="社保卡和养老金",
    ),
    Paper(
        "老年人优待证",
        "Card for the old",
        "老年证；敬老卡",
        (At("临波区养老服务中心", EITHER),),
        needs=("身份证",),
        subject="高龄津贴",
    ),
    Paper(
        "驾驶证（补领）",
        "Driving licence, replaced",
        "驾照；驾驶证",
        (At("临波交警二中队", ("in_person", "online")),),
        needs=("身份证", "证件遗失证明"),
        fee=1000,
        days=3,
    ),
    Paper(
        "毕业证明书",
        "Proof of graduation",
        "毕业证；学历证明",
        (At("临波第三中学", ("in_person", "proxy", "post"), sends=True),),
        needs=("身份证",),
        days=10,
        is_collected=True,
        note="毕业证丢了不补发，学校出具证明书，效力相同。",
        note_en="A lost diploma is not replaced; the school’s proof counts the same.",
    ),
    Paper("我是我证明", "Proof that I am I", "身份证明；本人证明；证明我是我", proof="identity"),
    Paper("无再生育证明", "Proof of no further child", "婚育证明；计生证明；未再生育证明", proof="childbearing"),
    Paper("证件遗失证明", "Proof that papers were lost", "遗失证明；挂失证明；登报", proof="lost_papers"),
    Paper("亲属关系证明", "Proof of kinship", "证明我妈是我妈；亲属证明", proof="kinship"),
    Paper("健在证明", "Proof of being alive", "活着证明；生存证明；养老金认证", proof="being_alive"),
)
WANTED = "独生子女父母光荣证"
