"""A section is made when its first story is; nothing else stands in the tree."""

import pytest


@pytest.fixture
def get(client, db):
    """The HTML of an address that must answer 200, every space a plain one: lines may end where they like."""

    def fetch(url: str) -> str:
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return answer.content.decode().replace("\u00a0", " ")

    return fetch
