"""A small town with everything that may be told, and everything that may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianyi.organisations.actions import (
    Facts,
    add_organisation,
    close_organisation,
    end_office,
    fill_office,
    name_contact,
    report_to,
)
from lianyi.organisations.models import Organisation
from lianyi.organisations.tests.settlement import NAMES, SYSTEM, Settlement, settle
from lianyi.responsibilities.actions import Ground, PointFacts, add_point, add_subject, assign, end_duty
from lianyi.responsibilities.models import Subject

REFORM = date(2025, 3, 1)
BEFORE, AFTER = date(2025, 1, 1), date(2026, 6, 1)
CODE = "91350100M000100Y43"
HOURS = "周一至周五 9:00-12:00，13:30-17:00；周六 9:00-12:00；PH off"
# What no answer may have in it, on any day.
PRIVATE = (
    "慕容老师",  # a contact person
    "10088880001",  # and how to reach them
    "10088880002",  # a shop
    "10088880003",  # a body that does not wish to be contacted
    "10088880004",  # a window of that body
    "旧任主任",  # held a public office, no longer does
    "欧阳校长",  # holds a post, not a public office
    "湖滨路1号铺",  # where a shop is
    "太极拳队",  # a group
    "13900001234",  # a resident's telephone
    *NAMES,  # residents
)


@dataclass(frozen=True)
class Town:
    settlement: Settlement
    district: Organisation
    street: Organisation
    centre: Organisation
    committee: Organisation
    allowance: Subject


def build() -> Town:
    place = settle()
    district = add_organisation(Facts("临波区人民政府", "public"), areas=[place.region], by=SYSTEM)
    street = add_organisation(
        Facts("滨河街道办事处", "public", "街道办"), line=district, areas=[place.region], by=SYSTEM
    )
    centre = add_organisation(
        Facts("政务服务中心", "public", "办事大厅；政务大厅", CODE, "中兴路8号", "0800-300001"),
        line=district,
        areas=[place.region],
        by=SYSTEM,
    )
    committee = add_organisation(
        Facts("柳岸居委会", "public", address="柳岸路1号", phone="0800-400001"),
        line=street,
        areas=[place.here],
        by=SYSTEM,
    )
    _posts(committee)
    _others(place)
    allowance = _subjects(centre, street, committee)
    report_to(committee, district, since=REFORM, by=SYSTEM)
    close_organisation(street, on=REFORM, by=SYSTEM)
    for body in (street, committee):
        body.refresh_from_db()
    return Town(place, district, street, centre, committee, allowance)


def _posts(committee: Organisation) -> None:
    fill_office(committee, title="主任", holder="旧任主任", since=date(2020, 1, 1), by=SYSTEM)
    fill_office(committee, title="主任", holder="闻人秋", since=REFORM, by=SYSTEM)
    gone = fill_office(committee, title="副主任", holder="旧任主任", since=date(2020, 1, 1), by=SYSTEM)
    end_office(gone, on=date(2026, 1, 1), by=SYSTEM)


def _others(place: Settlement) -> None:
    school = add_organisation(
        Facts("柳岸小学", address="柳岸路3号", phone="0800-500001"), areas=[place.here], by=SYSTEM
    )
    name_contact(school, side="theirs", name="慕容老师", phone="10088880001", since=REFORM, by=SYSTEM)
    fill_office(school, title="校长", holder="欧阳校长", since=REFORM, by=SYSTEM)
    shop = Facts("湖滨小店", "business", address="湖滨路1号铺", phone="10088880002")
    add_organisation(shop, areas=[place.here], by=SYSTEM)
    add_organisation(Facts("邻里互助会", "association"), areas=[place.here, place.elsewhere], by=SYSTEM)
    quiet = add_organisation(Facts("静园养老院", phone="10088880003"), areas=[place.here], by=SYSTEM)
    Organisation.objects.filter(pk=quiet.pk).update(no_contact_since=REFORM)
    assign(add_subject({"name": "日间照料"}, by=SYSTEM), quiet, "leads", Ground("清单", "网站"), by=SYSTEM)
    add_point(quiet, PointFacts("门房", "静园路2号", phone="10088880004"), by=SYSTEM)


def _subjects(centre: Organisation, street: Organisation, committee: Organisation) -> Subject:
    ground = Ground("清单", "网站")
    words = {
        "name": "低保申请",
        "name_en": "Applying for subsistence allowance",
        "answer": "到政务服务中心申请。",
        "answer_en": "At the district service centre.",
        "bring": "身份证\n户口簿",
        "bring_en": "Identity card\nHousehold register",
    }
    allowance = add_subject(words, by=SYSTEM)
    end_duty(assign(allowance, street, "leads", ground, by=SYSTEM), on=REFORM, by=SYSTEM)
    assign(allowance, centre, "leads", ground, since=REFORM, by=SYSTEM)
    assign(add_subject({"name": "邻里调解", "bring": "材料"}, by=SYSTEM), committee, "leads", ground, by=SYSTEM)
    facts = PointFacts("综合窗口", "中兴路8号一楼", "0800-300002", HOURS, is_step_free=True, note="二楼有哺乳室")
    add_point(centre, facts, by=SYSTEM, since=REFORM)
    return allowance
