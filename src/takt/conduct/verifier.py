"""The offline verifier: the same verdict from an export, with neither Django nor the database.

    python -m takt.conduct.verifier journal.jsonl [--public-key HEX] [--seal HEX]

`--public-key`: the key that you noted yourself; without it the export's own key is used.
`--seal`: the hash of a seal that you noted; the export must contain it. Exit code 0: all is right; 1: not.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from takt.conduct.chain import Entry, Head, SealRow, Wrong, wrong_entries, wrong_seals


@dataclass
class Export:
    """An export, read."""

    public_key: bytes = b""
    ledger: str = ""
    heads: dict[str, Head] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    seals: list[SealRow] = field(default_factory=list)
    end: dict[str, int] | None = None


def read(path: Path) -> Export:
    """Read an export file. Raises ValueError for a line that is no part of an export."""
    export = Export()
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                _take(export, json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"line {number}: not a line of a journal's export ({error})") from error
    return export


def _take(export: Export, line: dict[str, object]) -> None:
    kind = line["type"]
    if kind == "takt-journal":
        export.public_key, export.ledger = bytes.fromhex(str(line["public_key"])), str(line["ledger"])
    elif kind == "head":
        head = Head(
            str(line["kind"]), str(line["subject"]), int(str(line["seq"])), bytes.fromhex(str(line["hash"]))
        )
        export.heads[head.subject] = head
    elif kind == "entry":
        columns = line["columns"]
        if not isinstance(columns, dict):
            raise TypeError("columns is no object")
        export.entries.append(
            Entry(
                str(line["subject"]),
                int(str(line["seq"])),
                str(line["body"]),
                bytes.fromhex(str(line["hash"])),
                columns,
            )
        )
    elif kind == "seal":
        export.seals.append(
            SealRow(
                int(str(line["number"])),
                str(line["body"]),
                bytes.fromhex(str(line["hash"])),
                bytes.fromhex(str(line["signature"])),
            )
        )
    elif kind == "end":
        export.end = {"heads": int(str(line["heads"])), "entries": int(str(line["entries"]))}
    else:
        raise ValueError(f"unknown type {kind!r}")


def verdict(
    export: Export, public_key: bytes | None = None, noted_seal: bytes | None = None
) -> Iterator[Wrong]:
    """Every wrong row of an export, first rows first."""
    hashes: dict[tuple[str, int], bytes] = {}
    yield from wrong_entries(export.entries, export.heads, hashes)
    ledger = export.heads.get(export.ledger)
    yield from wrong_seals(export.seals, ledger.seq if ledger else 0, hashes, public_key or export.public_key)
    if noted_seal is not None and noted_seal not in {s.hash for s in export.seals}:
        yield Wrong("seal", noted_seal.hex(), "missing")
    if export.end != {"heads": len(export.heads), "entries": len(export.entries)}:
        yield Wrong("export", "end", "cut_off")


def main(arguments: list[str] | None = None) -> int:
    """The command. Returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("export", type=Path)
    parser.add_argument("--public-key", type=bytes.fromhex)
    parser.add_argument("--seal", type=bytes.fromhex)
    given = parser.parse_args(arguments)
    try:
        export = read(given.export)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{given.export}: {error}\n")
        return 1
    wrong = list(verdict(export, given.public_key, given.seal))
    for row in wrong[:100]:
        sys.stdout.write(f"{row}\n")
    sys.stdout.write(
        f"{len(export.entries)} entries, {len(export.heads)} chains, {len(export.seals)} seals, {len(wrong)} wrong\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
