"""How much memory the `rasa` process holds when it serves."""

import tempfile
from pathlib import Path

from tests.running import running_noor

MESSAGES = ("hallo", "we gaan naar turkije", "over drie weken", "ik wil een dakkapel", "weet ik niet")
RASA = "bot.dialogue.server"


def rasa_memory() -> float:
    """The resident memory of `rasa` in MB (10^6 bytes), after it answered some messages."""
    with tempfile.TemporaryDirectory() as folder, running_noor(Path(folder)) as noor:
        for text in MESSAGES:
            noor.say("memory", text)
        status = Path(f"/proc/{noor.process(RASA)}/status").read_text()
    kibibytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    return round(kibibytes * 1024 / 1e6)
