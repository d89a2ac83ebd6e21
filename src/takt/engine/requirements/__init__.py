"""物料需求 (III.3.1 原材料): 百万行的物料清单, 毫秒内展开.

数量一律是整数: 以各物料计量单位的最小可计数量为单位 (件: 1; 两位小数的千克: 0.01 千克), 一行的用量是精确分数;
不能整除时向上取整, 每行每期一次. 溢出会指名拒绝, 绝不悄悄出错. summed 汇总, phased 分期净算, pegged 追溯到订单.

Material requirements of whole factories: bills of a million lines, exploded in milliseconds. Quantities are
whole numbers of the smallest amount that an item's unit can count (a piece; 0.01 kg of a unit with two
decimals), a line's quantity per parent (loss included) is an exact fraction, and what does not come out even
is rounded up, once for each line and each quantity of its parent. A number beyond 64 bits is refused by name.

``Bills`` is the index (low-level codes, cycles refused with their path), kept and patched when a bill changes;
``summed`` gives gross requirements, ``phased.Plan`` nets them in weekly buckets and follows a change of one
item, ``pegged`` tells each order's own requirements, ``tracing.trace`` which orders a netted plan serves.
"""
