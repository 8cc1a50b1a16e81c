"""Queueing, claiming, ending: one worker at a time, in this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from lianyi.jobs import actions, kinds
from lianyi.jobs.actions import Cancelled, Report, enqueue, work_through
from lianyi.jobs.beating import beating
from lianyi.jobs.models import Job
from lianyi.scope import Actor, Refused

ALICE = Actor(user_id=7, name="Alice")


@pytest.fixture
def done() -> Iterator[list[object]]:
    """What the handlers of this test were given."""
    seen: list[object] = []

    @actions.handles("test.note")
    def note(job: Job, report: Report) -> object:
        report(0, 1)
        seen.append(job.params["what"])
        return {"noted": job.params["what"]}

    yield seen
    del kinds.KINDS["test.note"]


def silent(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(beat_at=timezone.now() - actions.SILENCE - timedelta(seconds=1))


@pytest.mark.django_db
class TestQueueing:
    def test_work_is_done_in_the_order_it_came(self, done: list[object]) -> None:
        jobs = [enqueue("test.note", {"what": what}, by=ALICE) for what in "abc"]
        assert work_through() == 3
        assert done == ["a", "b", "c"]
        assert [Job.objects.get(pk=job.pk).result for job in jobs] == [{"noted": what} for what in "abc"]

    def test_the_same_work_is_queued_once_while_it_is_unfinished(self, done: list[object]) -> None:
        first = enqueue("test.note", {"what": "a"}, by=ALICE)
        assert enqueue("test.note", {"what": "a"}, by=ALICE) == first
        assert enqueue("test.note", {"what": "b"}, by=ALICE) != first
        work_through()
        assert enqueue("test.note", {"what": "a"}, by=ALICE) != first

    def test_work_that_is_being_cancelled_does_not_stand_in_for_new_work(self) -> None:
        first = enqueue("test.note", {"what": "a"}, by=ALICE)
        actions.claim()
        actions.cancel(first)
        assert enqueue("test.note", {"what": "a"}, by=ALICE) != first

    def test_equal_work_of_two_communities_is_two_jobs(self) -> None:
        here = enqueue("test.note", {"what": "a"}, by=ALICE, community_id=1)
        assert enqueue("test.note", {"what": "a"}, by=ALICE, community_id=2) != here


@pytest.mark.django_db
class TestClaiming:
    def test_a_job_seen_as_waiting_by_two_workers_is_taken_by_one(self) -> None:
        job = enqueue("test.note", {"what": "a"}, by=ALICE)
        as_seen_by_the_other = Job.objects.get(pk=job.pk)
        assert actions._take(job)
        assert not actions._take(as_seen_by_the_other)
        assert Job.objects.get(pk=job.pk).attempts == 1

    def test_a_running_job_that_beats_is_left_alone(self) -> None:
        enqueue("test.note", {"what": "a"}, by=ALICE)
        assert actions.claim() is not None
        assert actions.claim() is None

    def test_a_silent_job_is_given_to_the_next_worker(self, done: list[object]) -> None:
        enqueue("test.note", {"what": "a"}, by=ALICE)
        dead = actions.claim()
        assert dead is not None
        silent(dead)
        work_through()
        job = Job.objects.get(pk=dead.pk)
        assert (job.state, job.attempts, done) == (Job.State.DONE, 2, ["a"])

    def test_a_worker_taken_for_dead_can_neither_report_nor_end_the_job(self, done: list[object]) -> None:
        enqueue("test.note", {"what": "a"}, by=ALICE)
        slow = actions.claim()
        assert slow is not None
        silent(slow)
        taken_over = actions.claim()
        assert taken_over is not None
        assert taken_over.pk == slow.pk
        actions.run(slow)
        job = Job.objects.get(pk=slow.pk)
        assert (job.state, done) == (Job.State.RUNNING, [])

    def test_a_job_whose_workers_keep_dying_is_given_up(self) -> None:
        job = enqueue("test.note", {"what": "a"}, by=ALICE)
        for _ in range(actions.MAX_ATTEMPTS):
            assert actions.claim() is not None
            silent(job)
        assert actions.claim() is None
        job.refresh_from_db()
        assert (job.state, job.error) == (Job.State.FAILED, "worker-died")

    def test_a_cancelled_job_of_a_dead_worker_is_not_begun_again(self) -> None:
        job = enqueue("test.note", {"what": "a"}, by=ALICE)
        actions.claim()
        actions.cancel(job)
        silent(job)
        assert actions.claim() is None
        job.refresh_from_db()
        assert job.state == Job.State.CANCELLED


@pytest.mark.django_db
class TestEnding:
    def end_of(self, handler: kinds.Handler, *, language: str = "en") -> Job:
        kinds.KINDS["test.once"] = kinds.Kind(handler)
        try:
            with translation.override(language):
                job = enqueue("test.once", {}, by=ALICE)
            work_through()
        finally:
            del kinds.KINDS["test.once"]
        return Job.objects.get(pk=job.pk)

    def test_a_refusal_is_told_in_its_own_words(self) -> None:
        def refuse(job: Job, report: Report) -> None:
            raise Refused("The list is closed.")

        job = self.end_of(refuse)
        assert (job.state, job.error) == (Job.State.FAILED, "The list is closed.")

    def test_a_mistake_of_ours_is_not_shown_to_people(self, caplog: pytest.LogCaptureFixture) -> None:
        def stumble(job: Job, report: Report) -> None:
            raise ZeroDivisionError("secret detail")

        job = self.end_of(stumble)
        assert (job.state, job.error) == (Job.State.FAILED, "internal")
        assert "secret detail" in caplog.text

    def test_a_kind_that_nobody_handles_fails(self, caplog: pytest.LogCaptureFixture) -> None:
        job = enqueue("test.unknown", {}, by=ALICE)
        work_through()
        job.refresh_from_db()
        assert job.state == Job.State.FAILED

    def test_the_handler_works_in_the_language_of_whoever_asked(self) -> None:
        job = self.end_of(lambda job, report: translation.get_language(), language="zh-hans")
        assert job.result == "zh-hans"

    def test_cancelling_ends_waiting_work_at_once(self, done: list[object]) -> None:
        job = enqueue("test.note", {"what": "a"}, by=ALICE)
        actions.cancel(job)
        assert work_through() == 0
        job.refresh_from_db()
        assert (job.state, done) == (Job.State.CANCELLED, [])

    def test_cancelling_ends_running_work_at_its_next_report(self) -> None:
        steps: list[int] = []

        def long(job: Job, report: Report) -> None:
            for step in range(3):
                report(3, 3)
                steps.append(step)
                actions.cancel(job)

        assert self.end_of(long).state == Job.State.CANCELLED
        assert steps == [0]

    def test_cancelling_what_is_over_changes_nothing(self, done: list[object]) -> None:
        job = enqueue("test.note", {"what": "a"}, by=ALICE)
        work_through()
        actions.cancel(job)
        job.refresh_from_db()
        assert (job.state, job.cancel_requested) == (Job.State.DONE, False)

    def test_a_worker_that_is_told_to_stop_gives_its_job_back_unfinished(self, done: list[object]) -> None:
        enqueue("test.note", {"what": "a"}, by=ALICE)
        job = actions.claim()
        assert job is not None
        actions.run(job, stopping=lambda: True)
        job.refresh_from_db()
        assert (job.state, job.attempts, done) == (Job.State.WAITING, 0, [])
        work_through()
        assert done == ["a"]

    def test_progress_is_what_was_reported(self) -> None:
        seen: list[tuple[int, int]] = []

        def steps(job: Job, report: Report) -> None:
            report(5, 20)
            seen.append(Job.objects.values_list("done", "total").get(pk=job.pk))
            report(6, 20)  # too soon after the last to be stored
            seen.append(Job.objects.values_list("done", "total").get(pk=job.pk))

        self.end_of(steps)
        assert seen == [(5, 20), (5, 20)]

    def test_what_ended_long_ago_is_forgotten(self, done: list[object]) -> None:
        old, new = (enqueue("test.note", {"what": what}, by=ALICE) for what in "ab")
        work_through()
        Job.objects.filter(pk=old.pk).update(ended_at=timezone.now() - actions.KEPT - timedelta(days=1))
        actions.forget_old()
        assert list(Job.objects.all()) == [new]

    def test_reporting_after_a_cancel_raises(self) -> None:
        def deaf(job: Job, report: Report) -> str:
            actions.cancel(job)
            with pytest.raises(Cancelled):
                report(1, 1)
            return "went on"

        assert self.end_of(deaf).state == Job.State.DONE


@pytest.mark.django_db(transaction=True)
class TestBeating:
    def test_a_job_that_computes_in_silence_still_beats(self) -> None:
        enqueue("test.note", {"what": "a"}, by=ALICE)
        job = actions.claim()
        assert job is not None
        silent(job)
        with beating(job, every=0.02):
            self.wait_for_a_beat(job)
        assert not [thread for thread in threading.enumerate() if thread.name == f"beat-{job.pk}"]

    def test_a_job_given_to_another_worker_gets_no_beats_from_the_first(self) -> None:
        enqueue("test.note", {"what": "a"}, by=ALICE)
        first = actions.claim()
        assert first is not None
        silent(first)
        second = actions.claim()
        assert second is not None
        silent(second)
        with beating(first, every=0.02):
            time.sleep(0.2)
        assert not self.has_beaten(second)

    def has_beaten(self, job: Job) -> bool:
        return Job.objects.filter(pk=job.pk, beat_at__gt=timezone.now() - actions.SILENCE).exists()

    def wait_for_a_beat(self, job: Job) -> None:
        for _ in range(500):
            time.sleep(0.02)
            if self.has_beaten(job):
                return
        pytest.fail("no beat arrived")
