"""The order page, one module a part: everything about one order, from who acts next to its journal."""
