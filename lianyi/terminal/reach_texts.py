"""What ``lianyi reach`` and ``lianyi site`` say, in English and Chinese."""

from collections.abc import Mapping

STREET_FAULTS: Mapping[str, tuple[str, str]] = {
    "in_file": ("{file}: {detail}", "{file}：{detail}"),
    "bad_speed": (
        "--speed {speed}: between 1 and 200 metres a minute.",
        "--speed {speed}：应在每分钟 1 至 200 米之间。",
    ),
    "bad_minutes": ("--minutes {minutes}: more than 0, at most 600.", "--minutes {minutes}：应大于 0，不超过 600。"),
    "bad_detour": (
        "--detour {detour}: a walk is never shorter than the straight line.",
        "--detour {detour}：不能小于 1。",
    ),
    "detour_with_network": (
        "--detour is for straight lines; with a street network walks are measured.",
        "--detour 只用于没有路网时的直线估算；有路网时按道路计算。",
    ),
    "bad_moment": (
        "--at {at}: write “now”, “weekday 10:00”, “saturday 19:30” or 2026-11-26 10:00.",
        "--at {at}：请写成“现在”“工作日 10:00”“周六 19:30”或 2026-11-26 10:00。",
    ),
    "too_many_rows": (
        "-o {file}: {rows} rows do not fit a sheet of Excel; take .csv.",
        "-o {file}：{rows} 行放不进 Excel 工作表；请用 .csv。",
    ),
    "straight_lines": (
        "There is no street network: walks are straight lines times {detour}. Rivers, railways and walls do not exist "
        "for them; about one home in four may come out on the wrong side of the limit.",
        "没有路网：步行距离按直线乘以 {detour} 估算，河流、铁路和围墙都不计；大约四分之一的住处可能判断有误。",
    ),
    "not_reached_by_streets": (
        "{count} of {all} in {file} have no street near that can be walked and are counted as not reached.",
        "{file} 中 {all} 处有 {count} 处附近没有可步行的道路，按不可达计。",
    ),
    "unusable_streets": (
        "{file}: the streets cannot be used: {detail}.",
        "{file}：路网无法使用：{detail}。",
    ),
    "bad_k": ("-k {k}: how many new points, at least 1.", "-k {k}：新增点数至少为 1。"),
    "k_needed": ("Say with -k how many new points there are to be.", "请用 -k 指明新增多少个点。"),
    "bad_share": ("--share {share}: more than 0, at most 1.", "--share {share}：应大于 0，不超过 1。"),
    "unknown_candidate": (
        "--exclude {name}: there is no such candidate in {file}.",
        "--exclude {name}：{file} 中没有这个候选点。",
    ),
    "several_categories": (
        "{file} has several categories ({categories}); say with --category which one is planned.",
        "{file} 有好几个类别（{categories}）；请用 --category 指明规划哪一类。",
    ),
    "unknown_category": (
        "{file} has no points of category {category}; it has: {categories}.",
        "{file} 中没有类别“{category}”；现有：{categories}。",
    ),
    "same_id": (
        "“{name}” is both in {file} and in {other}; ids must differ.",
        "“{name}”同时出现在 {file} 和 {other} 中；编号不能相同。",
    ),
    "siting_too_few_candidates": (
        "{k} new points are asked for, but only {candidates} candidates can be taken.",
        "要求新增 {k} 个点，但只有 {candidates} 个候选点可选。",
    ),
    "siting_no_residents": ("Nobody lives in these homes.", "这些住处没有居民。"),
    "siting_homes_out_of_every_reach": (
        "{homes} homes are out of reach of every place, existing or candidate.",
        "有 {homes} 处住处，无论现有点还是候选点都够不着。",
    ),
    "siting_capacity_with_set_covering": (
        "--capacities does not go with --objective all.",
        "--capacities 不能与 --objective all 同用。",
    ),
    "siting": ("The question cannot be answered: {detail}", "无法求解：{detail}"),
}
