"""An instance is read as it stands in its file, or refused with the field, its value and what is expected."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from tests.engine.shop.small_instances import FT06

from takt.engine.shop.generating import make_to_order
from takt.engine.shop.instances import InstanceError, read_instance, shop_of, write_instance
from takt.engine.shop.shop import lower_bound


@pytest.mark.parametrize("name", ["shops.jsonl", "shops.jsonl.gz"])
def test_what_is_written_is_read(tmp_path: Path, name: str) -> None:
    write_instance(tmp_path / name, FT06)
    assert read_instance(tmp_path / name) == FT06
    assert read_instance(tmp_path / name, "ft06") == FT06


def test_of_several_instances_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl.gz"
    with gzip.open(path, "wt") as file:
        file.writelines(json.dumps({**FT06, "name": name}) + "\n" for name in ("one", "two"))
    assert read_instance(path, "two")["name"] == "two"
    for asked in (None, "three"):
        with pytest.raises(InstanceError, match="expected one of: one, two"):
            read_instance(path, asked)


@pytest.mark.parametrize("text", ["", "no JSON", "[1]", '{"name": '])
def test_a_file_that_holds_no_instance_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InstanceError, match=r"broken\.jsonl"):
        read_instance(tmp_path / "broken.jsonl")


def test_a_torn_archive_is_refused(tmp_path: Path) -> None:
    write_instance(tmp_path / "whole.gz", make_to_order(200))
    (tmp_path / "torn.gz").write_bytes((tmp_path / "whole.gz").read_bytes()[:300])
    with pytest.raises(InstanceError, match="torn"):
        read_instance(tmp_path / "torn.gz")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"machines": 0}, "machines is 0"),
        ({"machines": True}, "machines is true"),
        ({"jobs": []}, r"jobs is \[\]"),
        ({"jobs": [[]]}, r"jobs\[0\] is \[\]"),
        ({"jobs": [[[]]]}, r"jobs\[0\]\[0\] is \[\]"),
        ({"jobs": [[[[0]]]]}, r"jobs\[0\]\[0\]\[0\] is \[0\]"),
        ({"jobs": [[[[6, 1]]]]}, r"jobs\[0\]\[0\]\[0\] machine is 6, expected a whole number from 0 to 5"),
        ({"jobs": [[[[0, -1]]]]}, r"jobs\[0\]\[0\]\[0\] minutes is -1"),
        ({"jobs": [[[[0, 1.5]]]]}, r"minutes is 1\.5"),
        ({"due": [1]}, r"due is \[1\], expected a list of 6 numbers"),
        ({"weight": [1, 1, 1, 1, 1, -1]}, r"weight\[5\] is -1"),
        ({"release": "now"}, 'release is "now"'),
        ({"setup": [[[0]]]}, "setup is"),
        ({"setup": [[1], [1, 2]]}, "setup is"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InstanceError, match=field):
        shop_of({**FT06, **change})


def test_a_made_shop_is_the_same_for_the_same_seed_and_has_what_was_asked_for() -> None:
    made = make_to_order(500, seed=7)
    assert made == make_to_order(500, seed=7) != make_to_order(500, seed=8)
    shop = shop_of(made)
    assert shop.operations == 500
    assert shop.is_flexible
    assert shop.has_due_dates
    lengths = [len(job) for job in made["jobs"][:-1]]
    assert 3 <= min(lengths) <= max(lengths) <= 12


def test_no_schedule_is_shorter_than_the_longest_job_or_the_load_of_a_work_centre() -> None:
    shop = shop_of({"machines": 3, "jobs": [[[[0, 5], [1, 6]]], [[[1, 5], [0, 9]]], [[[2, 4]], [[2, 3]]]]})
    assert lower_bound(shop.arrays) == 7
    assert lower_bound(shop_of({"machines": 2, "jobs": [[[[0, 9], [1, 8]]]] * 5}).arrays) == 20
