"""File formats, pure: bytes to dataclasses and back. No framework, no database, no clock.

文件格式: 表格 (Excel/CSV)、单据 (PDF)、二维码、中文大写与拼音。
"""
