"""IV 信息管理与记录: figures for those who decide: each a question, its definition, and the rows behind the answer."""
