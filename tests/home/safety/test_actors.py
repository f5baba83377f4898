"""Who may do something: a person with the right, the site itself, a donor where donors may; nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser

from home.safety.actors import DONOR, SYSTEM, Donor, NotAllowed, System, may, person, require
from tests.home.people import member

RIGHT = "donate.handle_pledge"


@pytest.mark.django_db
class TestRequire:
    def test_a_person_with_the_right_may(self):
        require(member("Cán bộ tiếp nhận"), RIGHT)

    @pytest.mark.parametrize("group", ["Biên tập viên", "Lãnh đạo"])
    def test_a_person_without_the_right_is_refused_in_words(self, group):
        with pytest.raises(NotAllowed, match="quyền"):
            require(member(group), RIGHT)

    def test_who_has_left_is_refused_whatever_the_rights(self):
        officer = member("Cán bộ tiếp nhận")
        officer.is_active = False
        assert not may(officer, RIGHT)

    def test_the_site_itself_may_and_a_donor_only_where_donors_may(self):
        assert may(SYSTEM, RIGHT)
        assert not may(DONOR, RIGHT)
        assert may(DONOR, RIGHT, donor=True)

    @pytest.mark.parametrize("nobody", [None, object(), "system", AnonymousUser(), System, Donor])
    def test_nothing_else_acts(self, nobody):
        assert not may(nobody, RIGHT, donor=True)

    def test_only_people_are_written_down(self):
        officer = member("Cán bộ tiếp nhận")
        assert [person(actor) for actor in (officer, SYSTEM, DONOR)] == [officer, None, None]
