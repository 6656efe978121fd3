"""What goals and departments are called at the desk."""

from collections.abc import Mapping
from functools import cache

from bot.goals.catalogue import load_catalogue
from bot.municipality import Municipality


@cache
def goal_labels() -> Mapping[str, str]:
    """The label of each goal by its name. Raises `bot.goals.catalogue.CatalogueError`."""
    return {goal.name: goal.label for goal in load_catalogue().values()}


def goal_label(name: str) -> str:
    """The label of a goal; its name when the catalogue no longer has it."""
    return goal_labels().get(name, name)


def own_departments(municipality: Municipality) -> dict[str, str]:
    """The names of the departments that handovers go to."""
    return {name: one.name for name, one in municipality.departments.items() if not one.external}
