"""What a finding or an unusable file means, in English and Chinese, for the command line and the site alike."""

from __future__ import annotations

from collections.abc import Mapping

from lianyi.streets.findings import Finding, UnusableFile

_FILES: Mapping[str, tuple[str, str]] = {
    "no_file": ("there is no such file", "没有这个文件"),
    "file_empty": ("the file is empty", "文件是空的"),
    "file_damaged": ("the file is damaged, or was cut while it was copied", "文件已损坏，或复制时没有复制完整"),
    "file_unpacks_too_large": (
        "unpacked, the file is larger than {gigabytes} GB",
        "文件解压后超过 {gigabytes} GB",
    ),
    "unknown_format": (
        "this kind of file is not known; streets come as .osm.pbf, .osm.gz, .osm, GeoJSON, GeoPackage or Shapefile",
        "不认识这种文件；路网可用 .osm.pbf、.osm.gz、.osm、GeoJSON、GeoPackage 或 Shapefile",
    ),
    "not_a_network": (
        "this is a table; streets come as .osm.pbf, .osm.gz, .osm, GeoJSON, GeoPackage or Shapefile",
        "这是一张表；路网可用 .osm.pbf、.osm.gz、.osm、GeoJSON、GeoPackage 或 Shapefile",
    ),
    "not_places": (
        "this is a stored street network; homes and points come as tables or shapes",
        "这是存好的路网；住处和服务点须为表格或地图要素",
    ),
    "other_version": (
        "the stored network is of another version of this program; read the extract again",
        "存好的路网来自本程序的另一版本；请重新读取原始文件",
    ),
    "no_streets": ("there is no street in it that can be walked", "其中没有可步行的道路"),
    "no_layer": ("there is no layer “{layer}” in it; there are: {layers}", "其中没有图层“{layer}”；现有：{layers}"),
    "no_such_shapes": (
        "no layer holds the shapes needed here; there are: {kinds}",
        "没有图层含有所需的要素；现有：{kinds}",
    ),
    "no_reference_system": (
        "the file does not say in which reference system its coordinates are, and they are no degrees "
        "({x:.0f}, {y:.0f}); name it, as EPSG:4547",
        "文件没有注明坐标参考系，而坐标不是经纬度（{x:.0f}, {y:.0f}）；请指明，例如 EPSG:4547",
    ),
    "shapefile_alone": (
        "a Shapefile is several files; send them in one .zip (.shp, .shx, .dbf, .prj)",
        "Shapefile 由几个文件组成；请打成一个 .zip 再提交（.shp、.shx、.dbf、.prj）",
    ),
    "outside_the_world": ("there are coordinates that lie nowhere on earth", "有些坐标不在地球上"),
    "no_headings": (
        "no heading row was found; needed: {needed}",
        "找不到表头行；需要这些列：{needed_zh}",
    ),
    "missing_columns": ("columns are missing: {columns}", "缺少这些列：{columns_zh}"),
    "no_such_headings": ("these headings are not in it: {headings}", "其中没有这些列：{headings}"),
    "unreadable_table": ("{detail}", "{detail_zh}"),
    "no_candidates_in_a_map": (
        "an OpenStreetMap extract has no candidate sites; give a table or shapes",
        "OpenStreetMap 文件里没有候选点；请给出表格或地图要素",
    ),
}

_FINDINGS: Mapping[str, tuple[str, str]] = {
    # networks
    "missing_nodes": (
        "Streets run out of the extract at {count} places; they end there.",
        "有道路在 {count} 处伸出所下载的范围；在那里截断。",
    ),
    "other_layers": (
        "Layer “{layer}” was read; there are others: {others}.",
        "读取了图层“{layer}”；还有其他图层：{others}。",
    ),
    "no_reference_system_read_as_degrees": (
        "The file does not say in which reference system its coordinates are; they were read as degrees.",
        "文件没有注明坐标参考系；按经纬度读取。",
    ),
    "no_classes": (
        "No column tells the class of a street; every line is taken as one that can be walked.",
        "没有道路类型列；所有线都当作可步行。",
    ),
    "unknown_classes": (
        "Classes of streets that are not known are taken as walkable: {classes}.",
        "不认识的道路类型当作可步行：{classes}。",
    ),
    "not_lines": ("Features without a line are left out.", "不是线的要素未采用。"),
    "islands": (
        "The network has {islands} islands that no street joins to the rest: {metres} m, {percent} % of its length.",
        "路网有 {islands} 处孤岛与其余道路不相连：共 {metres} 米，占总长 {percent}%。",
    ),
    # places
    "doubled_columns": (
        "Of several columns that say the same, these are passed over: {columns}.",
        "含义相同的列有好几个，这些未采用：{columns}。",
    ),
    "unused_columns": ("Columns that are not used: {columns}.", "没有用到的列：{columns}。"),
    "not_a_place": ("Features that are neither points nor outlines are left out.", "既不是点也不是面的要素未采用。"),
    "broken_outlines": (
        "{count} outlines of the map cannot be put together and are left out.",
        "地图中有 {count} 个轮廓拼不起来，未采用。",
    ),
    "no_places": ("There is not a single place that can be used.", "没有一个可用的地点。"),
    "empty_id": ("The id is empty.", "编号为空。"),
    "duplicate_id": ("The id is in an earlier row already.", "编号与前面的行重复。"),
    "empty_category": ("The category is empty.", "类别为空。"),
    "no_coordinates": ("There are no coordinates.", "没有坐标。"),
    "bad_coordinates": ("The coordinates are not numbers of degrees.", "坐标不是经纬度数字。"),
    "out_of_range": (
        "The coordinates lie nowhere on earth (longitude to 180, latitude to 90).",
        "坐标不在地球上（经度不超过 180，纬度不超过 90）。",
    ),
    "swapped_columns": (
        "Longitude and latitude are swapped: the latitude is above 90.",
        "经度和纬度填反了：纬度超过 90。",
    ),
    "coarse_coordinates": (
        "Most coordinates have at most three decimals: they are right to a hundred metres only.",
        "多数坐标不足四位小数：只精确到一百米左右。",
    ),
    "no_residents": (
        "The file does not tell how many people live there; each home counts as one.",
        "文件没有居民数；每处住处按一人计。",
    ),
    "residents_missing": ("The number of residents is empty; it counts as 0.", "居民数为空；按 0 计。"),
    "residents_not_a_number": ("The number of residents is not a number.", "居民数不是数字。"),
    "residents_negative": ("The number of residents is negative.", "居民数为负。"),
    "residents_too_many": ("The number of residents cannot be true.", "居民数大得不可能。"),
    "bad_capacity": ("The capacity is not a number; it counts as not told.", "容量不是数字；视为未填。"),
    "bad_hours": (
        "The opening hours cannot be read and count as not told; write them as 周一至周五 9:00-17:00.",
        "开放时间无法识别，视为未填；请写成“周一至周五 9:00-17:00”。",
    ),
    "bad_accessible": (
        "Accessibility is neither yes nor no; it counts as not told.",
        "无障碍一栏既不是“是”也不是“否”；视为未填。",
    ),
    # places on streets
    "far_from_streets": (
        "More than {metres} m from every street: in water, outside the extract, or with wrong coordinates.",
        "离所有道路超过 {metres} 米：在水里、在路网范围之外，或坐标有误。",
    ),
    "homes_on_islands": (
        "The nearest street is on an island of the network: nothing else may be reached from there.",
        "最近的道路是路网中的孤岛：从那里可能哪儿也走不到。",
    ),
    "looks_swapped": (
        "Longitude and latitude are swapped: swapped back, {percent} % of the places lie beside streets.",
        "经度和纬度填反了：对调之后，{percent}% 的地点就在道路旁。",
    ),
    "fits_other_system": (
        "Read as {system}, half of the places are more than {metres} m from a street, read as {other} more than "
        "{then} m: are the coordinates perhaps {other}?",
        "按 {system} 读取，半数地点离道路超过 {metres} 米；按 {other} 读取则为 {then} 米：坐标会不会是 {other}？",
    ),
}
_SYSTEMS = {"wgs84": "WGS84", "gcj02": "GCJ-02", "bd09": "BD-09"}
CODES = frozenset((*_FILES, *_FINDINGS))


def message(found: Finding | UnusableFile, language: str) -> str:
    """One sentence about a finding (with its rows, when it has any), or what is wrong with a file."""
    zh = language.startswith("zh")
    params = {name: _SYSTEMS.get(str(value), value) for name, value in found.params.items()}
    if isinstance(found, UnusableFile):
        return _FILES[found.code][zh].format_map(params)
    text = _FINDINGS[found.code][zh].format_map({**params, "count": found.count})
    return text if not found.rows else rows_text(found, zh) + text


def rows_text(found: Finding, zh: bool) -> str:
    """ "Rows 3, 5, 9 and 4 more: " """
    rows = ("、" if zh else ", ").join(str(row) for row in found.rows)
    more = found.count - len(found.rows)
    if zh:
        return f"第 {rows} 行{f'等 {found.count} 行' if more else ''}："
    return f"{'Row' if found.count == 1 else 'Rows'} {rows}{f' and {more} more' if more else ''}: "
