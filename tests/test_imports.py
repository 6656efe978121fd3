"""Who may import whom: a room imports only from rooms below it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Each line may import the lines below it and itself; what is not named here is free of this rule.
LAYERS = [
    {"app"},
    {"channels", "desk"},
    {"web"},
    {"messages", "handover", "dialogue"},
    {"goals", "privacy", "storage"},
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
# The commands and what they start stand outside the house.
STARTERS = {"__main__", "commands", "processes"}


def imports(file: Path) -> Iterator[str]:
    """The modules of `bot` that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield ".".join([*file.relative_to(ROOT).parts[: -node.level], node.module or ""]).rstrip(".")
        elif isinstance(node, ast.ImportFrom) and node.module == "bot":
            yield from (f"bot.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def room(module: str) -> str | None:
    """The part of `bot` that a module is in."""
    parts = module.split(".")
    return parts[1] if parts[0] == "bot" and len(parts) > 1 else None


def allowed(importer: str, imported: str) -> bool:
    if imported == "app" or imported in STARTERS:
        return importer in STARTERS
    if importer == "goals":
        return imported == "goals" or imported not in LEVEL
    return LEVEL.get(importer, -1) <= LEVEL.get(imported, len(LAYERS))


FILES = sorted((ROOT / "bot").rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_a_file_imports_only_from_below(file: Path) -> None:
    importer = room(".".join(file.relative_to(ROOT).with_suffix("").parts)) or ""
    wrong = [module for module in imports(file) if (to := room(module)) and not allowed(importer, to)]
    assert not wrong


@pytest.mark.parametrize("file", sorted((ROOT / "actions").rglob("*.py")), ids=lambda file: file.name)
def test_actions_know_nothing_of_the_front(file: Path) -> None:
    assert {room(module) for module in imports(file)}.isdisjoint({"app", "channels", "desk", "web", "messages"})


@pytest.mark.parametrize(
    ("importer", "imported", "right"),
    [
        ("app", "channels", True),
        ("desk", "messages", True),
        ("messages", "dialogue", True),
        ("handover", "storage", True),
        ("messages", "desk", False),
        ("storage", "handover", False),
        ("goals", "privacy", False),
        ("goals", "storage", False),
        ("goals", "datafile", True),
        ("channels", "app", False),
        ("settings", "app", False),
        ("__main__", "app", True),
    ],
)
def test_the_rule_itself(importer: str, imported: str, right: bool) -> None:
    assert allowed(importer, imported) is right
