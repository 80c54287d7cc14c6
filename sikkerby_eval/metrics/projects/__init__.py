"""What projects cost, reach and report of themselves."""

from sikkerby_eval.metrics.projects.costs import (
    IN_ALL,
    NO_TARGET_GROUP,
    TARGET_GROUPS,
    budget_by,
    initiative_costs,
    listed_twice,
    named_projects,
    project_economy,
    projects_by_bydel,
    projects_by_target_group,
    projects_listed,
    year_budget_by,
)

__all__ = [
    "IN_ALL",
    "NO_TARGET_GROUP",
    "TARGET_GROUPS",
    "budget_by",
    "initiative_costs",
    "listed_twice",
    "named_projects",
    "project_economy",
    "projects_by_bydel",
    "projects_by_target_group",
    "projects_listed",
    "year_budget_by",
]
