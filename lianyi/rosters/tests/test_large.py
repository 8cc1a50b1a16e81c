"""Twenty thousand rows, with cancelling on the way."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.rosters.models import Upload
from lianyi.rosters.tests.workbooks import hand_in, press
from lianyi.sheets.writing import write_csv

COUNT = 20_000
HEADINGS = ("编号", "姓名", "联系电话", "小区", "楼栋", "单元", "房号")


def roster(count: int) -> bytes:
    surnames, names = "赵钱孙李周吴郑王冯陈", "安宁和平远明晓春秋文"
    rows = (
        [
            f"{i:05d}",
            surnames[i % 10] + names[i // 10 % 10] + names[i // 100 % 10],
            f"139{i:08d}",
            f"{'东西南北'[i % 4]}苑",
            str(i // 400 + 1),
            str(i % 3 + 1),
            f"{i // 40 % 30 + 1}{i % 4 + 1:02d}",
        ]
        for i in range(count)
    )
    return write_csv(HEADINGS, rows)


def without_progress(queries: CaptureQueriesContext) -> int:
    """How many queries there were, but for the reports of progress, of which there are more on a slower machine."""
    return sum("jobs_job" not in query["sql"] for query in queries.captured_queries)


def test_twenty_thousand_rows_are_cancelled_taken_and_taken_again(client: Client, community: Place) -> None:
    content = roster(COUNT)
    upload = hand_in(client, content, "大名单.csv", make_places="on")
    assert upload.report["counts"] == {"new": COUNT, "changed": 0, "unchanged": 0, "bad": 0}

    client.post(f"/desk/rosters/{upload.pk}/", {"do": "take"})
    job = jobs.claim()
    assert job is not None
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    jobs.run(job)
    assert Person.objects.count() == 0
    assert Place.objects.count() == 1

    upload = press(client, upload, "take")
    assert upload.state == Upload.State.TAKEN
    assert Person.objects.count() == COUNT

    with CaptureQueriesContext(connection) as queries:
        upload = hand_in(client, content, "大名单.csv", make_places="on")
    assert upload.report["counts"]["unchanged"] == COUNT
    assert without_progress(queries) < 150


@pytest.mark.parametrize("count", [100, 1000])
def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client, community: Place, count: int) -> None:
    upload = hand_in(client, roster(count), "名单.csv", make_places="on")
    with CaptureQueriesContext(connection) as queries:
        press(client, upload, "take")
    assert Person.objects.count() == count
    assert without_progress(queries) < 120
