"""Accessibility as axe-core sees it, in the page as it stands."""

from pathlib import Path

from playwright.sync_api import Page

_SOURCE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
# All rules that are on by default, and the one of WCAG 2.2 AA that is not.
_ALL = "rules: {'target-size': {enabled: true}}"
# What can be well on a wide screen and wrong on a narrow one; the other rules read no layout.
_OF_LAYOUT = "runOnly: ['target-size', 'scrollable-region-focusable']"
# What is out of sight has no true size until it is laid out; axe would see things overlap.
_LAY_OUT = """() => {
    const all = new CSSStyleSheet();
    all.replaceSync("* { content-visibility: visible !important; }");
    document.adoptedStyleSheets = [all];
}"""


def assert_accessible(page: Page) -> None:
    """Fail with every fault that axe finds, one line each: rule, what to do, where."""
    faults = faults_of(page)
    assert not faults, f"{page.url}\n" + "\n".join(faults)


def faults_of(page: Page, rules: str = _ALL) -> list[str]:
    page.evaluate(_LAY_OUT)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SOURCE)  # evaluated, not added as a script: the CSP forbids that, rightly
    run = f"axe.run(document, {{{rules}, resultTypes: ['violations']}})"
    found = page.evaluate(f"async () => (await {run}).violations")
    return [
        f"{fault['id']}: {fault['help']} · {node['html']}"
        for fault in found
        for node in fault["nodes"]
    ]


def faults_of_layout(page: Page) -> list[str]:
    """Of a page that ``faults_of`` has seen at another width."""
    return faults_of(page, _OF_LAYOUT)
