"""What people of the demo's street ask for, who leads it, and who led it before the reform. All invented."""

from __future__ import annotations

from dataclasses import dataclass

STREET_OFFICE = "滨河路街道办事处"
SERVICE_CENTRE = "临波区政务服务中心"
COMMITTEE = "社区居民委员会"  # of each community
LIST = "临波区社区职责清单（演示）"
DECISION = "临波区关于撤销滨河路街道办事处的决定（演示）"
NO_PROOF = "民发〔2020〕20号 不应由基层群众性自治组织出具证明事项清单（第一批）"


@dataclass(frozen=True)
class Asked:
    """`leads` is a body, COMMITTEE for the one of each community, or "" for what is no longer needed since the reform.

    `before` led it until the reform, where that was another.
    """

    name: str
    name_en: str
    asked_as: str
    leads: str
    answer: str
    answer_en: str
    bring: str = ""
    bring_en: str = ""
    before: str = ""
    assists: tuple[str, ...] = ()
    not_ours: tuple[str, ...] = ()


ASKED = (
    Asked(
        "补领居民身份证",
        "Replacing a lost identity card",
        "身份证丢了；身份证补办；挂失身份证；办身份证；lost id card；id card stolen",
        "柳岸派出所",
        "到派出所户籍窗口补领，本人当场办理。",
        "At the household window of the police station, in person.",
        "户口簿\n本人到场（照相、按指纹）",
        "Household register\nYourself (photograph and fingerprint)",
    ),
    Asked(
        "户口登记和迁移",
        "Registering a household",
        "上户口；迁户口；新生儿入户；hukou；moving registration",
        "柳岸派出所",
        "到派出所户籍窗口办理。",
        "At the household window of the police station.",
        "身份证\n房产证或租房合同\n新生儿带出生证明",
        "Identity card\nTitle deed or lease\nFor a newborn: birth certificate",
    ),
    Asked(
        "最低生活保障申请",
        "Applying for subsistence allowance",
        "低保；困难补助；生活困难；吃低保；welfare；low income",
        SERVICE_CENTRE,
        "到区政务服务中心申请，社区可以上门代办。",
        "At the district service centre; your community can do it for you at home.",
        "身份证\n户口簿\n收入情况声明",
        "Identity card\nHousehold register\nStatement of income",
        before=STREET_OFFICE,
        assists=(COMMITTEE,),
    ),
    Asked(
        "高龄津贴",
        "Allowance for the very old",
        "老人补贴；80岁以上老人的钱；高龄补助；长寿钱；old age allowance",
        SERVICE_CENTRE,
        "满 80 岁可以申请，可由家人或社区代办。",
        "From the age of 80; the family or the community may apply.",
        "老人身份证\n银行卡",
        "Identity card of the old person\nBank card",
        before=STREET_OFFICE,
        assists=(COMMITTEE,),
    ),
    Asked(
        "残疾人两项补贴",
        "Allowances for people with a disability",
        "残疾补贴；护理补贴；残疾证；disability allowance",
        SERVICE_CENTRE,
        "先办残疾人证，再到区政务服务中心申请。",
        "First the disability certificate, then the district service centre.",
        "残疾人证\n身份证\n银行卡",
        "Disability certificate\nIdentity card\nBank card",
        before=STREET_OFFICE,
        assists=("临波区残疾人联合会",),
    ),
    Asked(
        "生育登记",
        "Registering a birth plan",
        "准生证；生育服务证；二胎三胎登记；birth registration",
        SERVICE_CENTRE,
        "怀孕后或生育后登记，也可以由社区代办。",
        "Before or after birth; the community can do it for you.",
        "夫妻双方身份证\n结婚证",
        "Identity cards of both\nMarriage certificate",
        before=STREET_OFFICE,
    ),
    Asked(
        "亲属关系证明",
        "Proof of kinship",
        "证明我妈是我妈；亲属证明；家庭关系证明；kinship certificate",
        "",
        "",
        "",
        before=STREET_OFFICE,
    ),
    Asked(
        "居住证明盖章",
        "A stamp on proof of residence",
        "居委会盖章；住址证明；开居住证明；residence stamp",
        "",
        "",
        "",
        before=STREET_OFFICE,
    ),
    Asked(
        "居住证",
        "Residence permit",
        "暂住证；外地人办证；流动人口登记；residence permit",
        "柳岸派出所",
        "住满半年可以申领，到派出所办理。",
        "After half a year; at the police station.",
        "身份证\n租房合同或单位住宿证明",
        "Identity card\nLease, or a note of the employer",
        assists=(COMMITTEE,),
    ),
    Asked(
        "摆摊和流动摊贩许可",
        "Permission for a stall",
        "摆摊；流动摊位；夜市；street stall；vendor",
        "滨河路城管执法中队",
        "到城管中队登记时段和地点。",
        "Register time and place with the city management squad.",
        "身份证",
        "Identity card",
        before=STREET_OFFICE,
        not_ours=(COMMITTEE,),
    ),
    Asked(
        "招商和企业服务",
        "Help for businesses",
        "招商引资；企业优惠；扶持政策；经济指标；business support",
        "临波区商务局",
        "找区商务局，社区不再承担经济任务。",
        "The district commerce bureau; communities have no economic tasks any more.",
        before=STREET_OFFICE,
        not_ours=(COMMITTEE,),
    ),
    Asked(
        "营业执照",
        "Business licence",
        "开店办照；个体户注册；注销执照；license to open a shop",
        "滨河路市场监管所",
        "到市场监管所或网上办理。",
        "At the market supervision office, or online.",
        "身份证\n经营场所证明",
        "Identity card\nProof of premises",
    ),
    Asked(
        "食品问题投诉",
        "Complaint about food",
        "吃坏肚子；过期食品；饭店不卫生；food poisoning；complaint restaurant",
        "滨河路市场监管所",
        "打 12315，留好小票和食品。",
        "Call 12315; keep the receipt and the food.",
    ),
    Asked(
        "噪音扰民",
        "Noise",
        "邻居太吵；装修噪音；广场舞声音大；半夜施工；noisy neighbours；construction at night",
        "滨河路城管执法中队",
        "白天找城管中队，夜里和邻里纠纷打派出所。",
        "By day the city management squad; at night, and among neighbours, the police station.",
        assists=("柳岸派出所", COMMITTEE),
    ),
    Asked(
        "垃圾和大件清运",
        "Rubbish and bulky waste",
        "大件垃圾；旧家具；垃圾没人收；垃圾桶满了；rubbish collection；old furniture",
        "临波环卫二所",
        "打环卫所电话预约，大件按约定时间放到楼下。",
        "Call the sanitation office for a time; put bulky things downstairs then.",
    ),
    Asked(
        "楼道灯和公共设施报修",
        "Broken light in the stairwell",
        "楼道灯坏了；电梯坏了；门禁坏了；路灯不亮；repair；broken lift",
        COMMITTEE,
        "先找物业；没有物业的找社区居委会。",
        "The property management; where there is none, your residents' committee.",
        assists=("临波区物业指导中心",),
    ),
    Asked(
        "停水和水费",
        "Water",
        "没水了；水管爆了；水费太高；查水表；no water；burst pipe",
        "澄湖自来水公司临波营业厅",
        "打自来水公司电话，24 小时有人。",
        "Call the waterworks, day and night.",
        "户号（账单上有）",
        "Customer number (on the bill)",
    ),
    Asked(
        "停电和电费",
        "Electricity",
        "没电了；跳闸；电费；换电表；power cut；electricity bill",
        "澄湖供电所临波营业厅",
        "打供电所电话，24 小时有人。",
        "Call the power supply office, day and night.",
        "户号（账单上有）",
        "Customer number (on the bill)",
    ),
    Asked(
        "燃气报修",
        "Gas",
        "煤气味；燃气漏气；煤气灶打不着；换煤气表；gas leak；smell of gas",
        "澄湖燃气公司临波站",
        "闻到气味先开窗、关阀、到屋外再打电话。",
        "Smell of gas: open windows, close the valve, go outside, then call.",
    ),
    Asked(
        "社保卡和养老金",
        "Social security card and pension",
        "社保卡丢了；养老金认证；退休金；pension；social security card",
        "临波区社会保险经办中心",
        "到社保经办中心；养老金认证可以在家用电话办。",
        "At the social insurance centre; pension confirmation also by telephone.",
        "身份证",
        "Identity card",
    ),
    Asked(
        "找工作和失业登记",
        "Work, and registering as unemployed",
        "失业金；招聘会；下岗；找活干；unemployed；job",
        "临波区就业服务中心",
        "到就业服务中心登记，免费。",
        "Register at the employment centre, free of charge.",
        "身份证",
        "Identity card",
        before=STREET_OFFICE,
    ),
    Asked(
        "结婚和离婚登记",
        "Marriage and divorce",
        "领结婚证；办离婚；补结婚证；marriage certificate；divorce",
        "临波区婚姻登记处",
        "双方一起到婚姻登记处，先打电话预约。",
        "Both together at the registry; call for a time first.",
        "双方身份证\n户口簿",
        "Identity cards of both\nHousehold registers",
    ),
    Asked(
        "孩子上学",
        "A school for my child",
        "入学；转学；学区；幼儿园报名；school enrolment",
        "临波区教育局",
        "每年五月看招生公告，有疑问打区教育局。",
        "See the notice in May; questions to the education bureau.",
        "户口簿\n房产证或租房合同",
        "Household register\nTitle deed or lease",
    ),
    Asked(
        "居家养老和助餐",
        "Help and meals for the old",
        "老年食堂；送饭上门；请人照顾老人；日间照料；meals on wheels；care at home",
        "临波区养老服务中心",
        "打养老服务中心电话登记，社区食堂就近用餐。",
        "Register by telephone; meals at the canteen near you.",
        before=STREET_OFFICE,
        assists=(COMMITTEE,),
    ),
    Asked(
        "业主委员会成立",
        "Founding an owners' committee",
        "成立业委会；换物业；物业费太高；物业不作为；owners committee；change property company",
        COMMITTEE,
        "先找社区居委会，由它组织筹备组。",
        "Begin with your residents' committee, which forms the preparatory group.",
        assists=("临波区物业指导中心",),
    ),
    Asked(
        "邻里纠纷调解",
        "A quarrel between neighbours",
        "邻居吵架；漏水纠纷；调解；mediation；leak from upstairs",
        COMMITTEE,
        "找社区居委会的人民调解员，不收费。",
        "The mediator of your residents' committee, free of charge.",
        assists=("柳岸派出所",),
    ),
    Asked(
        "公租房申请",
        "Public rental housing",
        "廉租房；公租房；申请住房；public housing",
        "临波区公租房管理中心",
        "到公租房管理中心申请，轮候结果公示。",
        "Apply at the public housing centre; the waiting list is public.",
        "身份证\n收入情况声明\n住房情况声明",
        "Identity card\nStatement of income\nStatement of housing",
        before=STREET_OFFICE,
    ),
    Asked(
        "疫苗和家庭医生",
        "Vaccination and family doctor",
        "打疫苗；预防针；家庭医生签约；量血压；vaccination；doctor",
        "临波区卫生健康局",
        "到离家最近的社区卫生服务站。",
        "At the health station near you.",
        "预防接种证或身份证",
        "Vaccination record or identity card",
    ),
)

# Where it is not one body for all: in these communities another one leads.
ELSEWHERE = {
    "柳岸派出所": "东门派出所",
    "临波区卫生健康局": "",
}

POINTS = (
    (
        SERVICE_CENTRE,
        "综合窗口",
        "中兴路 8 号一楼",
        "0800-300001",
        "周一至周五 9:00-12:00，13:30-17:00；周六 9:00-12:00",
        True,
    ),
    ("柳岸派出所", "户籍窗口", "柳岸路2号", "0800-200301", "周一至周六 9:00-12:00，14:00-17:30", True),
    ("东门派出所", "户籍窗口", "东门街40号", "0800-200302", "周一至周六 9:00-12:00，14:00-17:30", False),
    ("滨河路城管执法中队", "值班室", "滨河路88号", "0800-200601", "每天 8:00-20:00", True),
    ("滨河路市场监管所", "登记窗口", "滨河路90号", "12315", "周一至周五 9:00-12:00，13:30-17:00", True),
    ("临波环卫二所", "调度室", "滨河路 120 号", "0800-200602", "每天 6:00-21:00", False),
    ("澄湖自来水公司临波营业厅", "营业厅", "中兴路12号", "0800-201101", "每天 8:30-17:30", True),
    ("澄湖供电所临波营业厅", "营业厅", "中兴路14号", "0800-201102", "每天 8:30-17:30", True),
    ("澄湖燃气公司临波站", "抢修值班", "中兴路16号", "0800-201103", "24小时", False),
    ("临波区社会保险经办中心", "服务大厅", "中兴路 30 号", "0800-200502", "周一至周五 9:00-12:00，13:30-17:00", True),
    ("临波区就业服务中心", "服务大厅", "中兴路 32 号", "0800-200501", "周一至周五 9:00-12:00，13:30-17:00", True),
    ("临波区婚姻登记处", "登记窗口", "中兴路66号", "0800-200403", "周一至周六 9:00-12:00，13:30-17:00", True),
    ("临波区养老服务中心", "接待室", "敬老巷3号", "0800-200401", "每天 8:00-18:00", True),
    ("临波区公租房管理中心", "窗口", "中兴路 40 号", "0800-200803", "周一至周五 9:00-12:00，13:30-17:00", True),
)
COMMITTEE_HOURS = "周一至周五 8:30-12:00，14:00-18:00；周六 9:00-12:00"
