"""Staff screens of pledges."""

from wagtail import hooks

from .desk.viewsets import PledgeViewSet


@hooks.register("register_admin_viewset")
def pledge_screens() -> PledgeViewSet:
    return PledgeViewSet()
