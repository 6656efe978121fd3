"""What anybody would answer, whoever they are."""

from benchmarks.residents.turns import Reply, Said

REACHED = {"phone": "06 12345678", "email": "bewoner@voorbeeld.nl"}


def tapped(said: Said, label: str) -> Reply:
    """An option, or its label typed where there is none."""
    id = said.option(label)
    return Reply(next(name for name, other in said.options if other == id) if id else label, option=id)


def not_known(said: Said) -> Reply:
    """They do not know."""
    label = next((label for label in ("Weet ik niet", "Sla deze vraag over") if said.option(label)), "weet ik niet")
    return tapped(said, label)


def how_to_be_reached(said: Said, contact: str) -> Reply:
    """A telephone number, an address, or rather not."""
    if contact in REACHED:
        return Reply(REACHED[contact])
    return tapped(said, said.options[0][0]) if said.options else Reply("liever niet")


def something_new(said: Said) -> Reply:
    """To a question that did not exist when this was written. Of marks the last one is the best; of days, parts of a
    day and the like any will do."""
    if said.question == "anything_else" or "nog iets" in said.text:
        return tapped(said, "Nee")
    if not said.options:
        return Reply("dat maakt niet uit")
    marks = all(label.isdigit() for label, _ in said.options)
    return tapped(said, said.options[-1 if marks else 0][0])
