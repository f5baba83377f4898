"""Which units count under which: for sums of a unit with all that belongs to it."""

import pytest

from home.models import Unit
from home.unit_tree import UnitTree

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    province = Unit.objects.create(name="tỉnh Lạng Sơn", kind="province")
    commune = Unit.objects.create(name="xã Mẫu Sơn", kind="commune", parent=province)
    branch = Unit.objects.create(name="chi hội Khuổi Cấp", kind="branch", parent=commune)
    merged = Unit.objects.create(name="xã Công Sơn (cũ)", kind="commune", parent=province)
    commune.predecessors.add(merged)
    parted = Unit.objects.create(name="huyện Cao Lộc (cũ)", kind="commune", parent=province)
    for name in ("xã Cao Lộc", "xã Đồng Đăng"):
        Unit.objects.create(name=name, kind="commune", parent=province).predecessors.add(parted)
    return {unit.name: unit.pk for unit in Unit.objects.all()} | {"branch": branch.pk}


def test_a_unit_stands_with_all_that_belongs_to_it_and_what_it_was_formed_from(units, django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = UnitTree.load()
    commune = units["xã Mẫu Sơn"]
    assert tree.beneath(commune) == {commune, units["branch"], units["xã Công Sơn (cũ)"]}
    assert tree.province == units["tỉnh Lạng Sơn"]
    assert len(tree.beneath(tree.province)) == 7


def test_every_unit_counts_under_exactly_one_part(units):
    tree = UnitTree.load()
    top = tree.province
    assert tree.part(units["branch"], top) == units["xã Mẫu Sơn"]
    assert tree.part(units["xã Công Sơn (cũ)"], top) == units["xã Mẫu Sơn"]
    # One that was parted among several would count twice under them: it stays on its own.
    assert tree.part(units["huyện Cao Lộc (cũ)"], top) == units["huyện Cao Lộc (cũ)"]
    assert tree.part(None, top) == tree.part(top, top) == top
    assert tree.part(units["branch"], units["xã Mẫu Sơn"]) == units["branch"]


def test_a_circle_of_units_is_no_endless_way(units):
    Unit.objects.filter(pk=units["xã Mẫu Sơn"]).update(parent=units["branch"])
    tree = UnitTree.load()
    assert units["branch"] in tree.beneath(units["xã Mẫu Sơn"])
    assert tree.part(units["branch"], None) in units.values()


def test_the_choices_follow_the_tree(units):
    names = [label.replace("\u00a0", "·") for _pk, label in UnitTree.load().choices()]
    assert names[0] == "tỉnh Lạng Sơn"
    assert names[names.index("···xã Mẫu Sơn") + 1 :][:2] == ["······chi hội Khuổi Cấp", "······xã Công Sơn (cũ)"]
