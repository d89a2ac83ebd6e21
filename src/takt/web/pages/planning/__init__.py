"""III.3: the plan, its resources and its times, beside the planner's decision."""
