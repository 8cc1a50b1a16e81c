"""The bodies of the demo's street as pure data: lines, organisations, businesses. All invented.

Forty-two organisations of different lines and more than 520 businesses in ten communities, as in a report of 2011.
Codes of regions begin with a county that does not exist; credit codes end with the check character that fits.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stdnum.cn import uscc

CITY, CITY_CODE = "澄湖市", "529900000000"
DISTRICT, DISTRICT_CODE = "临波区", "529901000000"
STREET = "滨河路街道"
STREET_CODE = "529901001"
COMMUNITIES = ("柳岸", "新桥", "河湾", "东门", "北塔", "百花", "青石巷", "望江", "铁路新村", "南湖")
REFORM = date(2025, 3, 1)
PLANNED = date(2030, 1, 1)
BUSINESSES = 521  # the last of them is the first once more, as somebody else wrote it down
EVERYWHERE = COMMUNITIES


@dataclass(frozen=True)
class Body:
    """`areas` are names of communities; none: the whole district."""

    name: str
    line: str
    areas: tuple[str, ...] = ()
    also_called: str = ""
    address: str = ""
    phone: str = ""


LINES = (
    Body("临波区教育局", "临波区人民政府", also_called="教育局；教委", phone="0800-100101"),
    Body("临波区卫生健康局", "临波区人民政府", also_called="卫健局；卫生局；计生委", phone="0800-100102"),
    Body("临波公安分局", "临波区人民政府", also_called="公安局；警察", phone="110"),
    Body("临波区民政局", "临波区人民政府", also_called="民政局", phone="0800-100104"),
    Body("临波区人力资源和社会保障局", "临波区人民政府", also_called="人社局；社保局；劳动局", phone="0800-100105"),
    Body("临波区城市管理局", "临波区人民政府", also_called="城管局；城管", phone="0800-100106"),
    Body("临波区市场监督管理局", "临波区人民政府", also_called="市场监管局；工商局；质监局", phone="0800-100107"),
    Body("临波区住房和城乡建设局", "临波区人民政府", also_called="住建局；房管局", phone="0800-100108"),
    Body("临波区文化和旅游局", "临波区人民政府", also_called="文旅局；文化局", phone="0800-100109"),
    Body("临波区商务局", "临波区人民政府", also_called="商务局；经贸局", phone="0800-100110"),
    Body("澄湖市公用事业集团", "澄湖市人民政府", also_called="公用集团", phone="0800-100111"),
    Body("澄湖市交通运输局", "澄湖市人民政府", also_called="交通局", phone="0800-100112"),
)

UNITS = (
    Body("柳岸小学", "临波区教育局", ("柳岸", "新桥")),
    Body("柳岸幼儿园", "临波区教育局", ("柳岸",)),
    Body("临波第三中学", "临波区教育局", ("东门", "北塔", "百花")),
    Body("青石巷小学", "临波区教育局", ("青石巷", "望江")),
    Body("南湖幼儿园", "临波区教育局", ("南湖",)),
    Body("临波社区学院", "临波区教育局", EVERYWHERE),
    Body("柳岸社区卫生服务站", "临波区卫生健康局", ("柳岸", "新桥"), address="柳岸路18号", phone="0800-200201"),
    Body("东门社区卫生服务中心", "临波区卫生健康局", ("东门", "北塔", "百花", "望江"), address="东门街6号"),
    Body("临波区人民医院", "临波区卫生健康局", EVERYWHERE, address="中兴路100号", phone="0800-200203"),
    Body("南湖护理院", "临波区卫生健康局", ("南湖", "铁路新村")),
    Body(
        "柳岸派出所",
        "临波公安分局",
        ("柳岸", "新桥", "河湾", "南湖"),
        also_called="派出所",
        address="柳岸路2号",
        phone="0800-200301",
    ),
    Body(
        "东门派出所",
        "临波公安分局",
        ("东门", "北塔", "百花", "青石巷", "望江", "铁路新村"),
        also_called="派出所",
        address="东门街40号",
        phone="0800-200302",
    ),
    Body("临波交警二中队", "临波公安分局", EVERYWHERE),
    Body("临波消防救援站", "临波公安分局", EVERYWHERE, phone="119"),
    Body("临波区养老服务中心", "临波区民政局", EVERYWHERE, address="敬老巷3号", phone="0800-200401"),
    Body("柳岸日间照料站", "临波区民政局", ("柳岸",)),
    Body("临波区婚姻登记处", "临波区民政局", EVERYWHERE, address="中兴路66号", phone="0800-200403"),
    Body("临波区残疾人联合会", "临波区民政局", EVERYWHERE, also_called="残联", phone="0800-200404"),
    Body(
        "临波区就业服务中心",
        "临波区人力资源和社会保障局",
        EVERYWHERE,
        also_called="人才市场；职介所",
        phone="0800-200501",
    ),
    Body(
        "临波区社会保险经办中心", "临波区人力资源和社会保障局", EVERYWHERE, also_called="社保中心", phone="0800-200502"
    ),
    Body("临波区劳动监察大队", "临波区人力资源和社会保障局", EVERYWHERE),
    Body(
        "滨河路城管执法中队",
        "临波区城市管理局",
        EVERYWHERE,
        also_called="城管队",
        address="滨河路88号",
        phone="0800-200601",
    ),
    Body("临波环卫二所", "临波区城市管理局", EVERYWHERE, also_called="环卫所；扫街的", phone="0800-200602"),
    Body("滨河绿化管理所", "临波区城市管理局", ("柳岸", "河湾", "望江", "南湖")),
    Body(
        "滨河路市场监管所",
        "临波区市场监督管理局",
        EVERYWHERE,
        also_called="工商所",
        address="滨河路90号",
        phone="12315",
    ),
    Body("临波区食品检验站", "临波区市场监督管理局", EVERYWHERE),
    Body("临波区物业指导中心", "临波区住房和城乡建设局", EVERYWHERE, phone="0800-200801"),
    Body("临波区房屋安全鉴定站", "临波区住房和城乡建设局", EVERYWHERE),
    Body("临波区公租房管理中心", "临波区住房和城乡建设局", EVERYWHERE, phone="0800-200803"),
    Body("临波区图书馆", "临波区文化和旅游局", EVERYWHERE, address="文昌路1号", phone="0800-200901"),
    Body("滨河剧场", "临波区文化和旅游局", ("柳岸", "东门")),
    Body("临波区文化馆", "临波区文化和旅游局", EVERYWHERE),
    Body("柳岸菜市场", "临波区商务局", ("柳岸",)),
    Body("东门商业街管理处", "临波区商务局", ("东门", "北塔")),
    Body("临波百货大楼", "临波区商务局", ("东门",)),
    Body(
        "澄湖自来水公司临波营业厅",
        "澄湖市公用事业集团",
        EVERYWHERE,
        also_called="自来水公司；水务",
        address="中兴路12号",
        phone="0800-201101",
    ),
    Body(
        "澄湖供电所临波营业厅",
        "澄湖市公用事业集团",
        EVERYWHERE,
        also_called="供电局；电力公司",
        address="中兴路14号",
        phone="0800-201102",
    ),
    Body("澄湖燃气公司临波站", "澄湖市公用事业集团", EVERYWHERE, also_called="煤气公司", phone="0800-201103"),
    Body("澄湖供热站", "澄湖市公用事业集团", ("东门", "北塔", "百花", "铁路新村")),
    Body("公交三场", "澄湖市交通运输局", ("柳岸", "南湖"), phone="0800-201201"),
    Body("铁路新村停车管理处", "澄湖市交通运输局", ("铁路新村", "望江")),
    Body("滨河码头管理所", "澄湖市交通运输局", ("河湾", "柳岸")),
)

TRADES = (
    "小吃店",
    "面馆",
    "包子铺",
    "超市",
    "便利店",
    "水果店",
    "药店",
    "理发店",
    "五金店",
    "裁缝铺",
    "洗衣店",
    "书店",
    "花店",
    "茶庄",
    "文具店",
    "修车铺",
    "手机维修",
    "打印社",
    "眼镜店",
    "母婴店",
    "烘焙坊",
    "火锅店",
    "诊所",
    "家政服务部",
    "快递驿站",
    "房产中介",
    "宠物店",
    "健身房",
    "培训班",
    "干货行",
)
FIRST = "福禄安康瑞兴旺和顺泰丰盛隆昌永吉祥庆德义仁诚信明华荣美佳佰汇润源宏达鑫金玉桂兰梅竹松柏春夏秋晨"
ROADS = ("滨河路", "中兴路", "东门街", "柳岸路", "北塔巷", "百花路", "青石巷", "望江路", "南湖路", "铁路一村")


@dataclass(frozen=True)
class Business:
    name: str
    community: str
    code: str
    address: str
    phone: str


def businesses() -> Iterator[Business]:
    """Each with a name of its own within its community, and a code whose check character fits."""
    draw = random.Random(520)
    taken: set[str] = set()
    first: Business | None = None
    for number in range(1, BUSINESSES):
        at = draw.randrange(len(COMMUNITIES))
        name = ""
        while not name or name in taken:
            name = f"{draw.choice(FIRST)}{draw.choice(FIRST)}{draw.choice(TRADES)}"
        taken.add(name)
        made = Business(
            name,
            COMMUNITIES[at],
            credit_code("92", number),
            f"{ROADS[at]}{draw.randint(1, 200)}号",
            f"0600-88{number:04d}",
        )
        first = first or (made if made.community == COMMUNITIES[0] else None)
        yield made
    if first is not None:
        yield Business(f"{first.name}有限公司", first.community, "", "", first.phone)


def credit_code(kind: str, number: int) -> str:
    """An invented code: kind of body, the county that does not exist, a running number, the check character."""
    first = f"{kind}529901MA{number:07d}"
    return first + uscc.calc_check_digit(first)
