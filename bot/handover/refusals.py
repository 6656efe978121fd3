"""Why an act on a handover cannot be done now; each is one sentence for the colleague who tried."""


class Refusal(Exception):
    """Nothing was changed. `str()` is the sentence."""


class TakenByOther(Refusal):
    """A colleague has this handover."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} heeft deze overdracht. Overleg samen, of vraag of {name} hem loslaat.")
        self.name = name


class JustClaimed(TakenByOther):
    """Two colleagues wanted it, and the other was first."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.args = (f"{name} was je net voor. Deze overdracht is al opgepakt.",)


class NotClaimed(Refusal):
    """Nobody has it, so nobody can let go of it."""

    def __init__(self) -> None:
        super().__init__("Niemand heeft deze overdracht. Pak hem eerst op.")


class Closed(Refusal):
    """It is over."""

    def __init__(self) -> None:
        super().__init__("Deze overdracht is afgerond. Heropen hem eerst.")


class Forgotten(Refusal):
    """The resident had us take away what it is about."""

    def __init__(self) -> None:
        super().__init__("Dit gesprek is op verzoek verwijderd. Met deze overdracht kan niets meer.")


class NotClosed(Refusal):
    """Only what is closed can be opened again."""

    def __init__(self) -> None:
        super().__init__("Deze overdracht is al open.")


class Moved(Refusal):
    """Another department has it since the page was opened."""

    def __init__(self) -> None:
        super().__init__("Een collega stuurde deze overdracht net door naar een andere afdeling.")


class WrongDepartment(Refusal):
    """The department is unknown, external or the one that has it already."""

    def __init__(self) -> None:
        super().__init__("Kies een andere afdeling van de gemeente.")


class Missing(Refusal):
    """Something that has to be filled in is empty or too long; `field` is its name in the form."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class ConversationGone(Refusal):
    """Retention deleted the conversation."""

    def __init__(self) -> None:
        super().__init__("Dit gesprek is al verwijderd. Antwoorden kan hier niet meer.")


class AlreadyLive(Refusal):
    """A colleague talks with this resident, perhaps for another handover."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is nu met deze inwoner in gesprek.")
        self.name = name


class NotLive(Refusal):
    """There is nothing to hand back."""

    def __init__(self) -> None:
        super().__init__("Dit gesprek is al bij Noor.")


class WindowClosed(Refusal):
    """The channel does not let us write until the resident does."""

    def __init__(self) -> None:
        super().__init__(
            "Live praten kan pas als de inwoner weer iets stuurt: het laatste bericht is te oud. Bel liever."
        )
