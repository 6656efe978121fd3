"""Reading YAML data files: each is checked against a model, each problem is told with its file and line."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.error_wrappers import ErrorWrapper
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.error import MarkedYAMLError, YAMLError

Key = str | int
Location = tuple[Key, ...]


class Problem(NamedTuple):
    """One thing that is wrong in a data file; `line` counts from 1, None when it cannot be known."""

    line: int | None
    reason: str


class DataError(Exception):
    """A data file that cannot be used. Its text has one line a problem: `file:line: reason`."""

    def __init__(self, path: Path, problems: Iterable[Problem]) -> None:
        self.path = path
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        super().__init__("\n".join(self._text(problem) for problem in self.problems))

    def _text(self, problem: Problem) -> str:
        place = self.path if problem.line is None else f"{self.path}:{problem.line}"
        return f"{place}: {problem.reason}"


class DataModel(BaseModel):
    """Base of everything that is read from a data file: it cannot be changed, and refuses unknown keys."""

    class Config:
        frozen = True
        extra = "forbid"


Model = TypeVar("Model", bound=BaseModel)


def load_yaml(path: Path) -> Any:
    """What the file holds, as ruamel's nodes, which know their lines (see `line_of`).

    Raises DataError when the file cannot be read, is not UTF-8, is not YAML or gives a key twice.
    """
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(path, [Problem(None, error.strerror or str(error))]) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError(path, [Problem(line, "is not UTF-8")]) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark
        reason = " ".join((error.problem or error.context or "is not YAML").split())
        raise DataError(path, [Problem(mark.line + 1 if mark else None, reason)]) from error
    except YAMLError as error:
        raise DataError(path, [Problem(None, " ".join(str(error).split()))]) from error


def load_yaml_model(path: Path, model: type[Model]) -> Model:
    """The file as an instance of `model`; raises DataError with every problem that was found."""
    tree = load_yaml(path)
    try:
        return model.parse_obj(_plain(tree))
    except ValidationError as error:
        raise DataError(path, _problems(tree, error)) from error


def line_of(node: object, *path: Key) -> int | None:
    """The line, from 1, of the deepest part of `path` that `node` has; None when `node` knows no lines."""
    line = node.lc.line + 1 if isinstance(node, CommentedBase) else None
    for key in path:
        if not isinstance(node, CommentedBase):
            break
        try:
            # Merged keys (`<<`) have a value but no line of their own.
            line = node.lc.data[key][0] + 1
            node = node[key]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            break
    return line


def located(reasons: Iterable[tuple[Location, str]]) -> ValidationError:
    """An error for a field's validator to raise: each reason is told at the line of its place below it."""
    return ValidationError([ErrorWrapper(ValueError(reason), place) for place, reason in reasons], DataModel)


def _problems(tree: object, error: ValidationError) -> Iterable[Problem]:
    for problem in error.errors():
        path = tuple(key for key in problem["loc"] if key != "__root__")
        reason = " ".join(problem["msg"].split())
        if path:
            reason = f"{'.'.join(map(str, path))}: {reason}"
        yield Problem(line_of(tree, *path), reason)


def _plain(node: Any) -> Any:
    """The node without ruamel's types, so that models hold ordinary dicts, lists and strings."""
    if isinstance(node, dict):
        return {_plain(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    for scalar in (str, float):
        if isinstance(node, scalar):
            return scalar(node)
    return node
