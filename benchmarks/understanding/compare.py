"""Compares pipelines that could understand residents: `python -m benchmarks.understanding.compare [NAME ...]`.

Each is trained and asked in a process of its own, so that its memory is its own. Writes reports/pipelines.json and .md.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks import report
from benchmarks.understanding import measures
from benchmarks.understanding.run import average, percentile, run
from benchmarks.understanding.sentences import load_sentences
from bot.dialogue.dutch_spacy import available_model
from bot.quiet import quiet_rasa

PIPELINES = Path(__file__).with_name("pipelines.yml")
RESULTS = report.REPORTS / "pipelines.json"


def main(names: Sequence[str]) -> None:
    """Compare these pipelines, or all; results of the others are kept."""
    known: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for name in names or yaml.safe_load(PIPELINES.read_text(encoding="utf-8")):
        out = subprocess.run([sys.executable, "-m", __spec__.name, "--one", name], stdout=subprocess.PIPE, check=True)
        known[name] = json.loads(out.stdout.splitlines()[-1])
        RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        RESULTS.with_suffix(".md").write_text(_table(known), encoding="utf-8")
        print(name, known[name], flush=True)


def one(name: str) -> dict[str, Any]:
    """Train one pipeline and measure what it understands."""
    known = yaml.safe_load(PIPELINES.read_text(encoding="utf-8"))
    members = known[name]["average"] if isinstance(known[name], dict) else [name]
    if not any("DIET" in component["name"] for member in members for component in known[member]):
        from bot.dialogue.without_tensorflow import left_out

        left_out()
    quiet_rasa()
    sentences = load_sentences()
    with tempfile.TemporaryDirectory() as folder:
        runs = [run(member, _config(known[member]), sentences, Path(folder)) for member in members]
    result = average(runs)
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return {
        "accuracy": round(measures.accuracy(result.plain), 4),
        "top3": round(measures.accuracy(result.plain, top=3), 4),
        "typo_accuracy": round(measures.accuracy(result.with_typo), 4),
        "confident_wrong": round(measures.confident_wrong(result.plain), 4),
        "calibration_error": round(measures.calibration_error(result.plain), 4),
        "train_s": round(result.train_s),
        "parse_p50_ms": percentile(result.parse_ms, 50),
        "parse_p95_ms": percentile(result.parse_ms, 95),
        "memory_mb": round(resident / 1e6),
        "spacy_model": available_model(),
    }


def _config(pipeline: list[dict[str, Any]]) -> dict[str, Any]:
    return {"recipe": "default.v1", "assistant_id": "noor", "language": "nl", "pipeline": pipeline, "policies": []}


def _table(results: dict[str, dict[str, Any]]) -> str:
    columns = list(next(iter(results.values())))
    lines = ["# Pipelines compared", "", f"| pipeline | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(str(value) for value in row.values())} |" for name, row in results.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2])))
    else:
        main(sys.argv[1:])
