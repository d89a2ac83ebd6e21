"""The command line does, shows and proves what the pages and programs do; its exit code tells how it ended."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from tests.orders.shop import SOON, Shop, confirmed, entered
from tests.people import People

from takt.conduct.clauses import CLAUSES
from takt.orders.models import Order
from takt.web.command_line import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal asks for English."""
    monkeypatch.setenv("TAKT_LANGUAGE", "en")


def answer(capsys: Captured, *words: str) -> Any:
    """What the command answers in JSON; it must end well."""
    assert main(list(words)) == 0
    return json.loads(capsys.readouterr().out)


def test_an_order_is_entered_and_shown(capsys: Captured, people: People, shop: Shop) -> None:
    body = {
        "customer": "C-FARWIN", "lines": [{"item": "PUMP-1", "quantity": "2"}], "requested_date": SOON.isoformat(),
        "caller": "王丽", "called_at": "2026-01-05T09:00:00+08:00", "read_back": True,
    }  # fmt: skip
    outcome = answer(capsys, "do", "orders.enter", "--by", "li", "--json", json.dumps(body))
    shown = answer(capsys, "show", outcome["reference"], "--json")
    assert shown["order"]["state"] == "entered"
    assert shown["timeline"][0]["what"] == "orders.enter"
    assert shown["genuine"] is True
    assert main(["show", outcome["reference"]]) == 0
    assert outcome["reference"] in capsys.readouterr().out


def test_a_refusal_names_sentence_field_value_and_expectation(
    capsys: Captured, people: People, shop: Shop
) -> None:
    order = entered(shop, people.sales)
    assert (
        main(
            [
                "do",
                "orders.confirm",
                order.number,
                "--by",
                "zhang",
                "--json",
                '{"promised_date": "soon", "checklist": []}',
            ]
        )
        == 1
    )
    said = capsys.readouterr().err
    assert "promised_date" in said
    assert "soon" in said
    assert "a date like 2026-11-30" in said
    assert Order.objects.get(pk=order.pk).state == "entered"


def test_a_stale_version_is_refused(capsys: Captured, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    assert (
        main(
            [
                "do",
                "orders.withdraw",
                order.number,
                "--by",
                "li",
                "--seen",
                "9",
                "--json",
                '{"reason": "no longer"}',
            ]
        )
        == 1
    )
    assert "version 9" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        [], ["nothing"], ["do", "nothing.here", "--by", "li"], ["do", "orders.confirm", "--by", "li"], ["do", "orders.enter", "X", "--by", "li"],
        ["do", "orders.enter", "--by", "nobody"], ["do", "orders.enter", "--by", "li", "--json", "{"], ["do", "orders.enter", "--by", "li", "--json", "[]"],
        ["clause", "IX"], ["list", "nothing"], ["list", "orders", "--filter", "x"], ["export", "nothing"], ["template", "nothing"],
    ],
)  # fmt: skip
def test_wrong_usage_is_told_and_ends_with_2(words: list[str], capsys: Captured, people: People) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err


def test_every_clause_can_be_shown(capsys: Captured, people: People) -> None:
    for number, clause in CLAUSES.items():
        assert main(["clause", number]) == 0
        assert clause.zh in capsys.readouterr().out
    found = answer(capsys, "clause", "III.1.3", "--json")
    files = next(a["files"] for a in found["actions"] if a["name"] == "orders.confirm")
    assert "src/takt/orders/actions/confirm.py" in files
    assert "tests/orders/test_confirm.py" in files


def test_actions_tell_clause_department_states_and_parameters(capsys: Captured, people: People) -> None:
    found = {a["name"]: a for a in answer(capsys, "actions", "--json")}
    confirm = found["orders.confirm"]
    assert confirm["clause"] == "III.1.3"
    assert confirm["departments"] == ["sales"]
    assert (confirm["from"], confirm["to"]) == (["entered"], "confirmed")
    assert confirm["parameters"]["promised_date"] == "required"
    assert main(["actions"]) == 0


def test_lists_are_read_by_the_readers_right(capsys: Captured, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    rows = answer(capsys, "list", "orders", "--by", "li", "--json")["rows"]
    assert rows[0]["number"] == order.number
    assert "gross_amount" in rows[0]
    assert "gross_amount" not in answer(capsys, "list", "orders", "--by", "zhao", "--json")["rows"][0]
    assert main(["list", "orders", "--by", "li", "--filter", "state=none"]) == 1
    assert main(["list", "orders", "--search", order.number]) == 0


def test_the_search_finds(capsys: Captured, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    assert answer(capsys, "search", order.number, "--json")[0]["reference"] == order.number


def test_the_journal_is_sealed_verified_and_exported(
    capsys: Captured, people: People, shop: Shop, tmp_path: Path
) -> None:
    from takt.conduct.verifier import main as offline

    confirmed(shop, people)
    assert main(["seal"]) == 0
    assert main(["verify"]) == 0
    assert "all is right" in capsys.readouterr().out
    file = tmp_path / "journal.jsonl"
    assert main(["journal", "export", str(file)]) == 0
    assert offline([str(file)]) == 0


def test_a_wrong_row_is_named_and_ends_with_1(capsys: Captured, people: People, shop: Shop) -> None:
    from django.db import connection

    order = entered(shop, people.sales)
    with connection.cursor() as cursor:
        cursor.execute("update orders_order set version = version + 1 where id = %s", (order.pk,))
    assert main(["verify"]) == 1
    assert str(order.pk) in capsys.readouterr().out


def test_tables_go_out_and_come_in(capsys: Captured, people: People, shop: Shop, tmp_path: Path) -> None:
    kind = "items"
    file = tmp_path / f"{kind}.csv"
    assert main(["template", kind, str(tmp_path / "empty.xlsx")]) == 0
    assert (tmp_path / "empty.xlsx").read_bytes().startswith(b"PK")
    assert main(["export", kind, str(file)]) == 0
    capsys.readouterr()
    result = answer(capsys, "import", kind, str(file), "--by", "zhao", "--dry-run", "--json")
    assert result["faults"] == []
    assert (result["new"], result["changed"]) == (0, 0)
    file.write_text("nothing that we know\n1\n", encoding="utf-8")
    assert main(["import", kind, str(file), "--by", "zhao"]) == 1
    assert main(["import", kind, str(tmp_path / "none.csv"), "--by", "zhao"]) == 1


def test_help_speaks_the_terminals_language(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["--help"]) == 0
    assert "do an action" in capsys.readouterr().out
    from takt.web.command_line import language

    for given, expected in (("zh_CN.UTF-8", "zh-hans"), ("en_US.UTF-8", "en"), ("C", "en")):
        monkeypatch.delenv("TAKT_LANGUAGE", raising=False)
        monkeypatch.setenv("LC_ALL", given)
        assert language() == expected


def test_an_answer_that_nobody_reads_to_its_end_ends_quietly(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, people: People, shop: Shop
) -> None:
    order = confirmed(shop, people)
    for words in (["show", order.number], ["list", "orders"]):
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w") as nobody:
            monkeypatch.setattr("sys.stdout", nobody)
            assert main(words) == 128 + signal.SIGPIPE
        monkeypatch.undo()
        assert capsys.readouterr().err == ""
