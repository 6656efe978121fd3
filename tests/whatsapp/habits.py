"""How the network behaves, for tests to change."""

from dataclasses import dataclass, field


@dataclass
class Habits:
    """How the network behaves. `errors_later`: what cannot be delivered is accepted and told in a status, as Meta does
    for some errors, instead of refused at once. `slow`: the most seconds that a message is under way, in which a later
    one may overtake it. `reads`: whether people look at what comes in. `templates`: texts by name and language."""

    errors_later: bool = False
    slow: float = 0.0
    reads: bool = True
    seed: int = 1
    templates: dict[tuple[str, str], str] = field(default_factory=dict)
