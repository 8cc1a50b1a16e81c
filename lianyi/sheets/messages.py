"""The text of every code, in English and Chinese; each says what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from lianyi.sheets.problems import Code, Param


class Coded(Protocol):
    """A Problem, an Issue or an UnreadableFile."""

    @property
    def code(self) -> Code: ...
    @property
    def params(self) -> Mapping[str, Param]: ...


# code → (English, Chinese), filled in with str.format and the parameters of the problem.
MESSAGES: Final[dict[Code, tuple[str, str]]] = {
    # The file.
    "file_empty": (
        "The file holds no data. Choose the file again, and look whether it was saved after filling it in.",
        "文件里没有数据。请重新选择文件，并确认填写后已经保存。",
    ),
    "file_too_large": (
        "The file is {megabytes} MB; at most {limit} MB are accepted. Delete pictures and unused sheets, or split it.",
        "文件有 {megabytes} MB，最多接受 {limit} MB。请删去图片和不用的工作表，或者分成几个文件。",
    ),
    "file_unpacks_too_large": (
        "Unpacked, the file would be larger than {limit} MB. Copy only the table into a new workbook and save that.",
        "文件解开后超过 {limit} MB。请只把表格复制到一个新工作簿里，保存后再上传。",
    ),
    "file_damaged": (
        "The file is damaged or incomplete. Copy or download it once more, or save it anew in Excel or WPS.",
        "文件已损坏或不完整。请重新复制或下载，或者用 Excel/WPS 打开后另存一次。",
    ),
    "file_protected": (
        "The file is protected by a password. Open it in Excel or WPS, remove the password, save it and upload that.",
        "文件设有密码。请用 Excel/WPS 打开，取消密码并保存后再上传。",
    ),
    "file_unsupported": (
        "This is {format}, whatever its name says. Save the table as .xlsx or .csv and upload that.",
        "这实际上是{format}（与文件名后缀无关）。请把表格另存为 .xlsx 或 .csv 后再上传。",
    ),
    "file_not_a_table": (
        "No table can be recognised in the file. Save the table as .xlsx or .csv and upload that.",
        "看不出文件里有表格。请把表格另存为 .xlsx 或 .csv 后再上传。",
    ),
    "file_unknown_encoding": (
        'The characters of the file cannot be read. Save it in Excel or WPS as "CSV UTF-8" or as .xlsx.',
        "文件的文字编码无法识别。请用 Excel/WPS 另存为“CSV UTF-8”或 .xlsx。",
    ),
    "file_unclosed_quote": (
        "Row {row} opens a quotation mark that is never closed. Correct it there, or save the table as .xlsx.",
        "第 {row} 行有一个双引号没有配对。请改正该处，或把表格另存为 .xlsx。",
    ),
    "file_too_many_rows": (
        "The table has {rows} rows; at most {limit} are accepted at its width. Split it into several files.",
        "表格有 {rows} 行，按它的列数最多接受 {limit} 行。请分成几个文件。",
    ),
    "file_too_many_columns": (
        "The table has {columns} columns; at most {limit} are accepted. Delete columns that are not needed.",
        "表格有 {columns} 列，最多接受 {limit} 列。请删去不需要的列。",
    ),
    "file_unknown_sheet": (
        'There is no sheet "{sheet}" with data in the file. Choose one of: {sheets}.',
        "文件里没有带数据的工作表“{sheet}”。请从这些里选择：{sheets}。",
    ),
    # The headings and whole rows.
    "no_heading_row": (
        "No row of headings was found in the first 40 rows. Write headings such as {headings_en} over the columns.",
        "前 40 行里没有找到表头。请在各列上方写上表头，例如：{headings_zh}。",
    ),
    "no_data_rows": (
        "There are headings but no rows under them. Fill in the table and upload it again.",
        "只有表头，下面没有数据。请填写后重新上传。",
    ),
    "missing_column": (
        'The column "{headings_en}" ({headings_zh}) is missing. Add it; these headings are understood too: {synonyms}.',
        "缺少“{headings_zh}”这一列。请补上；也可以写作：{synonyms}。",
    ),
    "missing_one_of": (
        "At least one of these columns is needed: {headings_en} ({headings_zh}). Add one of them.",
        "这几列至少要有一列：{headings_zh}。请补上其中一列。",
    ),
    "duplicate_heading": (
        'This column means the same as "{first}" in column {first_column} and is left out. Delete or rename one.',
        "这一列与 {first_column} 列“{first}”意思相同，没有读取。请删去或改名其中一列。",
    ),
    "column_without_heading": (
        "There are values under no heading; this column is left out. Write a heading over it if it matters.",
        "这一列有内容却没有表头，没有读取。如果需要，请补写表头。",
    ),
    "required_one_of": (
        "At least one of these must be filled in: {headings_en}. Fill in one of them.",
        "以下各项至少要填一项：{headings_zh}。请补填。",
    ),
    "duplicate_row": (
        "Row {first} has the same {headings_en}. Delete one of the two rows, or correct what differs.",
        "与第 {first} 行的{headings_zh}相同。请删去其中一行，或改正填错的一行。",
    ),
    "possible_duplicate": (
        "Row {first} has the same {headings_en}. If they are two different ones, nothing needs to be done.",
        "与第 {first} 行的{headings_zh}相同。如果确实不是同一个，可以不管。",
    ),
    "repeated_heading_skipped": (
        "This row repeats the headings and is left out. Nothing needs to be done.",
        "这一行是重复的表头，已跳过，不必处理。",
    ),
    "example_row_skipped": (
        "This row is the example of the empty form and is left out. Nothing needs to be done.",
        "这一行是空表自带的示例，已跳过，不必处理。",
    ),
    "total_row_skipped": (
        "This row is a sum and is left out. If it is data after all, change its first cell.",
        "这一行是合计，已跳过。如果其实是数据，请修改第一格。",
    ),
    "remark_row_skipped": (
        "This row is a remark about the form and is left out. If it is data after all, change its first cell.",
        "这一行是填表说明，已跳过。如果其实是数据，请修改第一格。",
    ),
    # One cell.
    "required_empty": ("This cell must not be empty. Fill it in.", "此格必填。请补填。"),
    "text_too_long": (
        "The text has {length} characters; at most {limit} are accepted. Shorten it.",
        "文字有 {length} 个字，最多 {limit} 个字。请缩短。",
    ),
    "control_characters": (
        "Invisible control characters were removed. Check whether the text is still right.",
        "已去掉看不见的控制字符。请核对文字是否正确。",
    ),
    "formula_like_text": (
        "This text looks like a formula. It is kept as plain text and never calculated; check whether it is meant.",
        "这段文字像公式。系统只当作普通文字保存，不会计算；请核对是否本意。",
    ),
    "formula_without_value": (
        "The formula in this cell has no saved result. Open the file in Excel or WPS and save it, or type the value.",
        "此格的公式没有保存结果。请用 Excel/WPS 打开并保存一次，或直接填写数值。",
    ),
    "error_value": (
        "This cell shows an error such as #N/A. Type the value.",
        "此格显示的是错误值（如 #N/A）。请直接填写内容。",
    ),
    "digits_lost": (
        "Excel has turned this into a rounded number and its last digits are lost. "
        "Format the column as text and type the number again.",
        "Excel 已把它变成近似数字，末尾几位丢失。请把该列设为“文本”格式后重新填写。",
    ),
    "turned_into_date": (
        "Excel has turned this into a date. Format the column as text and type it again.",
        "Excel 已把它变成日期。请把该列设为“文本”格式后重新填写。",
    ),
    "not_a_name": ("This is not a name. Write the person's name in this cell.", "这不是姓名。请在此格填写姓名。"),
    "id_number_in_name": (
        "This cell should hold a name, but an id number is in it. Write the name; id numbers are not stored.",
        "姓名栏里填了身份证号码。请改填姓名；系统不保存身份证号码。",
    ),
    "phone_in_name": (
        "This cell should hold a name, but a telephone number is in it. Write the name here, the number in its column.",
        "姓名栏里填了电话号码。请在此填姓名，把号码移到电话栏。",
    ),
    "id_number_in_date": (
        "This cell should hold a date, but an id number is in it. Write the date; id numbers are not stored.",
        "日期栏里填了身份证号码。请改填日期；系统不保存身份证号码。",
    ),
    "phone_in_date": (
        "This cell should hold a date, but a telephone number is in it. Write the date.",
        "日期栏里填了电话号码。请改填日期。",
    ),
    "id_number_in_text": (
        "There is an id number in this cell. Delete it; id numbers are not stored.",
        "此格里有身份证号码。请删去；系统不保存身份证号码。",
    ),
    "not_a_date": (
        "This is not a date. Write it as 1954-07-01, 1954.07 or 1954.",
        "这不是日期。请写成 1954-07-01、1954.07 或 1954。",
    ),
    "no_such_day": (
        "There is no such month or day. Correct it, or write only the year and month.",
        "没有这个月份或日子。请改正，或只写年月。",
    ),
    "two_digit_year": (
        "The year has only two digits. Write all four, such as 1954.07.",
        "年份只写了两位。请写全四位，如 1954.07。",
    ),
    "absurd_year": (
        "The year is not between 1900 and 2100. Correct it.",
        "年份不在 1900 至 2100 之间。请改正。",
    ),
    "date_in_future": (
        "This date lies after today ({today}). Correct it.",
        "日期晚于今天（{today}）。请改正。",
    ),
    "date_is_today": (
        "This is today's date. If a formula wrote it, type the real date.",
        "这是今天的日期。如果是公式自动生成的，请改填真实日期。",
    ),
    "month_read_as_october": (
        "The number was read as {read}, because Excel shows 10 after the point as 1. "
        "If January is meant, write {other} as text.",
        "这个数字按 {read} 读取，因为 Excel 把“.10”显示成“.1”。如果是 1 月，请写成文本 {other}。",
    ),
    "month_read_as_january": (
        "The number was read as {read}, as the other dates of this column are written. "
        "If October is meant, write {other} as text.",
        "这个数字照本列其他日期的写法按 {read} 读取。如果是 10 月，请写成文本 {other}。",
    ),
    "not_a_phone": (
        "This is not a telephone number; the row is taken without it. Write it as 13900000000 or 0851-85550000.",
        "这不是电话号码，此行照收，电话留空。请写成 13900000000 或 0851-85550000。",
    ),
    "several_phones": (
        "Several numbers are in this cell. {kept} is taken, left out: {left_out}. Put the better one first.",
        "此格里有几个号码。采用 {kept}，没有采用：{left_out}。如想用另一个，请把它写在最前。",
    ),
    "not_an_integer": ("This is not a whole number. Write digits only, such as 30.", "这不是整数。请只写数字，如 30。"),
    "number_too_small": ("The number is less than {limit}. Correct it.", "数字小于 {limit}。请改正。"),
    "number_too_large": ("The number is more than {limit}. Correct it.", "数字大于 {limit}。请改正。"),
    "not_yes_no": ("This is neither yes nor no. Write yes or no.", "看不出是“是”还是“否”。请填“是”或“否”。"),
    "unknown_choice": (
        "This is none of the possible values. Write one of: {choices_en}.",
        "不在可填的内容里。请从这些里选填：{choices_zh}。",
    ),
    # Why a column is not stored.
    "not_needed": (
        "Not needed for this work, so it is not stored. Nothing needs to be done.",
        "这项工作用不到，所以不保存，不必处理。",
    ),
    "id_number": (
        "Id numbers and account numbers are not stored. Better delete the column before passing the file on.",
        "系统不保存证件号码和账号。转发文件前最好先删去这一列。",
    ),
    "sensitive": (
        "This is sensitive personal information not needed here, so it is not stored. Better delete the column.",
        "这是敏感个人信息，这里用不到，所以不保存。建议删去这一列。",
    ),
    "forbidden_score": (
        "People are not scored, ranked or listed as good or bad here; this column is never stored. Delete it.",
        "本系统不给人打分、排名、列红黑榜，这一列一律不保存。请删去。",
    ),
    "forbidden_watch_list": (
        "People are not watched or sorted by risk here; this column is never stored. Delete it.",
        "本系统不监看人，也不按风险给人分类，这一列一律不保存。请删去。",
    ),
    "forbidden_belief": (
        "Beliefs and political views are not recorded here; this column is never stored. Delete it.",
        "本系统不登记信仰和政治倾向，这一列一律不保存。请删去。",
    ),
    "forbidden_petition": (
        "Whether somebody has petitioned is not recorded here; this column is never stored. Delete it.",
        "本系统不登记信访情况，这一列一律不保存。请删去。",
    ),
}

# What a file turned out to be.
FORMATS: Final[dict[str, tuple[str, str]]] = {
    "pdf": ("a PDF document", "PDF 文档"),
    "rtf": ("a text document (RTF)", "RTF 文档"),
    "picture": ("a picture", "图片"),
    "archive": ("a compressed archive", "压缩包"),
    "word": ("a text document (Word or WPS)", "文字文档（Word 或 WPS）"),
    "presentation": ("a presentation", "演示文稿"),
    "xlsb": ("a binary workbook (.xlsb)", "二进制工作簿（.xlsb）"),
    "ods": ("an OpenDocument file", "OpenDocument 文件"),
    "numbers": ("a Numbers file", "Numbers 文件"),
    "et": ("a WPS table (.et)", "WPS 表格（.et）"),
    "web_page": ("a web page or XML file", "网页或 XML 文件"),
}


def message(problem: Coded, language: str) -> str:
    """The text of a problem in `language` ("zh..." is Chinese, everything else English)."""
    zh = language.startswith("zh")
    params = {name: _spoken(name, value, zh) for name, value in problem.params.items()}
    return MESSAGES[problem.code][zh].format(**params)


def reason_text(code: Code, language: str) -> str:
    """Why a column is not stored."""
    return MESSAGES[code][language.startswith("zh")]


def _spoken(name: str, value: Param, zh: bool) -> str:
    if name == "format" and isinstance(value, str):
        return FORMATS[value][zh]
    return ("、" if zh else ", ").join(value) if isinstance(value, list) else str(value)
