"""Files as offices send them, made for tests. All people are invented."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from lianyi.jobs.actions import work_through
from lianyi.rosters.models import Upload

HEADINGS = ["序号", "姓名", "性别", "加入日期", "所在小组", "职务", "联系电话", "小区", "楼栋", "单元", "房号", "备注"]


def book(headings: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "") -> bytes:
    """An .xlsx with a merged title row above its headings when there is a title."""
    workbook = Workbook()
    sheet = workbook.active
    if title:
        sheet.append([title])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def cells(content: bytes) -> list[list[Any]]:
    """The cells of an .xlsx, row by row."""
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


def hand_in(client: Client, content: bytes, name: str = "花名册.xlsx", **fields: Any) -> Upload:
    """Sends a file through the page and lets the worker check it."""
    answer = send(client, content, name, **fields)
    assert answer.status_code == 302, answer.content.decode()
    work_through()
    return Upload.objects.latest("pk")


def send(client: Client, content: bytes, name: str = "花名册.xlsx", **fields: Any) -> Any:
    page = client.get("/desk/rosters/import/")
    form = page.context["form"]
    data = {
        "community": form.fields["community"].initial.pk,
        "kind": "roster",
        "list_date": form.fields["list_date"].initial().isoformat(),
        "file": SimpleUploadedFile(name, content),
        **fields,
    }
    return client.post("/desk/rosters/import/", data)


def press(client: Client, upload: Upload, button: str) -> Upload:
    """Presses a button on the page of a file and lets the worker do it."""
    client.post(f"/desk/rosters/{upload.pk}/", {"do": button})
    work_through()
    return Upload.objects.get(pk=upload.pk)


def shown(client: Client, upload: Upload, query: str = "") -> str:
    answer = client.get(f"/desk/rosters/{upload.pk}/{query}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def codes(upload: Upload) -> set[str]:
    return set(upload.problems.values_list("code", flat=True))
