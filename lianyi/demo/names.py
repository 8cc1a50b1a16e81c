"""Invented people: family and given names put together at random. Any likeness to somebody is chance."""

from __future__ import annotations

import random
from collections.abc import Iterator

FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟"
    "熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
FAMILY_DOUBLE = ("欧阳", "司徒", "上官", "诸葛")
FIRST = "建国文明志永春秀玉桂海晓小丽美思雅子嘉宇雨佳欣俊立庆振世光德福荣启天云月素兰红金凤"
SECOND = "华英芳军平强杰敏静伟勇艳娟涛明超兰霞玲辉梅琴林波宁婷雪峰龙飞鹏琳莹凯怡然轩悦晨阳岚舟远安和清"


def names(draw: random.Random) -> Iterator[str]:
    """Endless invented names; a few come twice, as they do in real rosters."""
    while True:
        family = draw.choice(FAMILY_DOUBLE) if draw.random() < 0.01 else draw.choice(FAMILY)
        given = draw.choice(FIRST + SECOND) if draw.random() < 0.2 else draw.choice(FIRST) + draw.choice(SECOND)
        yield family + given


def phone(draw: random.Random) -> str:
    """A number as a roster takes it, which rings nobody's bell: no place of the country has the area code 0600."""
    return f"0600-{draw.randrange(2 * 10**6, 9 * 10**6)}"
