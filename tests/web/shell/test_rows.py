"""No page of a row, and no list, shows Chinese readers a key or an English word of Takt's own."""

import html
import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.ranges import RangeField
from django.db import models
from django.test import Client
from django.utils import translation
from tests.open_door import open_door
from tests.people import People
from tests.rows import SPECIAL, build

from takt.conduct import reading
from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.conduct.guard import Guarded
from takt.conduct.letters import LETTERS
from takt.conduct.resources import RESOURCES, Resource
from takt.departments.models import Person
from takt.stock.models import Lot
from takt.web.pages.listing.history import SILENT
from takt.web.pages.listing.rows import address_of
from takt.web.pages.names import field_title

discover()
KEYS = {
    "action": "orders.confirm", "kind": "orders.order", "first": "approval.budget", "second": "orders.withdraw",
    "codes": ["not_your_department"], "departments": ["sales"], "head_of": ["sales"], "department": "sales",
    "currency": "CNY", "country": "CN", "clause": "III.1.2", "language": "zh-hans",
}  # fmt: skip
RAW = re.compile(r"[a-z]+(?:[._][a-z]+)+|(?<![\w@.-])[A-Za-z][a-z]{2,}(?![\w@.])")
KNOWN = {
    "Excel",
    "xlsx",
    "English",
    "Asia",
    "Shanghai",
    "takt.test",
}  # files, a language, a time zone, a mail domain


@pytest.fixture(autouse=True)
def _only_takts_own_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests register by being imported is not on anybody's page."""
    for name, one in list(ACTIONS.items()):
        if one.run.__module__ in ("tests.departments.deeds", "tests.stock.booking", "tests.conduct.acts"):
            monkeypatch.delitem(ACTIONS, name)


def in_chinese(model: type[models.Model]) -> dict[str, Any]:
    """Values of a row whose own words are Chinese and whose keys are real ones."""
    given: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        plain = isinstance(field, models.CharField | models.TextField | ArrayField)
        if field.name in SPECIAL.get(model, dict)() or not plain or getattr(field, "choices", None):
            continue
        if field.name in KEYS and not (field.name == "kind" and model._meta.app_label != "conduct"):
            given[field.name] = KEYS[field.name]
        elif not isinstance(field, ArrayField) and not field.unique and not field.has_default():
            given[field.name] = "中文"[: field.max_length or 2]
    return given


def words_of(client: Client, address: str) -> set[str]:
    """What the middle of a page says to a reader of Chinese, as far as it looks like a key or like English."""
    answer = client.get(address, headers={"Accept-Language": "zh-hans"})
    assert answer.status_code == 200, address
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    assert main is not None
    text = html.unescape(
        re.sub(r"<[^>]+>", "\n", re.sub(r"<(svg|script).*?</\1>", " ", main[0], flags=re.DOTALL))
    )
    return set(RAW.findall(text)) - KNOWN


def reader_of(resource: Resource, people: People) -> Person:
    """Somebody who may read the list."""
    everybody = (people.head, people.admin, people.sales, people.finance)
    return next(p for p in everybody if reading.may_read(resource, p))


@pytest.mark.parametrize("name", sorted(set(RESOURCES) - {"orders"}))
def test_a_row_and_its_list_speak_chinese(name: str, browser: Any, people: People, settings: Any) -> None:
    settings.LANGUAGE_CODE = "zh-hans"
    resource = RESOURCES[name]
    reader = reader_of(resource, people)
    with open_door():
        given = in_chinese(resource.model)
        if name == "tokens":
            given["person"] = reader
        if name == "letters":
            given["kind"] = next(kind for kind in LETTERS if kind.startswith("orders."))
        if name == "feedback":
            given["score"] = 5
        if name == "reservations":
            given["lot"] = build(Lot)
        row = build(resource.model, **given)
    logins = {part for login in Person.objects.values_list("login", flat=True) for part in RAW.findall(login)}
    client = browser(reader)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    for address in (f"/lists/{name}", address_of(resource, row)):
        assert words_of(client, address) - logins == set(), address


def test_every_journalled_column_has_a_name_in_chinese() -> None:
    hidden = {"id", "version", "head", "password", "salt", *SILENT}
    found = [f for m in apps.get_models() if issubclass(m, Guarded) for f in m._meta.concrete_fields]
    told = [
        f
        for f in found
        if f.name not in hidden and not isinstance(f, models.JSONField | models.UUIDField | RangeField)
    ]
    with translation.override("zh-hans"):
        unnamed = {f"{f.model._meta.label_lower}.{f.name}" for f in told
                   if RAW.search(field_title(f.model._meta.label_lower, f.name))}  # fmt: skip
    assert unnamed == set()
