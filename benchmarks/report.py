"""Where measurements are written: `reports/figures.json` for programs, a page a subject for people."""

import json
import platform
import subprocess
from collections.abc import Mapping
from datetime import date
from os import cpu_count
from pathlib import Path
from typing import Any

from bot.dialogue.dutch_spacy import available_model

REPORTS = Path("reports")


def write(subject: str, figures: Mapping[str, float], details: Mapping[str, Any], lines: list[str]) -> None:
    """Write `reports/<subject>.json` and `.md`, and renew the subject's figures in `reports/figures.json`."""
    REPORTS.mkdir(exist_ok=True)
    facts = about()
    _dump(REPORTS / f"{subject}.json", {**facts, "figures": dict(figures), **details})
    head = [f"# {subject.capitalize()}", "", ", ".join(f"{key} {value}" for key, value in facts.items()), ""]
    (REPORTS / f"{subject}.md").write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    file = REPORTS / "figures.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    others = {key: value for key, value in kept.items() if not key.startswith(f"{subject}.")}
    _dump(file, {**others, **facts, **{f"{subject}.{name}": value for name, value in figures.items()}})


def about() -> dict[str, Any]:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "commit": commit.stdout.strip() or "none",
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, {cpu_count()} cores",
        "spacy_model": available_model(),
    }


def _dump(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
