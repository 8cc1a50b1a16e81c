"""The two long matters of the demo as pure data, told step by step. People, offices and days are invented.

A remark at the chess table takes seventeen visits and ends as an owners' committee; somebody who lost all papers runs
for years, and has the certificate one day after the last paper is there. Both stand in a report of 2011.
"""

from __future__ import annotations

from dataclasses import dataclass

REMARK = "棋桌上说起：机械厂宿舍没有物管，垃圾没人清"
LOST = "火灾烧毁全部证件，独生子女证一直补不下来"


@dataclass(frozen=True)
class Visit:
    """`day` counts from the day of the remark. `cause` is why the way was in vain, "" when it was needed.

    `done` are the steps of the playbook that were done with it.
    """

    day: int
    office: str
    said: str
    next_step: str
    cause: str = ""
    done: str = ""


VISITS = (
    Visit(
        2,
        "机械厂宿舍 1 号楼楼下",
        "和六户人家当面核实：三年没有物管，楼道灯坏了九盏。",
        "问居委会怎么办",
        done="hear-neighbours",
    ),
    Visit(
        5,
        "社区居民委员会",
        "没有物管又没有业委会的，先成立业主委员会。",
        "去物业指导中心问手续",
        done="check-conditions",
    ),
    Visit(7, "临波区物业指导中心", "窗口周三下午不办公。", "换一天再来", "closed"),
    Visit(9, "临波区物业指导中心", "要先有二十户以上联名申请。", "挨家联名"),
    Visit(14, "机械厂宿舍各单元", "联名四十一户。", "交申请", done="gather-signatures"),
    Visit(16, "临波区物业指导中心", "联名表缺房号一栏，退回重填。", "补房号", "missing_paper"),
    Visit(21, "临波区物业指导中心", "收下申请，出具收件单。", "等批复，同时备业主清册", done="hand-in-request"),
    Visit(28, "滨河路城管执法中队", "业主清册不归城管，走错了门。", "去住建局要清册", "wrong_place"),
    Visit(30, "临波区住房和城乡建设局", "清册可以调取，要居委会开介绍信。", "请居委会协助", "missing_paper"),
    Visit(33, "社区居民委员会", "介绍信当场开好。", "再去住建局"),
    Visit(
        35,
        "临波区住房和城乡建设局",
        "调到清册：一百户，一万平方米。",
        "组筹备组",
        done="estate-papers owners-roll publish-roll",
    ),
    Visit(44, "活动室一楼", "筹备组七人推选出来，业主代表四人。", "公示三天", done="preparatory-group announce-group"),
    Visit(
        52,
        "机械厂宿舍门口公示栏",
        "候选人九名公示，没有异议。",
        "发表决票",
        done="draft-rules candidates announce-candidates",
    ),
    Visit(
        67,
        "机械厂宿舍各单元",
        "上门发票收票：参加表决七十一户、七千一百平方米。",
        "唱票",
        done="notify-owners first-meeting",
    ),
    Visit(69, "活动室一楼", "唱票：面积、人数都过半，五名委员当选。", "备案", done="count publish-result"),
    Visit(75, "临波区物业指导中心", "备案材料齐，当场收下。", "刻章、选物业", done="filing"),
    Visit(83, "机械厂宿舍门口", "新物业进场，垃圾清了，楼道灯亮了。", "请大家说说解决了没有"),
)
LESSONS = (  # (step of the playbook, what the next one should know)
    ("hand-in-request", "物业指导中心周三下午不办公，先打电话。"),
    ("gather-signatures", "联名表要有房号一栏，少一栏就要重跑。"),
    ("owners-roll", "业主清册在住建局，介绍信先在居委会开好，一趟就够。"),
)

TRIPS = (  # (years before, where, why in vain)
    (4.9, "柳岸派出所", ""),
    (4.7, "原单位人事科（邻市）", "missing_paper"),
    (4.4, "滨河路街道办事处", "wrong_place"),
    (4.1, "柳岸派出所", "missing_paper"),
    (3.6, "原单位人事科（邻市）", "absent"),
    (3.2, "滨河路街道办事处", "wrong_word"),
    (2.7, "临波区婚姻登记处", "missing_paper"),
    (2.1, "原单位人事科（邻市）", ""),
    (1.6, "滨河路街道办事处", "wrong_word"),
    (1.1, "临波区政务服务中心", "missing_paper"),
    (0.4, "临波区婚姻登记处", ""),
)

# What comes in every day: (topic, subject or "", kind, whether neighbours may see it).
DAILY = (
    ("三栋门口的路灯不亮", "楼道灯和公共设施报修", "report", True),
    ("楼道里堆了旧家具，过不去人", "垃圾和大件清运", "report", True),
    ("半夜还在装修，孩子睡不着", "噪音扰民", "complaint", False),
    ("广场舞声音太大", "噪音扰民", "complaint", True),
    ("垃圾桶满了三天没人收", "垃圾和大件清运", "complaint", True),
    ("想问高龄津贴怎么办", "高龄津贴", "question", False),
    ("低保申请要带什么", "最低生活保障申请", "question", False),
    ("单元门的门禁坏了", "楼道灯和公共设施报修", "report", True),
    ("老人一个人住，想要助餐", "居家养老和助餐", "help", False),
    ("楼上漏水，说了几次没用", "邻里纠纷调解", "help", False),
    ("建议在三号门加一张长椅", "", "suggestion", True),
    ("河边步道缺一段栏杆", "", "report", True),
    ("夜里烧烤摊的烟进屋", "噪音扰民", "complaint", False),
    ("电梯经常停在半层", "楼道灯和公共设施报修", "complaint", True),
    ("小区里没有地方停电动车", "", "suggestion", True),
)
