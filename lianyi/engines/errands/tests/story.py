"""Lao Feng's papers: a fire burned them all; offices in Guiyang, an old home in Wuhan."""

from lianyi.engines.errands import Counter, Issuer, Paper, Person, Problem, Way

GUIYANG, WUHAN = "贵阳", "武汉"
POLICE, EMPLOYER, CENTRE, REGISTRY = "派出所", "原发证单位", "社区服务中心", "民政局"
BOOK, CARD, MARRIAGE, STUB, CERTIFICATE = "户口簿", "身份证", "婚姻证明", "存根", "独子证"
WHO_I_AM, NO_SECOND = "我是我证明", "无再生育证明"

SELF, PROXY, POST = Way.IN_PERSON, Way.PROXY, Way.POST
MANDATED = frozenset({SELF, PROXY})
SENT = frozenset({SELF, POST})

COUNTERS = (
    Counter(POLICE, GUIYANG, "小河大道", "09:00-17:00"),
    Counter(CENTRE, GUIYANG, "清浦社区"),
    Counter(REGISTRY, WUHAN, "江岸"),
    Counter(EMPLOYER, WUHAN, "厂区"),
)

PAPERS = (
    Paper(BOOK, (Issuer(POLICE, frozenset({SELF}), SENT),), days=7, is_collected=True),
    Paper(CARD, (Issuer(POLICE, frozenset({SELF}), SENT),), frozenset({BOOK}), fee=4000, days=20, is_collected=True),
    Paper(
        MARRIAGE,
        (Issuer(REGISTRY, MANDATED, MANDATED | {POST}),),
        frozenset({CARD}),
        days=3,
        is_collected=True,
        valid_for=180,
    ),
    Paper(STUB, (Issuer(EMPLOYER, MANDATED),), frozenset({MARRIAGE, WHO_I_AM})),
    Paper(CERTIFICATE, (Issuer(CENTRE, frozenset({SELF})),), frozenset({STUB, NO_SECOND}), days=1),
    Paper(WHO_I_AM, is_void=True),
    Paper(NO_SECOND, is_void=True),
)

FENG = Person(GUIYANG, proxy_in=frozenset({GUIYANG, WUHAN}))
PROBLEM = Problem(PAPERS, COUNTERS, FENG, frozenset({CERTIFICATE}), post_days=2)
