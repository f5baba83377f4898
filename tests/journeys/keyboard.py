"""A person who has no mouse: Tab to get there, then the key. Wherever they are, they must see where."""

from __future__ import annotations

import re

from playwright.sync_api import expect

# What the focused element is called, and whether one sees it: in the window, with nothing lying on it, once the page
# has come to rest. Wagtail scrolls gently, so it is given time.
WHERE = """async () => {
  const at = document.activeElement;
  if (at === document.body) return ["", true];  // past the last one: the browser's own buttons
  const name = at.getAttribute("aria-label") || (at.labels && at.labels[0]?.textContent) || at.innerText || at.value;
  const clear = () => {
    const box = at.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 40), box.y + Math.min(box.height / 2, 40));
    return Boolean(top) && (at.contains(top) || top.contains(at));
  };
  for (let tries = 0; tries < 3_000 && !clear(); tries++) await new Promise(done => setTimeout(done, 20));
  return [(name || "").replace(/\\s+/g, " ").trim(), clear() && at.matches(":focus-visible")];
}"""


class Keyboard:
    def __init__(self, page):
        self.page = page

    def to(self, name: str, *, within: int = 90) -> None:
        """Tab until the focus is on what begins with this name; whatever it passes must be seen."""
        passed = []
        for _ in range(within):
            self.page.keyboard.press("Tab")
            called, seen = self.page.evaluate(WHERE)
            passed.append(called)
            assert seen, f"the focus on «{called}» is not to be seen on {self.page.url}"
            if re.match(re.escape(name), called, re.IGNORECASE):
                return
        raise AssertionError(f"«{name}» is not reached on {self.page.url}; passed: {passed}")

    def press(self, name: str, key: str = "Enter") -> None:
        """Get there and press the key, which may lead to another page."""
        self.to(name)
        self.page.keyboard.press(key)

    def follow(self, name: str) -> None:
        """As `press`, and wait for the page that comes."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, name: str, text: str) -> None:
        self.to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def skip_to_content(self) -> None:
        self.page.locator(".sidebar-menu-item").first.wait_for()  # the menu and the link past it come with the script
        self.press("Tới phần nội dung chính")
        expect(self.page.locator("main:focus")).to_have_count(1)
