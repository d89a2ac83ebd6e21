"""B2MML's XML: written element by element, read without entities, without network, with the line of every fault."""

from collections.abc import Iterator

from lxml import etree

from takt.exchange.lines.faults import MessageFault

NAMESPACE = "http://www.mesa.org/xml/B2MML"
RELEASE = "7.0.0"
MAX_BYTES = 50_000_000
Node = etree._Element  # lxml exports the type under no other name


def root(name: str) -> Node:
    """A new document's root."""
    return etree.Element(_tag(name), nsmap={None: NAMESPACE})


def add(parent: Node, name: str, text: str | None = None) -> Node:
    """A new last child."""
    node = etree.SubElement(parent, _tag(name))
    node.text = text
    return node


def add_all(parent: Node, **texts: str) -> None:
    """Children in this order; empty ones are left out."""
    for name, text in texts.items():
        if text:
            add(parent, name, text)


def as_bytes(node: Node) -> bytes:
    """The document as a file."""
    return etree.tostring(node, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def parse(content: bytes) -> Node:
    """The root of a B2MML document. Raises MessageFault for anything else."""
    if len(content) > MAX_BYTES:
        raise MessageFault("the message", f"{len(content)} bytes", f"at most {MAX_BYTES} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        found = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise MessageFault("the XML", error.msg or "", "well-formed XML", error.lineno or 0) from error
    if found.getroottree().docinfo.internalDTD is not None:
        raise MessageFault("the XML", "a document type", "XML without a DTD", 1)
    if etree.QName(found).namespace != NAMESPACE:
        raise MessageFault(
            name_of(found), etree.QName(found).namespace or "", f"namespace {NAMESPACE}", line_of(found)
        )
    return found


def children(node: Node, name: str) -> Iterator[Node]:
    """The direct children of that name."""
    return node.iterchildren(_tag(name))


def child(node: Node, *path: str) -> Node | None:
    """The first one down a path."""
    found: Node | None = node
    for name in path:
        found = None if found is None else next(children(found, name), None)
    return found


def needed(node: Node, *path: str) -> Node:
    """As `child`. Raises MessageFault where there is none."""
    found = child(node, *path)
    if found is None:
        raise MessageFault(name_of(node), "", f"an element {'/'.join(path)}", line_of(node))
    return found


def text(node: Node, *path: str) -> str:
    """What stands there, or nothing."""
    found = child(node, *path)
    return "" if found is None else (found.text or "").strip()


def needed_text(node: Node, *path: str) -> str:
    """What stands there. Raises MessageFault where nothing does."""
    found = needed(node, *path)
    words = (found.text or "").strip()
    if not words:
        raise MessageFault("/".join((name_of(node), *path)), "", "a text", line_of(found))
    return words


def name_of(node: Node) -> str:
    """The element's name without its namespace."""
    return etree.QName(node).localname


def line_of(node: Node) -> int:
    """Where it stands in the file."""
    return int(node.sourceline or 0)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
