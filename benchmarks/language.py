"""How readable Noor's Dutch is: part of `make evaluate`; writes `reports/language.md` and `.json`.

The score is Flesch-Douma, the reading ease for Dutch, with syllables by `pyphen`: about 60 is ordinary, 80 and more is
easy. It counts only the length of words and sentences, so it points at texts to read again; the tests in
`tests/language/` hold the rules.
"""

import re
import statistics
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from benchmarks import report
from tests.language.rules import sentences
from tests.language.texts import Text, all_texts

#: A shorter text says little about how hard it is to read.
FEW_WORDS = 5
EASY = 60
SHOWN = 25

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def main() -> None:
    """Score every text, print and write the report."""
    scored = score([text for text in all_texts() if text.sentence], flesch_douma())
    figures = measure(scored)
    details = {"texts": [{"where": text.where, "text": text.text, "score": value} for text, value in scored]}
    lines = page(figures, scored)
    report.write("language", figures, details, lines)
    print("\n".join(lines))


def flesch_douma() -> Callable[[str], float]:
    """The reading ease of a Dutch text, after W. H. Douma (1960)."""
    import pyphen

    syllables_of: Callable[[str], list[int]] = pyphen.Pyphen(lang="nl_NL").positions

    def ease(text: str) -> float:
        words = _WORD.findall(text)
        syllables = sum(len(syllables_of(word)) + 1 for word in words)
        return 206.835 - 0.93 * len(words) / len(sentences(text)) - 77 * syllables / len(words)

    return ease


def score(texts: Iterable[Text], ease: Callable[[str], float]) -> list[tuple[Text, float]]:
    """The texts that are long enough with their reading ease, the hardest first."""
    long_enough = [text for text in texts if len(text.readable.split()) >= FEW_WORDS]
    return sorted(((text, round(ease(text.readable), 1)) for text in long_enough), key=lambda pair: pair[1])


def measure(scored: list[tuple[Text, float]]) -> dict[str, float]:
    """The figures of all texts together."""
    lengths = [len(sentence.split()) for text, _ in scored for sentence in sentences(text.readable)]
    values = [value for _, value in scored]
    return {
        "texts": len(scored),
        "reading_ease_median": round(statistics.median(values), 1),
        "reading_ease_p10": round(statistics.quantiles(values, n=10)[0], 1),
        "share_easy": round(sum(value >= EASY for value in values) / len(values), 3),
        "words_per_sentence": round(statistics.mean(lengths), 1),
        "longest_sentence": max(lengths),
    }


def page(figures: Mapping[str, Any], scored: list[tuple[Text, float]]) -> list[str]:
    """The report's lines: the figures, the median of each file, and the texts to read again."""
    lines = [f"- {name}: {value}" for name, value in figures.items()]
    files: dict[str, list[float]] = {}
    for text, value in scored:
        files.setdefault(text.where.split(" ")[0].split(":")[0], []).append(value)
    lines += ["", "| file | texts | median | hardest |", "|---|---|---|---|"]
    lines += [f"| {f} | {len(v)} | {statistics.median(v):.0f} | {min(v):.0f} |" for f, v in sorted(files.items())]
    lines += ["", f"## The {SHOWN} hardest", "", "| score | where | text |", "|---|---|---|"]
    lines += [f"| {v:.0f} | {t.where} | {' '.join(t.text.split()).replace('|', '/')} |" for t, v in scored[:SHOWN]]
    return lines


if __name__ == "__main__":
    main()
