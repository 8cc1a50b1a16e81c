"""What can be done with a matter on its page: each act with its form, whom it is offered to, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianyi.matters import rules
from lianyi.matters.actions.handing import may_arbitrate
from lianyi.matters.forms.acts import ActForm
from lianyi.matters.models import Dispute, Helping, Matter, Pause
from lianyi.request import Request
from lianyi.scope import Actor

DONE = _("Written down.")


@dataclass(frozen=True)
class Standing:
    """How somebody stands towards a matter at this moment: what it is, and what they may do with it."""

    matter: Matter
    actor: Actor

    @cached_property
    def holds(self) -> bool:
        return rules.holds(self.matter, self.actor)

    @cached_property
    def writes(self) -> bool:
        return self.holds or rules.may_write(self.matter, self.actor)

    @cached_property
    def pause(self) -> Pause | None:
        return next((one for one in self.matter.pauses.all() if one.ended_at is None), None)

    @cached_property
    def dispute(self) -> Dispute | None:
        return self.matter.disputes.filter(decided_at__isnull=True).select_related("organisation", "arbiter").first()

    @cached_property
    def decides(self) -> bool:
        return self.dispute is not None and may_arbitrate(self.dispute, self.actor)

    @cached_property
    def helpings(self) -> list[Helping]:
        """The help that is going on."""
        return list(self.matter.helpings.filter(ended_at__isnull=True).select_related("organisation", "user"))

    @property
    def is_going(self) -> bool:
        return not self.matter.is_over

    @property
    def is_open(self) -> bool:
        return self.matter.state == Matter.State.OPEN

    @property
    def is_service(self) -> bool:
        return self.matter.workspace == Matter.Workspace.SERVICE

    @property
    def goes_on_elsewhere(self) -> bool:
        return self.matter.outcome in (Matter.Outcome.JOINED, Matter.Outcome.CROSSED)

    @property
    def was_left_out(self) -> bool:
        """Whether it ended without an answer, so that nobody is asked how it went."""
        return self.goes_on_elsewhere or self.matter.outcome == Matter.Outcome.WITHDRAWN


@dataclass(frozen=True)
class Act:
    """Something that is done. `run` may return the address at which the page goes on."""

    name: str
    title: str | Promise
    run: Callable[[Request, Matter, ActForm], str | None]
    offered: Callable[[Standing], bool]
    form: type[ActForm] = ActForm
    done: str | Promise = DONE
    lead: str | Promise = ""
    icon: str = "edit"
    is_listed: bool = True  # else it stands where it belongs on the page
    is_plain: bool = False  # needs no form where the page shows it: one click
