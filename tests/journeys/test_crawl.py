"""Every address of the demo that an anonymous reader can reach: links, choices of the filters, pages of the lists."""

import itertools
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from html import unescape

import pytest

MOST = 3_000  # addresses; the demo has some hundreds
NOT_FOR_READERS = ("/admin/",)


def fetch(address: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def links_of(html: str) -> set[str]:
    found = {unescape(link) for link in re.findall(r'<(?:a|link)\b[^>]*\bhref="([^"]*)"', html)}
    for name, choices in re.findall(r'<select\b[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        for value in re.findall(r'<option value="([^"]+)"', choices):
            found.add("?" + urllib.parse.urlencode({name: unescape(value)}))
    return found


def pictures_of(html: str) -> set[str]:
    found = set(re.findall(r'\bsrc="([^"]+)"', html))
    for candidates in re.findall(r'\bsrcset="([^"]+)"', html):
        found.update(candidate.split()[0] for candidate in candidates.split(","))
    return {unescape(link) for link in found}


@pytest.fixture(scope="module")
def crawled(demo_site) -> dict[str, tuple[int, str, bytes, str]]:
    """address → (status, type, body, where it was linked). Filters are followed from the unfiltered list only."""
    found: dict[str, tuple[int, str, bytes, str]] = {}
    waiting = [("/", "")]
    while waiting:
        address, linked_from = waiting.pop()
        if address in found or address.startswith(NOT_FOR_READERS):
            continue
        assert len(found) < MOST, "the links never end"
        status, kind, body = fetch(demo_site.url + address)
        found[address] = (status, kind, body, linked_from)
        if kind != "text/html":
            continue
        html = body.decode()
        links = links_of(html)
        if "?" in address:
            links = {link for link in links if not link.startswith("?") or "page=" in link}
        for link in links | pictures_of(html):
            whole = urllib.parse.urldefrag(urllib.parse.urljoin(demo_site.url + address, link)).url
            if whole.startswith(demo_site.url):
                waiting.append((whole.removeprefix(demo_site.url) or "/", address))
    return found


def test_no_link_of_the_demo_is_broken(crawled):
    assert len(crawled) > 200
    assert {address.partition("?")[0] for address in crawled} >= {"/tin-tuc/", "/lich/", "/don-vi/", "/cong-khai/"}
    assert any("page=2" in address for address in crawled)
    assert any("don-vi=" in address for address in crawled)
    broken = [
        f"{status} {address}, linked from {origin}"
        for address, (status, _k, _b, origin) in crawled.items()
        if status != 200
    ]
    assert not broken, "\n".join(broken)


def test_every_page_has_one_h1_a_description_and_a_title_of_its_own(crawled):
    wrong, titles = [], defaultdict(set)
    for address, (_status, kind, body, _origin) in crawled.items():
        if kind != "text/html":
            continue
        html = body.decode()
        if len(re.findall(r"<h1[\s>]", html)) != 1:
            wrong.append(f"{address}: not one h1")
        if not re.search(r'<meta name="description" content="[^"]{15,}"', html):
            wrong.append(f"{address}: no description")
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]
        wrong += [f"{address}: h{a} then h{b}" for a, b in itertools.pairwise(levels) if b > a + 1]
        ids = re.findall(r'\sid="([^"]+)"', html)
        wrong += [f"{address}: id {name} twice" for name in set(ids) if ids.count(name) > 1]
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)
        if canonical is None:
            wrong.append(f"{address}: no canonical address")
            continue
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        titles[title.group(1).strip() if title else ""].add(canonical.group(1))
    # Filtered lists and filled-in forms share the canonical address of the plain one, and its title.
    wrong += [f"{title}: {sorted(pages)}" for title, pages in titles.items() if len(pages) > 1]
    assert not wrong, "\n".join(wrong)
