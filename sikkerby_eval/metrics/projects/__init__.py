"""What projects cost, reach and report of themselves."""

from sikkerby_eval.metrics.projects.costs import budget_by, initiative_costs, project_economy, year_budget_by
from sikkerby_eval.metrics.projects.lists import (
    IN_ALL,
    NO_TARGET_GROUP,
    TARGET_GROUPS,
    listed_twice,
    named_projects,
    projects_by_bydel,
    projects_by_target_group,
    projects_listed,
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
