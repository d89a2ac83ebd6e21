"""The arithmetic of the journal: hash chains per subject, Merkle seals, and their verification.

Pure: neither Django nor a database, so that the offline verifier gives the same verdict from an
export. An entry is (subject, seq, body, hash): body is canonical JSON text and
hash = SHA-256(hash of the subject's previous entry | body); the first entry follows 32 zero bytes.
A seal's body names every chain that grew since the seal before it and the Merkle root over the
heads of ALL chains; it holds the hash of the seal before it and is signed with Ed25519.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

try:
    from orjson import loads
except ImportError:  # the offline verifier needs no more than cryptography
    from json import loads  # type: ignore[assignment]  # same use, another spelling of the types

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal row as stored. `columns` are the stored copies of facts that the body also holds."""

    subject: str
    seq: int
    body: str
    hash: bytes
    columns: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """What a subject's own row says of its chain: kind, id, number of entries, hash of the last."""

    kind: str
    subject: str
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class SealRow:
    """One stored seal."""

    number: int
    body: str
    hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that is wrong: which table, which row, and why (a code)."""

    table: str
    row: str
    reason: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.reason}"


def entry_hash(previous: bytes, body: str) -> bytes:
    """Hash of an entry that follows `previous`."""
    return hashlib.sha256(previous + body.encode()).digest()


def leaf(subject: str, seq: int, head: bytes) -> bytes:
    """Merkle leaf of one chain head (domain-separated from inner nodes, as RFC 6962 does)."""
    return hashlib.sha256(b"\x00" + f"{subject}:{seq}:".encode() + head).digest()


class MerkleTree:
    """A Merkle tree whose leaves can be set in place; an odd last node moves up unchanged."""

    def __init__(self) -> None:
        self.levels: list[list[bytes]] = [[]]

    def set_leaves(self, leaves: Mapping[int, bytes]) -> None:
        """Set leaves by index (new ones must continue the row) and renew the nodes above them."""
        touched = sorted(leaves)
        row = self.levels[0]
        for index in touched:
            if index == len(row):
                row.append(leaves[index])
            else:
                row[index] = leaves[index]
        level = 0
        while len(self.levels[level]) > 1:
            if level + 1 == len(self.levels):
                self.levels.append([])
            touched = self._renew(level, touched)
            level += 1
        del self.levels[level + 1 :]

    def _renew(self, level: int, touched: Iterable[int]) -> list[int]:
        below, above = self.levels[level], self.levels[level + 1]
        parents = sorted({i // 2 for i in touched})
        for parent in parents:
            pair = below[2 * parent : 2 * parent + 2]
            node = hashlib.sha256(b"\x01" + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0]
            if parent == len(above):
                above.append(node)
            else:
                above[parent] = node
        return parents

    @property
    def root(self) -> bytes:
        """The root; 32 zero bytes when the tree is empty."""
        return self.levels[-1][0] if self.levels[0] else GENESIS


def wrong_entries(
    entries: Iterable[Entry], heads: Mapping[str, Head], seen: dict[tuple[str, int], bytes] | None = None
) -> Iterator[Wrong]:
    """Every wrong row of the journal, in order of (subject, seq); `entries` come in that order.

    `seen`, when given, is filled with the hash of each (subject, seq), for the seals.
    """
    subject, seq, previous = "", 0, GENESIS
    finished: set[str] = set()
    for entry in entries:
        if entry.subject != subject:
            if subject:
                yield from _tail(subject, seq, previous, heads)
                finished.add(subject)
            subject, seq, previous = entry.subject, 0, GENESIS
        seq += 1
        yield from _wrong_entry(entry, seq, previous)
        seq = entry.seq
        previous = entry.hash
        if seen is not None:
            seen[entry.subject, entry.seq] = entry.hash
    if subject:
        yield from _tail(subject, seq, previous, heads)
        finished.add(subject)
    for head in heads.values():
        if head.seq and head.subject not in finished:
            yield Wrong("journal", f"{head.kind} {head.subject}/1", "missing")


def _wrong_entry(entry: Entry, expected_seq: int, previous: bytes) -> Iterator[Wrong]:
    row = f"{entry.subject}/{entry.seq}"
    if entry.seq != expected_seq:
        yield Wrong(
            "journal",
            f"{entry.subject}/{expected_seq}",
            "missing" if entry.seq > expected_seq else "out_of_order",
        )
    elif entry_hash(previous, entry.body) != entry.hash:
        yield Wrong("journal", row, "hash_differs")
    elif not _columns_agree(entry):
        yield Wrong("journal", row, "columns_differ_from_body")


def _columns_agree(entry: Entry) -> bool:
    try:
        body = loads(entry.body)
    except ValueError:
        return False
    if body.get("subject") != entry.subject or body.get("seq") != entry.seq:
        return False
    return all(body.get(name) == value for name, value in entry.columns.items())


def _tail(subject: str, seq: int, last: bytes, heads: Mapping[str, Head]) -> Iterator[Wrong]:
    head = heads.get(subject)
    if head is None:
        yield Wrong("journal", f"{subject}/1", "subject_unknown")
    elif seq < head.seq:
        yield Wrong("journal", f"{subject}/{seq + 1}", "missing")
    elif seq > head.seq:
        yield Wrong("journal", f"{subject}/{head.seq + 1}", "inserted")
    elif last != head.hash:
        yield Wrong("journal", f"{subject}/{seq}", "head_differs")


def seal_body(number: int, at: str, previous: bytes, root: bytes, chains: list[tuple[int, str, int]]) -> str:
    """Canonical text of a seal: `chains` are (leaf index, subject, seq) of every chain that grew."""
    return json.dumps(
        {"at": at, "chains": chains, "number": number, "previous": previous.hex(), "root": root.hex()},
        sort_keys=True,
        separators=(",", ":"),
    )


def wrong_seals(
    seals: Iterable[SealRow], count: int, hashes: Mapping[tuple[str, int], bytes], public_key: bytes
) -> Iterator[Wrong]:
    """Every wrong seal, in order; `count` is how many seals the ledger's own chain says there are."""
    tree, previous, number = MerkleTree(), GENESIS, 0
    key = Ed25519PublicKey.from_public_bytes(public_key)
    for seal in seals:
        number += 1
        if seal.number != number:
            yield Wrong("seal", str(number), "missing")
            return
        reason = _wrong_seal(seal, previous, key) or _wrong_root(seal, tree, hashes)
        if reason:
            yield Wrong("seal", str(number), reason)
            return
        previous = seal.hash
    if number != count:
        yield Wrong("seal", str(min(number, count) + 1), "missing" if number < count else "inserted")


def _wrong_seal(seal: SealRow, previous: bytes, key: Ed25519PublicKey) -> str:
    if hashlib.sha256(seal.body.encode()).digest() != seal.hash:
        return "hash_differs"
    try:
        key.verify(seal.signature, seal.body.encode())
    except InvalidSignature:
        return "signature_differs"
    body = json.loads(seal.body)
    if body["number"] != seal.number:
        return "columns_differ_from_body"
    return "" if body["previous"] == previous.hex() else "previous_differs"


def _wrong_root(seal: SealRow, tree: MerkleTree, hashes: Mapping[tuple[str, int], bytes]) -> str:
    body = json.loads(seal.body)
    leaves = {}
    for index, subject, seq in body["chains"]:
        head = hashes.get((subject, seq))
        if head is None:
            return f"sealed_entry_missing:{subject}/{seq}"
        leaves[index] = leaf(subject, seq, head)
    tree.set_leaves(leaves)
    return "" if tree.root.hex() == body["root"] else "root_differs"
