"""IV 信息管理与记录: the dossier of an order, search, export of every list (reads only)."""
