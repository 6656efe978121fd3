"""The widget in one file."""

from pathlib import Path

import pytest

from bot.channels import bundle as bundling
from bot.channels.bundle import bundle
from bot.channels.pages import widget_config
from bot.municipality import Municipality
from bot.settings import Settings

MOST = 60_000


def test_the_widget_with_everything_is_small(municipality: Municipality) -> None:
    assert len(bundle(widget_config(Settings(), municipality)).zipped) <= MOST


def test_the_same_widget_is_the_same_file(municipality: Municipality) -> None:
    config = widget_config(Settings(), municipality)
    assert bundle(config) == bundle(config)
    assert bundle({**config, "days": 7}).tag != bundle(config).tag


def test_nothing_of_the_widget_makes_markup_of_text() -> None:
    for module in bundling.WIDGET.glob("*.js"):
        for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert sink not in module.read_text(encoding="utf-8"), module.name


def test_nothing_of_the_widget_comes_from_elsewhere() -> None:
    for file in bundling.WIDGET.iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text and "url(http" not in text, file.name


@pytest.mark.parametrize(
    "source", ['import { a as b } from "./b.js";\n', "export default 1;\n", 'import "other";\n', "export { a };\n"]
)
def test_what_cannot_be_joined_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str) -> None:
    for name in bundling._STYLES:
        (tmp_path / name).write_text("")
    (tmp_path / "b.js").write_text("export const a = 1;\n")
    (tmp_path / "element.js").write_text(source)
    monkeypatch.setattr(bundling, "WIDGET", tmp_path)
    with pytest.raises(ValueError, match=r"element\.js: cannot be joined"):
        bundle({})
