"""The command from end to end: files in, result, certificate and summary out, and clear words for bad files."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from lianyi.cli import main
from lianyi.engines.formation import Problem
from lianyi.engines.formation.tests.problems import community
from lianyi.sheets import read_table, write_xlsx

GROUPS = "id,bond,min,max\nA,interest,1,3\nB,trade,1,3\n"
MEMBERS = "id,wish1,wish2,fallback,accept_any\nm1,A,B,,yes\nm2,A,,B,no\nm3,B,A,,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "members.csv").write_text(MEMBERS, encoding="utf-8")
    (tmp_path / "groups.csv").write_text(GROUPS, encoding="utf-8")
    return tmp_path


def form(folder: Path, *more: str, members: str = "members.csv", result: str = "result.csv") -> int:
    files = [str(folder / members), str(folder / "groups.csv"), "-o", str(folder / result)]
    return main(["form", *files, "--language", "en", *more])


def rows(path: Path) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in read_table(path.read_bytes(), path.name).rows]


def roster(problem: Problem) -> str:
    lines = ["id,wish1,wish2,wish3,fallback,accept_any"]
    lines += [f"{m.id},{','.join(m.wishes)},{m.fallback},{'yes' if m.accept_any else 'no'}" for m in problem.members]
    return "\n".join(lines) + "\n"


def test_form_and_verify(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert form(folder, "--policy", "fairest", "--seed", "7") == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["status"], summary["members"], summary["opened"]) == ("optimal", 3, ["A", "B"])
    table = rows(folder / "result.csv")
    assert table[0] == ["id", "group", "choice", "reason"]
    assert [row[:3] for row in table[1:]] == [["m1", "A", "1"], ["m2", "A", "1"], ["m3", "B", "1"]]
    assert main(["verify", str(folder / "result.csv")]) == 0
    assert json.loads(capsys.readouterr().out)["holds"] is True


def test_a_community_twice_gives_the_same_bytes(folder: Path) -> None:
    problem = community()
    (folder / "members.csv").write_text(roster(problem), encoding="utf-8")
    groups = [f"{group.id},{group.bond},{group.minimum},{group.maximum}" for group in problem.groups]
    (folder / "groups.csv").write_text("\n".join(["id,bond,min,max", *groups]), encoding="utf-8")
    names = ("result.csv", "result.certificate.json")
    written = []
    for _ in range(2):
        assert form(folder, "--open", "interest=9,trade=4,residence=2") == 0
        written.append([(folder / name).read_bytes() for name in names])
    assert written[0] == written[1]
    assert main(["verify", str(folder / "result.csv")]) == 0


def test_verify_rejects_a_result_somebody_edited(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form(folder)
    result, certificate = folder / "result.csv", folder / "result.certificate.json"
    result.write_text(result.read_text("utf-8-sig").replace("m1,A,1", "m1,B,1"), encoding="utf-8")
    assert main(["verify", str(result)]) == 2
    data: dict[str, Any] = json.loads(certificate.read_text())
    data["files"]["result"]["sha256"] = sha256(result.read_bytes()).hexdigest()
    certificate.write_text(json.dumps(data))
    assert main(["verify", str(result)]) == 1
    assert "wrong_value" in capsys.readouterr().err


def test_verify_notices_other_members(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form(folder)
    (folder / "members.csv").write_text(MEMBERS.replace("m3,B,A", "m3,A,B"), encoding="utf-8")
    assert main(["verify", str(folder / "result.csv"), "--language", "en"]) == 2
    assert "members.csv is not the file" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headings_in_any_encoding(folder: Path, encoding: str) -> None:
    text = "2026年意愿表,,,,\n编号,第一志愿,第二志愿,保底小组,是否服从调剂\n"
    text += "张三,A,B,,服从\n李四,A,,B,不服从\n\n王五,B,A,,\n"
    (folder / "members.csv").write_text(text, encoding=encoding)
    (folder / "groups.csv").write_text("编号,三缘,下限,上限\nA,趣缘,1,3\nB,业缘,1,3\n", encoding=encoding)
    assert form(folder, "--language", "zh", "--open", "趣缘=1") == 0
    assert [row[:3] for row in rows(folder / "result.csv")[1:]] == [
        ["张三", "A", "1"],
        ["李四", "A", "1"],
        ["王五", "B", "1"],
    ]


def test_workbooks_in_and_out(folder: Path) -> None:
    body = [line.split(",") for line in MEMBERS.splitlines()]
    (folder / "members.xlsx").write_bytes(write_xlsx(body[0], body[1:]))
    assert form(folder, members="members.xlsx", result="result.xlsx") == 0
    assert [row[1] for row in rows(folder / "result.xlsx")[1:]] == ["A", "A", "B"]
    assert main(["verify", str(folder / "result.xlsx")]) == 0


def test_formulas_in_ids_do_not_run(folder: Path) -> None:
    (folder / "members.csv").write_text(MEMBERS.replace("m1", "=1+1"), encoding="utf-8")
    assert form(folder) == 0
    assert "\n'=1+1,A" in (folder / "result.csv").read_text("utf-8-sig")
    assert main(["verify", str(folder / "result.csv")]) == 0


def test_a_second_round_changes_little(folder: Path) -> None:
    form(folder)
    (folder / "members.csv").write_text(MEMBERS.replace("m1,A,B", "m1,B,A"), encoding="utf-8")
    assert form(folder, "--previous", str(folder / "result.csv"), "--keep", "first", result="second.csv") == 0
    assert [row[1] for row in rows(folder / "second.csv")[1:]] == ["A", "A", "B"]
    assert main(["verify", str(folder / "second.csv")]) == 0


BAD = [
    ("id,name\nm1,x\n", GROUPS, "columns are missing: wish1"),
    ("name,age\nx,3\n", GROUPS, "no heading row"),
    (MEMBERS.replace("m3", "m1"), GROUPS, "row 4: id “m1” is already in row 2"),
    (MEMBERS.replace("m3,B", "m3,Z"), GROUPS, "row 4: “Z” in column wish1 is not one of the proposed groups"),
    (MEMBERS.replace("m1,A,B,,yes", "m1,A,B,,maybe"), GROUPS, "row 2: “maybe” in column accept_any"),
    (MEMBERS.replace("m2", ""), GROUPS, "row 3: the id is empty"),
    (MEMBERS, GROUPS.replace("A,interest,1,3", "A,interest,one,3"), "row 2: “one” in column min"),
    (MEMBERS, GROUPS.replace("A,interest,1,3", "A,interest,4,3"), "the minimum 4 is above the maximum 3"),
    (MEMBERS, GROUPS.replace(",1,3", ",5,9"), "3 members are fewer than any group needs (at least 5)"),
    (
        MEMBERS,
        GROUPS.replace(",1,3\n", ",1,3,yes\n").replace("max", "max,open").replace("1,3,yes", "2,3,yes"),
        "need 4 members at least; there are 3",
    ),
    ("id,wish1\n", GROUPS, "There are no members"),
    (MEMBERS, "id,bond,min,max\n", "is not one of the proposed groups"),
]


@pytest.mark.parametrize(("members", "groups", "words"), BAD)
def test_bad_files_get_clear_words(
    folder: Path, members: str, groups: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "members.csv").write_text(members, encoding="utf-8")
    (folder / "groups.csv").write_text(groups, encoding="utf-8")
    assert form(folder) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    assert not (folder / "result.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--open", "interest"], "write bond=number"),
        (["--open", "sport=1"], "no proposed group has this bond"),
        (["--open", "trade=2"], "only 1 groups are proposed"),
    ],
)
def test_bad_options_get_clear_words(
    folder: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert form(folder, *arguments) == 2
    assert words in capsys.readouterr().err


def test_files_that_are_not_there_or_not_tables(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert form(folder, members="nobody.csv") == 2
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    assert form(folder, members="broken.xlsx") == 2
    (folder / "noise.csv").write_bytes(bytes(range(128, 256)) * 4)
    assert form(folder, members="noise.csv") == 2
    assert main(["verify", str(folder / "members.csv"), "--language", "zh"]) == 2
    assert "缺少证书文件" in capsys.readouterr().err


def test_nobody_wishes_anything(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "members.csv").write_text("id,wish1\nm1,\nm2,\n", encoding="utf-8")
    assert form(folder) == 0
    assert "Nobody has named a single group" in capsys.readouterr().err
