"""`takt adventureworks`: a bicycle maker's real data in, its resellers' orders through the whole life, by the door only.

The folder read is the AdventureWorks sample of a bicycle manufacturer: one gzip CSV a table,
`Schema.Table.csv.gz`. Nothing here writes a row: every fact enters by an action, every step is one.
"""
