"""The page on which somebody waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lianyi.accounts.models import User
from lianyi.jobs import actions, kinds
from lianyi.jobs.actions import Report, enqueue, work_through
from lianyi.jobs.models import Job
from lianyi.places.models import Place
from lianyi.rosters.tests.signing_in import acting, make_community, make_staff, signed_in
from lianyi.scope import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    @actions.handles("test.wait", title="Counting sheep", leads_to=lambda job: "/rules/")
    def wait(job: Job, report: Report) -> None:
        if job.params.get("refuse"):
            raise Refused("The sheep are asleep.")

    yield
    del kinds.KINDS["test.wait"]


@pytest.fixture
def alice() -> User:
    return make_staff(make_community())


@pytest.fixture
def client(alice: User) -> Client:
    return signed_in(alice)


def job_of(user: User, **params: object) -> Job:
    return enqueue("test.wait", params, by=acting(user), community_id=min(acting(user).community_ids))


def text(client: Client, job: Job, **headers: str) -> str:
    return client.get(f"/desk/jobs/{job.pk}/", headers=headers).content.decode()


def test_it_shows_what_waits_and_how_many_come_first(client: Client, alice: User) -> None:
    job_of(alice, n=1)
    page = text(client, job_of(alice, n=2))
    assert "Counting sheep" in page
    assert "one other job comes first" in page
    assert '<meta http-equiv="refresh"' in page
    assert 'hx-trigger="load delay:400ms, every 1s"' in page


def test_the_fragment_for_polling_is_not_a_page(client: Client, alice: User) -> None:
    fragment = text(client, job_of(alice), **{"HX-Request": "true"})
    assert "<html" not in fragment
    assert 'hx-trigger="every 1s"' in fragment


def test_true_progress_is_shown(client: Client, alice: User) -> None:
    job = job_of(alice)
    actions.claim()
    Job.objects.filter(pk=job.pk).update(done=300, total=1200)
    assert 'max="1200" value="300"' in text(client, job)


def test_what_is_done_leads_to_its_result(client: Client, alice: User) -> None:
    job = job_of(alice)
    work_through()
    assert client.get(f"/desk/jobs/{job.pk}/")["Location"] == "/rules/"
    polled = client.get(f"/desk/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == "/rules/"


def test_what_failed_says_why_and_how_to_go_on(client: Client, alice: User) -> None:
    job = job_of(alice, refuse=True)
    work_through()
    page = text(client, job)
    assert "The sheep are asleep." in page
    assert 'href="/rules/"' in page
    assert "every 1s" not in page


@pytest.mark.parametrize(("error", "words"), [("internal", "Something went wrong"), ("worker-died", "broken off")])
def test_codes_become_sentences(client: Client, alice: User, error: str, words: str) -> None:
    job = job_of(alice)
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, error=error)
    assert words in text(client, job)


def test_stopping_takes_a_post(client: Client, alice: User) -> None:
    job = job_of(alice)
    client.get(f"/desk/jobs/{job.pk}/")
    assert Job.objects.get(pk=job.pk).state == Job.State.WAITING
    page = client.post(f"/desk/jobs/{job.pk}/", follow=True).content.decode()
    assert "The work was stopped." in page
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


def test_a_missing_worker_is_noticed(client: Client, alice: User) -> None:
    job = job_of(alice)
    assert "worker is not running" not in text(client, job)
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=1))
    assert "worker is not running" in text(client, job)
    busy = job_of(alice, n=2)
    Job.objects.filter(pk=busy.pk).update(state=Job.State.RUNNING, beat_at=timezone.now())
    assert "worker is not running" not in text(client, job)


def test_staff_of_another_community_do_not_learn_that_it_exists(alice: User) -> None:
    bob = make_staff(make_community("别处社区"), "bob")
    job = job_of(alice)
    stranger = signed_in(bob)
    assert stranger.get(f"/desk/jobs/{job.pk}/").status_code == 404
    assert stranger.post(f"/desk/jobs/{job.pk}/").status_code == 404
    assert stranger.get("/desk/jobs/999999/").status_code == 404
    job.refresh_from_db()
    assert job.state == Job.State.WAITING


def test_colleagues_of_the_community_see_it(alice: User) -> None:
    job = job_of(alice)
    charlie = make_staff(Place.objects.get(), "charlie")
    assert "Counting sheep" in text(signed_in(charlie), job)


def test_the_page_speaks_chinese(alice: User) -> None:
    page = text(signed_in(alice, "zh-hans"), job_of(alice))
    assert "排队中" in page
