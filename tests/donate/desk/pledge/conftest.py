"""Whoever is signed in."""

import pytest

from tests.donate import factories as make


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user
