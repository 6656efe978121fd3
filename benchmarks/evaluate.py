"""How well Noor understands sentences that she was not trained on: `make evaluate`."""

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.memory import rasa_memory
from benchmarks.understanding import measures, page
from benchmarks.understanding.facts import load_cases, read_case
from benchmarks.understanding.run import Run, percentile, run_model
from benchmarks.understanding.sentences import load_sentences
from bot.dialogue.dutch_spacy import available_models
from bot.dialogue.without_tensorflow import left_out
from bot.goals.catalogue import load_catalogue
from bot.quiet import quiet_rasa

ONE_WORD = "one_word"


def main() -> None:
    """Train with every spaCy model that this machine has, ask each the test sentences, and write the report."""
    left_out()
    quiet_rasa()
    sentences = load_sentences()
    with tempfile.TemporaryDirectory() as folder:
        runs = [run_model(name, sentences, Path(folder)) for name in available_models()]
    catalogue = load_catalogue()
    facts = [read_case(case, catalogue) for case in load_cases()]
    used = runs[0]
    figures = {
        **_figures(used),
        "facts_accuracy": round(measures.share(result.right for result in facts), 4),
        "rasa_rss_mb": rasa_memory(),
        "sentences": len(sentences),
        "facts": len(facts),
    }
    models = {used.name: figures, **{other.name: _figures(other) for other in runs[1:]}}
    _write(figures, models, used, page.render(figures, models, report.about(), used.plain, used.with_typo, facts))


def _figures(of: Run) -> dict[str, float]:
    plain = of.plain
    measured = {
        "accuracy": measures.accuracy(plain),
        "top3": measures.accuracy(plain, top=3),
        "macro_f1": measures.macro_f1(plain),
        "typo_accuracy": measures.accuracy(of.with_typo),
        "one_word_accuracy": measures.by_style(plain)[ONE_WORD][1],
        "oos_recall": measures.out_of_scope_recall(plain),
        "oos_false_alarms": measures.out_of_scope_false_alarms(plain),
        "confident_wrong": measures.confident_wrong(plain),
        "calibration_error": measures.calibration_error(plain),
    }
    return {
        **{name: round(value, 4) for name, value in measured.items()},
        "parse_p50_ms": percentile(of.parse_ms, 50),
        "parse_p95_ms": percentile(of.parse_ms, 95),
        "train_s": round(of.train_s, 1),
    }


def _write(figures: dict[str, float], models: dict[str, dict[str, float]], used: Run, html: str) -> None:
    confusions = measures.confusions(used.plain)
    details: dict[str, Any] = {
        "models": models,
        "styles": measures.by_style(used.plain),
        "intents": measures.by_intent(used.plain),
        "confusions": confusions,
        "reliability": [asdict(found) for found in measures.reliability(used.plain)],
        "out_of_scope_curve": measures.out_of_scope_curve(used.plain),
    }
    lines = [f"- {name}: {value}" for name, value in figures.items()]
    lines += ["", "| meant | understood | times |", "|---|---|---|"]
    lines += [f"| {meant} | {understood} | {times} |" for meant, understood, times in confusions[:15]]
    report.write("understanding", figures, details, lines)
    (report.REPORTS / "understanding.html").write_text(html, encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
