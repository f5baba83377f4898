"""Who gets a new pledge."""

import pytest

from donate.models import OfficerProfile
from donate.promises import lifecycle
from home.models import Unit
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def unit(name: str, parent: Unit | None = None, kind: str = Unit.Kind.COMMUNE) -> Unit:
    return Unit.objects.create(name=name, kind=kind, parent=parent)


@pytest.fixture
def tree():
    province = unit("tỉnh Thử", kind=Unit.Kind.PROVINCE)
    commune = unit("xã Na Thử", province)
    return province, commune, unit("chi hội Nà Lầm", commune, Unit.Kind.BRANCH), unit("xã Khác", province)


def looks_after(*units: Unit, away: bool = False):
    officer = make.officer()
    OfficerProfile.objects.create(user=officer, is_away=away).units.set(units)
    return officer


def test_an_officer_of_the_funds_own_unit_comes_before_one_of_a_unit_above_it(tree):
    province, commune, branch, _other = tree
    of_province, of_branch, of_commune = looks_after(province), looks_after(branch), looks_after(commune)
    assert make.pledge(make.fund(unit=branch)).assignee == of_branch
    assert make.pledge(make.fund(unit=commune)).assignee == of_commune
    assert make.pledge(make.fund(unit=province)).assignee == of_province


def test_the_officer_of_a_unit_above_gets_what_nobody_nearer_can_take(tree):
    province, commune, branch, other = tree
    looks_after(branch, away=True)
    of_commune, of_province = looks_after(commune), looks_after(province)
    make.officer()  # looks after no unit: asked only when nobody of these fits
    assert make.pledge(make.fund(unit=branch)).assignee == of_commune
    assert make.pledge(make.fund(unit=other)).assignee == of_province


def test_an_officer_of_other_units_is_never_asked_one_without_units_is(tree):
    _province, commune, _branch, other = tree
    looks_after(other)
    fund = make.fund(unit=commune)
    assert make.pledge(fund).assignee is None
    free = make.officer()
    assert make.pledge(fund).assignee == free


def test_of_several_who_fit_whoever_has_least_to_do(tree):
    _province, commune, _branch, _other = tree
    first, second = looks_after(commune), looks_after(commune)
    fund = make.fund(unit=commune)
    owners = [make.pledge(fund).assignee for _ in range(4)]
    assert owners.count(first) == owners.count(second) == 2


def test_what_is_finished_is_no_load(tree):
    _province, commune, _branch, _other = tree
    first, second = looks_after(commune), looks_after(commune)
    fund = make.fund(unit=commune)
    for _place in range(2):
        lifecycle.take(make.pledge(fund, by=first, source="phone"), "mark_spam", first)
    assert [make.pledge(fund).assignee, make.pledge(fund).assignee] == [first, second]


def test_a_fund_of_no_unit_is_the_whole_chapters(tree):
    province, commune, _branch, _other = tree
    looks_after(commune)
    assert make.pledge(make.fund()).assignee is None
    of_province = looks_after(province)
    assert make.pledge(make.fund()).assignee == of_province


def test_nobody_who_left_or_is_away_is_asked():
    gone, away = make.officer(), looks_after(away=True)
    gone.is_active = False
    gone.save()
    make.treasurer()
    assert make.pledge().assignee is None
    OfficerProfile.objects.filter(user=away).update(is_away=False)
    assert make.pledge().assignee == away


def test_units_that_by_mistake_belong_to_each_other_stop_nothing(tree):
    _province, commune, branch, _other = tree
    Unit.objects.filter(pk=commune.pk).update(parent=branch)
    officer = looks_after(commune)
    assert make.pledge(make.fund(unit=branch)).assignee == officer
