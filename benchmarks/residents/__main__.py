"""`python -m benchmarks.residents [--goal travel] [--only NAME]`: residents talk with a Noor that is started for them.

All of them together renew the report; a choice of them only prints what went on.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import report
from benchmarks.residents import page
from benchmarks.residents.figures import as_data, faults, figures, grouped, pages
from benchmarks.residents.measure import Result, measure
from benchmarks.residents.people import Person, load_people
from benchmarks.residents.talk import talk_all
from benchmarks.residents.turns import as_lines
from bot.goals.catalogue import DATA, load_catalogue
from bot.municipality import load_municipality
from tests.running import running_noor


def main() -> None:
    """Let them talk; print and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.residents", description=__doc__)
    parser.add_argument("--goal", help="only residents with this goal")
    parser.add_argument("--only", help="only residents with this in their name")
    chosen = parser.parse_args()
    municipality = load_municipality(DATA / "municipality.yml")
    everybody = load_people(load_catalogue(), municipality)
    people = [p for p in everybody if chosen.goal in (None, p.goal) and (chosen.only or "") in p.who]
    if not people:
        parser.error("there is no such resident")
    results = helped(people)
    if chosen.goal is None and chosen.only is None:
        write(results)
    else:
        for result in results:
            tell(result)
    print("\n".join(f"- {name}: {value}" for name, value in figures(results).items()))


def helped(people: Sequence[Person]) -> list[Result]:
    """Start Noor, let people talk with her, and count."""
    catalogue, municipality = load_catalogue(), load_municipality(DATA / "municipality.yml")
    today = datetime.now(ZoneInfo(municipality.working_time.timezone)).date()
    with tempfile.TemporaryDirectory() as folder, running_noor(Path(folder)) as noor:
        records = asyncio.run(talk_all(people, noor, catalogue, municipality.tell, today))
    return [measure(person, record, catalogue, today) for person, record in zip(people, records, strict=True)]


def write(results: Sequence[Result]) -> None:
    """Renew `reports/residents.*` and the figures."""
    numbers = figures(results)
    groups = {
        "goals": grouped(results, lambda result: result.person.goal),
        "styles": grouped(results, lambda result: result.person.style),
    }
    details = {**groups, "residents": [as_data(result) for result in results]}
    report.write("residents", numbers, details, pages(results))
    html = page.render(numbers, report.about(), groups, results)
    (report.REPORTS / "residents.html").write_text(html, encoding="utf-8")


def tell(result: Result) -> None:
    """Print one conversation and what was wrong with it."""
    print(f"\n=== {result.person.goal}: {result.person.who}")
    print("\n".join(as_lines(result.record.turns)))
    for wish in result.wishes:
        print(f"--> {wish.ending}, asked {wish.asked}, fewest {wish.fewest}")
    print("\n".join(f"!!! {fault}" for fault in faults(result)))
    if result.record.gaps:
        print(f"--- no answer to {', '.join(dict.fromkeys(result.record.gaps))}")


if __name__ == "__main__":
    main()
