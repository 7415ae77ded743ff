"""XS-1: whatever text people typed, anywhere, no page runs it, fetches for it or breaks its policy."""

import itertools
import re
from random import Random
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Error

from accounts.models import User
from tests.browser.pages import PAGES, addresses, make_rest, viewers
from tests.browser.test_pages import sign_in
from tests.conftest import _seals_lifted

# Each would say "owned=1" in the page that runs it, or ask for something that no page asks for.
PAYLOADS = (
    "<script>owned=1</script>", "<img src=x onerror=owned=1>", "<svg onload=owned=1>",
    '"><svg onload=owned=1>', "'><svg onload=owned=1>", '" onfocus=owned=1 autofocus x="',
    "' onmouseover=owned=1 '", "</title><script>owned=1</script>",
    "</textarea><script>owned=1</script>", "</script><script>owned=1</script>",
    "--><script>owned=1</script>", "<a href=javascript:owned=1>owned=1</a>",
    "javascript:owned=1", "<iframe src=javascript:owned=1>", "<b hx-get=/x hx-trigger=load>owned=1",
    "<b data-hx-get=/x data-hx-trigger=load>owned=1", "<b hx-on::load=owned=1>owned=1",
    "<math><mtext><style><img src=x onerror=owned=1>", "<details open ontoggle=owned=1>",
    "<base href=//bad.example>owned=1", "<link rel=stylesheet href=/x>owned=1",
    "<style>@import '/x';</style>owned=1", "<object data=/x>owned=1", "<form action=/x>owned=1",
    "{{ owned=1 }}", "{% owned=1 %}", "${owned=1}", "<video src=/x onerror=owned=1>",
    "\u003cscript\u003eowned=1\u003c/script\u003e", "＜script＞owned=1＜/script＞",
    "<scr\u200bipt>owned=1</script>", "<%73cript>owned=1", "&lt;script&gt;owned=1&lt;/script&gt;",
    "&#60;script&#62;owned=1", "\\u003cscript>owned=1", "<noscript><p title='</noscript><img src=x onerror=owned=1>'>",
    "<input autofocus onfocus=owned=1>", "<meta http-equiv=refresh content='0;/x'>owned=1",
    "<a ping=/x href=#>owned=1</a>", "]]><script>owned=1</script>",
)  # fmt: skip
# What would leave nothing to look at, or nobody who looks.
_TAKES_AWAY = ("remove", "switch", "end", "withdraw", "recall", "password", "password-change")
SHORT_ROUTES = ("narrative:period-report", "heritage:site-list", "entry:sheet", "review:board")
# Keys and addresses of rows, and what the portal itself reads as a rule or a template: nobody types
# it as prose, and a form or a loader has looked at it.
_NO_TEXT = re.compile(
    r"code|key|hash|sha256|username|password|verb|target_type|target_id|actor_id|template|symbol"
    r"|file|snapshot|drafted|table_order|rank_points|\.unit$"
    r"|^catalogue\.(subject|opening|closing|title|sentence|when)$"
)


def text_columns(model):
    for column in model._meta.concrete_fields:
        is_text = type(column) in {models.CharField, models.TextField}
        if (
            is_text
            and not column.choices
            and not _NO_TEXT.search(f"{model._meta.app_label}.{column.name}")
        ):
            yield column


def fill(chance: Random, most: int) -> int:
    """Every text of every row, past the verbs and their tidying; how many payloads were kept."""
    done = 0
    for model in apps.get_models():
        if model._meta.app_label in {"sessions", "contenttypes", "auth", "messages"}:
            continue
        columns = list(text_columns(model))
        for pk in list(model._default_manager.values_list("pk", flat=True)[:most]):
            for column in columns:
                done += _put(model, pk, column, chance.choice(PAYLOADS))
    return done


def _put(model, pk, column, payload) -> bool:
    try:
        with transaction.atomic():
            text = payload[: column.max_length] if column.max_length else payload
            return model._default_manager.filter(pk=pk).update(**{column.name: text}) > 0
    except DatabaseError:  # a constraint wants something else of this column
        return False


class _Posts:
    """What people type into forms: every text field of a page's forms, sent as the browser would."""

    _FORM = re.compile(r"<form\b[^>]*method=.post.[^>]*>.*?</form>", re.DOTALL | re.IGNORECASE)
    _ACTION = re.compile(r"<form\b[^>]*\baction=\"([^\"]*)\"", re.IGNORECASE)
    _FIELD = re.compile(r"<(input|textarea)\b([^>]*)>", re.DOTALL | re.IGNORECASE)
    _SELECT = re.compile(r"<select\b([^>]*)>(.*?)</select>", re.DOTALL | re.IGNORECASE)
    _CHOICE = re.compile(r"<option value=\"([^\"]+)\"")
    # What a field wants that holds no words.
    _OTHERS = {"date": "2020-05-01", "number": "1", "hidden": "", "tel": "1", "url": ""}

    def __init__(self, chance):
        self.chance, self.count, self.statuses = chance, 0, set()

    def send_all(self, viewer: str, address: str) -> None:
        client = Client(raise_request_exception=True)
        client.force_login(User.objects.get(username=viewer))
        page = client.get(address).content.decode()
        for form in self._FORM.findall(page):
            typed = list(self._typed(form))
            if not typed:
                continue
            action = self._ACTION.search(form)
            to = action[1] if action and action[1] else address
            fields = dict(self._others(form))
            fields |= {name: self.chance.choice(PAYLOADS) for name in typed}
            fields |= {"key": str(uuid4())} if "key" in fields else {}
            answer = client.post(to, fields)
            self.count += len(typed)
            self.statuses.add(answer.status_code)
            assert answer.status_code < 500, (address, answer.status_code)
            assert b"<script>owned" not in answer.content, address

    def _typed(self, form):
        for tag, attributes in self._FIELD.findall(form):
            kind = _attribute(attributes, "type") or "text"
            if tag == "textarea" or kind in {"text", "search"}:
                yield _attribute(attributes, "name")

    def _others(self, form):
        for _, attributes in self._FIELD.findall(form):
            name, kind = _attribute(attributes, "name"), _attribute(attributes, "type")
            if name and kind in self._OTHERS:
                yield name, _attribute(attributes, "value") or self._OTHERS[kind]
        for attributes, inside in self._SELECT.findall(form):
            yield _attribute(attributes, "name"), next(iter(self._CHOICE.findall(inside)), "")


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf"\b{name}=\"([^\"]*)\"", attributes)
    return found[1] if found else ""


def asked_oddly(address: str, base: str) -> bool:
    """A request that no page of ours makes: elsewhere, or at an address that is none."""
    parts, home = urlsplit(address), urlsplit(base)
    if parts.scheme in {"data", "blob"}:
        return False
    if parts.netloc != home.netloc:
        return True
    if parts.path.startswith("/static/") or parts.path == "/favicon.ico":
        return False
    try:
        resolve(parts.path)
    except Resolver404:
        return True
    return False


class _Watch:
    def __init__(self, page, base):
        self.faults, self.base = [], base
        page.on("request", lambda each: self._ask(each.url))
        page.on("dialog", lambda each: (self.faults.append(f"hộp thoại {each}"), each.dismiss()))
        page.on("console", lambda each: self._hear(each.text))

    def _ask(self, address):
        if asked_oddly(address, self.base):
            self.faults.append(f"gọi {address}")

    def _hear(self, text):
        if "Content Security Policy" in text or "Content-Security-Policy" in text:
            self.faults.append(text)


@pytest.mark.programme("XS-1")
def test_nothing_that_people_typed_ever_runs(live_demo, page, volume, seed, say):
    chance, is_full = Random(seed), bool(volume(short=0, full=1))
    if is_full:
        make_rest()
    posts = _Posts(chance)
    looked_at = viewers() if is_full else ["chuyenvien"]
    visits = {viewer: list(_visited(viewer, is_full)) for viewer in looked_at}
    for viewer, address in list(_form_pages(is_full)):
        for _ in range(volume(short=1, full=2)):
            posts.send_all(viewer, address)
    with _seals_lifted():
        kept = fill(chance, volume(short=4, full=40))
    assert kept >= volume(short=300, full=1_500)
    assert posts.count >= volume(short=20, full=600)

    watch, seen, shown, faults = _Watch(page, live_demo.url), 0, 0, []
    for viewer, listed in visits.items():
        sign_in(page, live_demo.url, viewer)
        for address in listed:
            watch.faults.clear()
            answer = page.goto(address)
            if answer.status != 200:  # what was typed has led some rows to another state
                faults += [f"{address}: trả lời {answer.status}"] if answer.status >= 500 else []
                continue
            is_owned = page.evaluate(
                "typeof owned !== 'undefined' || !!document.querySelector('[hx-on\\\\:\\\\:load]')"
            )
            faults += [f"{address}: đã chạy"] if is_owned else []
            faults += [f"{address}: {fault}" for fault in watch.faults]
            shown += page.content().count("owned=1")
            seen += 1
        page.context.clear_cookies()

    assert faults == []
    assert shown >= seen
    say(
        f"{posts.count} ô chữ gửi qua biểu mẫu (trả lời {sorted(posts.statuses)}), {kept} ô chữ trong"
        f" cơ sở dữ liệu, {seen} trang xem bằng Chromium có {shown} mã cài: 0 lần chạy, 0 lời gọi lạ"
    )


def _visited(viewer, is_full):
    if is_full:
        return addresses(viewer)
    found = (
        reverse(name, args=arguments)
        for name in SHORT_ROUTES
        if viewer in PAGES[name].by
        for arguments in itertools.islice(PAGES[name].rows(viewer), 1)
    )
    return list(found)


def _form_pages(is_full):
    """Pages with forms: each once, by the first who looks at it."""
    chosen = (
        "heritage:site-add",
        "activities:activity-add",
        "sports:club-add",
        "narrative:period-report",
    )
    for name, seen in PAGES.items():
        if not (is_full or name in chosen) or name.endswith(_TAKES_AWAY):
            continue
        for arguments in itertools.islice(seen.rows(seen.by[0]), 1):
            if seen.by[0] != "khach":
                yield seen.by[0], reverse(name, args=arguments)


def test_the_watch_would_see_what_runs(live_server, context):
    """The control: the same payloads in a page without escaping and without a policy."""
    page = context.new_page()
    watch, ran = _Watch(page, live_server.url), 0
    for number, payload in enumerate(PAYLOADS):
        page.route(
            f"**/doi-chung/{number}/",
            lambda route, _request, payload=payload: route.fulfill(
                body=f"<!doctype html><title>x</title><p>{payload}</p>", content_type="text/html"
            ),
        )
        watch.faults.clear()
        page.goto(f"/doi-chung/{number}/")
        page.wait_for_timeout(30)
        try:
            ran += page.evaluate("typeof owned !== 'undefined'") or len(watch.faults) > 1
        except Error:  # it has led the page away
            ran += 1
    assert ran >= 15
