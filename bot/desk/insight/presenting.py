"""Figures as people read them: tables with a sentence that says what each column is, and lines for a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.desk.insight.figures import Figures

#: With fewer than so many nothing is said of how residents rated, or of how long something took: it would be about
#: somebody rather than about the work.
FEWEST = 5
NOTHING = "\N{EN DASH}"
TOO_FEW = "te weinig"
_NEVER_FIRST = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """A figure: its name, what it is in one sentence, and how it is read from figures."""

    name: str
    meaning: str
    read: Callable[[Figures], str]


def number(value: float | None, digits: int = 0) -> str:
    """A number as it is written in Dutch."""
    return NOTHING if value is None else f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def share(part: int, whole: int, fewest: int = 1) -> str:
    """A part in whole percents."""
    if not whole:
        return NOTHING
    return TOO_FEW if whole < fewest else f"{part / whole:.0%}"


def hours(seconds: int) -> str:
    """A time in hours."""
    return f"{number(seconds / 3600, 1)} uur"


def _spread(measure: str, which: str) -> Callable[[Figures], str]:
    def read(figures: Figures) -> str:
        spread = figures.times.get(measure)
        if spread is None:
            return NOTHING
        return TOO_FEW if spread.number < FEWEST else hours(getattr(spread, which))

    return read


_KIND = {"working": ("werkuren", "alleen de uren waarop de gemeente werkt"), "clock": ("klokuren", "dag en nacht")}
_UNTIL = {
    "answer": ("Eerste antwoord", "het eerste antwoord van een medewerker"),
    "close": ("Afgerond", "het afronden"),
}
_WHICH = {"median": ("mediaan", "De helft"), "p90": ("p90", "Negen van de tien")}


def _times(until: str, kind: str, which: str) -> Column:
    name, what = _UNTIL[until]
    unit, counted = _KIND[kind]
    label, part = _WHICH[which]
    meaning = f"{part} van de overdrachten had zo lang of korter nodig tot {what}; geteld: {counted}."
    return Column(f"{name}, {label} ({unit})", meaning, _spread(f"{until}_{kind}", which))


TIMES = tuple(_times(until, kind, which) for until in _UNTIL for kind in _KIND for which in _WHICH)
COLUMNS = (
    Column(
        "Gesprekken",
        "Gesprekken die in deze periode begonnen en waarin de inwoner iets zei; bij een afdeling, en als je niet alle "
        "afdelingen ziet: gesprekken met een wens die daarheen ging of nergens heen.",
        lambda one: number(one.conversations),
    ),
    Column("Wensen", "Wensen die Noor in deze periode afrondde, op welke manier ook.", lambda one: number(one.wishes)),
    Column(
        "Door Noor beantwoord",
        "Deel van alle wensen dat Noor zelf beantwoordde, zonder medewerker.",
        lambda one: share(one.answered, one.wishes),
    ),
    Column(
        "Gestopt", "Deel van alle wensen waarbij de inwoner zelf stopte.", lambda one: share(one.stopped, one.wishes)
    ),
    Column(
        "Vragen per wens",
        "Gemiddeld aantal vragen van Noor om te weten wat de inwoner wil; niet meegeteld: hoe we iemand bereiken.",
        lambda one: number(one.questions, 1),
    ),
    Column(
        "Overdrachten",
        "Wensen die naar een afdeling gingen; ze tellen bij de afdeling die ze nu heeft.",
        lambda one: number(one.handovers),
    ),
    Column(
        "Te laat",
        "Deel van de overdrachten dat te laat is beantwoord, of nog niet is beantwoord en al te laat is.",
        lambda one: share(one.late, one.due),
    ),
    *TIMES,
    Column(
        "Vond het goed",
        f"Deel van de gesprekken met een beoordeling waarvan de inwoner zei: goed. Bij minder dan {FEWEST} "
        "beoordelingen staat er niets.",
        lambda one: share(one.rated_good, one.rated, FEWEST),
    ),
    Column("Nagekeken", "Wensen waarover een collega een oordeel gaf.", lambda one: number(one.reviewed)),
    Column(
        "Zeker maar fout",
        "Van de nagekeken wensen waarvan Noor voor 80% of meer zeker was: het deel met een verkeerd doel.",
        lambda one: share(one.confident_wrong, one.confident),
    ),
    Column(
        "Zeker maar fout, geschat",
        "Hetzelfde, maar alleen van nagekeken wensen uit de steekproef. Die koos het toeval, dus dit is een schatting "
        f"voor alle wensen. Bij minder dan {FEWEST} staat er niets.",
        lambda one: share(one.drawn_wrong, one.drawn, FEWEST),
    ),
    Column(
        "Steekproef",
        "Op zo veel nagekeken wensen rust die schatting. Hoe meer, hoe zekerder.",
        lambda one: number(one.drawn),
    ),
)
#: Of a goal only these are known.
OF_GOALS = tuple(COLUMNS[index] for index in (1, 2, 3, 4))


def as_csv(heading: str, rows: Iterable[tuple[str, Figures]]) -> str:
    """A file for a spreadsheet, with a line of names first, as Dutch spreadsheets read it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading, *(column.name for column in COLUMNS)])
    for label, figures in rows:
        writer.writerow([harmless(label), *(harmless(column.read(figures)) for column in COLUMNS)])
    return "\ufeff" + file.getvalue()


def harmless(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_NEVER_FIRST) else text
