"""What projects cost, reach and report of themselves."""

from sikkerby_eval.metrics.projects.costs import (
    IN_ALL,
    NO_TARGET_GROUP,
    TARGET_GROUPS,
    budget_by,
    initiative_costs,
    listed_twice,
    project_economy,
    projects_by_bydel,
    projects_by_target_group,
)

__all__ = [
    "IN_ALL",
    "NO_TARGET_GROUP",
    "TARGET_GROUPS",
    "budget_by",
    "initiative_costs",
    "listed_twice",
    "project_economy",
    "projects_by_bydel",
    "projects_by_target_group",
]
