"""Training with one of the spaCy models and asking what it understands."""

import asyncio
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from benchmarks.understanding.measures import Understood, averaged
from benchmarks.understanding.sentences import Sentence, with_typo

SEED = 2026


@dataclass(frozen=True)
class Run:
    """What one model understood: the sentences as they are and with a typo, and what it took."""

    name: str
    plain: list[Understood]
    with_typo: list[Understood]
    train_s: float
    parse_ms: list[float]


def run_model(spacy_model: str, sentences: Sequence[Sentence], folder: Path) -> Run:
    """What Noor understands with this spaCy model."""
    config = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
    config["pipeline"][0]["spacy_model"] = spacy_model
    return run(spacy_model, config, sentences, folder)


def run(name: str, config: dict[str, Any], sentences: Sequence[Sentence], folder: Path) -> Run:
    """Train on all training sentences with a configuration of Rasa, and parse every test sentence twice."""
    path = folder / "config.yml"
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    # Nothing that was learnt before, or the time to train says nothing.
    os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
    began = time.perf_counter()
    model = train_nlu(str(path), "data/nlu", str(folder), fixed_model_name=name.replace(":", "_"))
    train_s = time.perf_counter() - began
    if model is None:
        raise RuntimeError("training made no model; see the lines above")
    agent = Agent.load(model)
    chance = random.Random(SEED)
    slips = [sentence.copy(update={"text": with_typo(sentence.text, chance)}) for sentence in sentences]
    with _one_core():
        plain, times = asyncio.run(_parse(agent, sentences))
    return Run(name, plain, asyncio.run(_parse(agent, slips))[0], train_s, times)


def average(runs: Sequence[Run]) -> Run:
    """What several models find together: their probabilities averaged, their times added up."""
    if len(runs) == 1:
        return runs[0]
    return Run(
        "+".join(each.name for each in runs),
        [averaged(each) for each in zip(*(each.plain for each in runs), strict=True)],
        [averaged(each) for each in zip(*(each.with_typo for each in runs), strict=True)],
        sum(each.train_s for each in runs),
        [sum(times) for times in zip(*(each.parse_ms for each in runs), strict=True)],
    )


async def _parse(agent: Agent, sentences: Sequence[Sentence]) -> tuple[list[Understood], list[float]]:
    understood, times = [], []
    await agent.parse_message("warm worden")
    for sentence in sentences:
        began = time.perf_counter()
        parsed = await agent.parse_message(sentence.text)
        times.append(1000 * (time.perf_counter() - began))
        ranking = tuple((item["name"], item["confidence"]) for item in parsed["intent_ranking"])
        understood.append(Understood(sentence.text, sentence.intent, sentence.style, ranking))
    return understood, times


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process on one core, as the figures are for one."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def percentile(times: Sequence[float], percent: int) -> float:
    """The percentile of times, in their unit."""
    return round(statistics.quantiles(times, n=100, method="inclusive")[percent - 1], 1)
