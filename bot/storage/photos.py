"""Where residents' photos are kept: a file each, in a folder for each conversation."""

import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

_ID = re.compile(r"[0-9a-f]{32}")


class PhotoStore:
    """Photos that were cleaned."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, conversation_id: str, jpeg: bytes) -> str:
        """Keep a photo; its id, which nobody can guess."""
        photo_id = secrets.token_hex(16)
        folder = self._folder / conversation_id
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written beside its place first: a photo that is half there is never seen.
        half = folder / f"{photo_id}.half"
        half.write_bytes(jpeg)
        half.rename(folder / f"{photo_id}.jpg")
        return photo_id

    def find(self, conversation_id: str, photo_id: str) -> Path | None:
        """The file of a photo of that conversation."""
        if not _ID.fullmatch(photo_id):
            return None
        file = self._folder / conversation_id / f"{photo_id}.jpg"
        return file if file.is_file() else None

    def remove(self, conversation_id: str, photo_id: str) -> None:
        """Forget one photo."""
        (self._folder / conversation_id / f"{photo_id}.jpg").unlink(missing_ok=True)

    def forget(self, conversation_id: str) -> None:
        """Forget all photos of a conversation. Raises OSError when there are any that cannot be removed."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self._folder / conversation_id)

    def conversations(self) -> list[str]:
        """The conversations with photos."""
        return [folder.name for folder in self._folder.iterdir()] if self._folder.is_dir() else []
