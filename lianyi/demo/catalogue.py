"""What the people of the demo town can wish for: topics with how many like them, and when and where they meet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """`pull` is the relative popularity from which wishes are drawn; sizes are those of the proposal."""

    name: str
    bond: str
    pull: float
    minimum: int
    maximum: int
    meets_at: str = ""
    meets_when: str = ""


TOPICS: tuple[Topic, ...] = (
    Topic("太极拳", "interest", 9.0, 10, 34, "滨河步道东亭", "每天 6:30"),
    Topic("棋艺", "interest", 7.5, 10, 30, "活动室一楼棋桌", "周二、周四 14:00"),
    Topic("歌舞", "interest", 8.0, 10, 34, "小剧场", "周三 19:00"),
    Topic("书画", "interest", 6.0, 8, 30, "活动室三楼画室", "周六 9:00"),
    Topic("园艺", "interest", 5.5, 8, 30, "屋顶花园", "周日 8:30"),
    Topic("摄影", "interest", 5.0, 8, 30, "活动室二楼", "每月第一个周六"),
    Topic("读书", "interest", 5.5, 8, 30, "社区书屋", "周五 19:30"),
    Topic("健步走", "interest", 6.5, 10, 34, "东门集合", "每天 19:00"),
    Topic("乒乓球", "interest", 5.0, 8, 30, "球室", "周二、周六 19:00"),
    Topic("编织", "interest", 1.2, 8, 26, "活动室二楼", "周四 9:00"),
    Topic("烘焙", "interest", 0.9, 8, 26, "共享厨房", "隔周周日 14:00"),
    Topic("戏曲", "interest", 1.1, 8, 26, "小剧场", "周一 14:30"),
    Topic("骑行", "interest", 0.8, 8, 26, "东门集合", "周日 7:00"),
    Topic("手机课堂", "interest", 1.0, 8, 26, "活动室二楼", "周三 9:30"),
    Topic("茶艺", "interest", 0.7, 8, 26, "社区书屋", "周六 15:00"),
    Topic("钓鱼", "interest", 0.5, 8, 26, "柳湖南岸", "周末"),
    Topic("手工", "interest", 0.5, 8, 26, "活动室二楼", "周五 14:00"),
    Topic("观鸟", "interest", 0.3, 8, 26, "柳湖湿地", "每月第二个周日"),
    Topic("教育", "trade", 5.5, 8, 34, "社区书屋", "每月第一个周四"),
    Topic("医护", "trade", 5.0, 8, 34, "卫生站会议室", "每月第二个周四"),
    Topic("商贸服务", "trade", 5.5, 8, 34, "商会会议室", "每月第三个周二"),
    Topic("交通物流", "trade", 4.5, 8, 34, "公交站休息室", "每月第一个周一"),
    Topic("建筑", "trade", 0.9, 8, 30, "活动室一楼", "每月第三个周四"),
    Topic("餐饮", "trade", 0.8, 8, 30, "共享厨房", "每月第四个周一"),
    Topic("信息技术", "trade", 0.8, 8, 30, "线上", "每月第二个周三"),
    Topic("文化传媒", "trade", 0.5, 8, 30, "小剧场", "每月第四个周四"),
)

# Where somebody works pulls them to the group of that trade.
TRADES: dict[str, tuple[str, ...]] = {
    "教育": ("小学教师", "中学教师", "幼儿园教师", "退休教师"),
    "医护": ("护士", "社区医生", "药房店员", "退休医生"),
    "商贸服务": ("商场营业员", "便利店店主", "会计", "理发师"),
    "交通物流": ("公交司机", "快递员", "出租车司机", "仓库管理员"),
    "建筑": ("电工", "测量员", "泥瓦工"),
    "餐饮": ("厨师", "早餐店店主", "服务员"),
    "信息技术": ("程序员", "网络维护"),
    "文化传媒": ("记者", "平面设计"),
    "": ("退休", "家务", "学生", "保安", "保洁", "机械厂工人"),
}
