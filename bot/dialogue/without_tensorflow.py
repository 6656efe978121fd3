"""Rasa without TensorFlow, which none of our components uses.

Rasa imports TensorFlow to define the classifiers and policies that are built on it, whether a model has them or not:
240 MB of memory and some seconds of every start. Here its place is taken by a stand-in from which such classes can be
defined but nothing can be computed. Why: docs/decisions/0011.
"""

import sys
from collections.abc import MutableSequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

LEFT_OUT = frozenset({"tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"})


class TensorFlowLeftOut(ImportError):
    """Something wanted to compute with TensorFlow. To libraries that do without when they must, it is not there."""


class _Anything(type):
    """A class with whatever attributes are asked for, each a class like it."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything(name, (cls,), {"__module__": cls.__module__})

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        # As a decorator it leaves what it decorates as it is.
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]
        raise TensorFlowLeftOut(f"{cls.__name__} needs TensorFlow: take left_out() away from where Rasa is started")


class _Module(ModuleType):
    __path__: MutableSequence[str] = []  # noqa: RUF012

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything(name, (), {"__module__": self.__name__})


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in LEFT_OUT else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def left_out() -> None:
    """Leave TensorFlow out of this process; before anything of Rasa is imported."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
