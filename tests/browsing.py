"""The explorer in a real browser: a server of its own, and pages that tell of every fault they make."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running import COMMAND, ROOT, environment

from api.routes.pages import BUILT, is_built

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
REQUIRED = bool(os.environ.get("XUNJI_REQUIRE_BROWSER"))
AXE = BUILT.parent / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = ROOT / "build" / "screenshots"

# WebGL without a graphics card.
QUIET = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

needs_browser = pytest.mark.skipif(
    not REQUIRED and not (CHROMIUM and is_built() and AXE.exists()),
    reason="no Chromium, or the explorer is not built; install it and run make check-explorer",
)


@dataclass
class Watched:
    """A page, the server's address, and what went wrong in it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Until the page is there and nothing in it waits for an answer."""
        expect(self.page.locator("#page > *").first).to_be_visible()
        expect(self.page.locator(".waiting")).to_have_count(0)

    def shoot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", caret="initial")

    def audit(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA, one line a rule."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: Any = self.page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
        return [
            f"{one['id']}: {one['help']}: " + "; ".join(str(node["html"])[:160] for node in one["nodes"][:4])
            for one in found["violations"]
        ]

    def api(self, path: str, **values: str | int) -> Any:
        return self.page.request.get(f"{self.address}/api/v1/{path}", params=values).json()


@contextmanager
def served(store: Path, *options: str) -> Iterator[str]:
    """The address of `xunji serve` over the store, on a free port."""
    command = [*COMMAND, "serve", "--store", str(store), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment(), text=True) as server:
        try:
            assert server.stderr
            told = server.stderr.readline()
            found = re.search(r"http://[\d.:]+", told)
            assert found, told
            yield found[0]
        finally:
            server.terminate()
            server.communicate(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, address: str, width: int = 1280, height: int = 860) -> Iterator[Watched]:
    """A page that must make no fault, and ask no other host."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    seen = Watched(page, address)
    page.on("console", lambda told: seen.faults.append(f"console: {told.text}") if told.type == "error" else None)
    page.on("pageerror", lambda fault: seen.faults.append(f"fault: {fault}"))
    page.on("dialog", lambda dialog: (seen.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda asked: _own(seen, asked.url))
    yield seen
    context.close()
    assert not seen.faults, "\n".join(seen.faults)


def _own(seen: Watched, url: str) -> None:
    if not url.startswith((seen.address, "data:", "blob:")):
        seen.faults.append(f"another host was asked: {url}")
