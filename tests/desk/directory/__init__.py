"""The municipality's directory, running: npm's certified `oidc-provider`."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from bot.settings import Settings

CLIENT, SECRET = "balie", "zout & zand"
GROUPS = "Balie Burgerzaken=burgerzaken; Balie Coördinatie=coordinator,burgerzaken,kcc; ICT=administrator"
PEOPLE: Mapping[str, Mapping[str, Any]] = {
    "anna": {
        "name": "Anna de Wit",
        "email": "Anna@noordwijk.example",
        "email_verified": True,
        "groups": ["Iedereen", "Balie Burgerzaken"],
    },
    "bo": {"name": "Bo <b>Smit</b>", "email": "bo@noordwijk.example", "groups": "Balie Coördinatie"},
    "cas": {"name": "Cas", "email": "cas@noordwijk.example", "email_verified": True, "groups": ["ICT"]},
    "dirk": {"name": "Dirk", "email": "dirk@noordwijk.example", "email_verified": True, "groups": ["Iedereen"]},
}
_FOLDER = Path(__file__).parent
_FORM = re.compile(r'<form[^>]*action="([^"]+)"')


@contextmanager
def running_directory(*back: str, in_id_token: bool = False) -> Iterator[str]:
    """A directory that sends people back to these addresses; gives its issuer."""
    given = {
        "port": unused_port(),
        "client": CLIENT,
        "secret": SECRET,
        "back": back,
        "inIdToken": in_id_token,
        "people": PEOPLE,
    }
    node = Path(sys.executable).with_name("node")
    command = [str(node), str(_FOLDER / "provider.mjs"), json.dumps(given)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            issuer = process.stdout.readline().strip()
            assert issuer, "the directory does not start; `make test` installs what it needs"
            yield issuer
        finally:
            process.kill()


def directory_settings(issuer: str) -> dict[str, Any]:
    """The settings of a desk that is registered there."""
    return {
        "oidc_issuer": issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_scopes": "openid profile email groups",
        "oidc_groups": GROUPS,
    }


def with_directory(settings: Settings, issuer: str, site: str) -> Settings:
    """These settings, with the directory; `site`: where people reach the desk."""
    return Settings.parse_obj({**settings.dict(), **directory_settings(issuer), "public_url": site})


async def sign_in_there(address: str, login: str) -> str:
    """Go through the directory's own forms, as a browser does; gives the address it sends people back to."""
    async with ClientSession() as browser:
        response = await browser.get(address)
        for fields in ({"prompt": "login", "login": login, "password": "x"}, {"prompt": "consent"}):
            form = _FORM.search(await response.text())
            assert form, f"no form at {response.url}"
            response = await browser.post(form[1], data=fields, allow_redirects=False)
            while "Location" in response.headers:
                to = response.headers["Location"]
                if "/balie/inloggen/" in to:
                    return to
                response = await browser.get(response.url.join(type(response.url)(to)), allow_redirects=False)
    raise AssertionError(f"the directory did not send {login} back")
