"""axe-core: what a page gets wrong for those who cannot see it, or cannot see it well."""

import shutil

from playwright.sync_api import Page

from config import ROOT

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MISSING = f"axe-core is not at {SOURCE.relative_to(ROOT)}: " + (
    "run npm ci" if shutil.which("npm") else "there is no npm on this machine to fetch it with"
)
RUN = """tags => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: { type: "tag", values: tags },
  rules: { "target-size": { enabled: true } },
})"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (390, 1280)


def violations(page: Page) -> list[str]:
    """What axe finds on PAGE, light and dark, narrow and wide: a line for each, with where it was seen."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text())
    found: dict[str, list[str]] = {}
    for colours in ("light", "dark"):
        for width in WIDTHS:
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            for line in _lines(page.evaluate(RUN, TAGS)):
                found.setdefault(line, []).append(f"{colours} {width}")
    return [f"{line} ({', '.join(seen)})" for line, seen in found.items()]


def _lines(results: dict[str, list]) -> list[str]:
    return [
        f"{each['id']} at {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for each in results["violations"]
        for node in each["nodes"]
    ]
