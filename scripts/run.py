"""`make run`: migrates, loads the demo into an empty database, starts web, worker and beat."""

from __future__ import annotations

import os
from collections.abc import Mapping

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from scripts import dotenv, ports
from scripts.paths import ROOT, VENV_BIN, say

GREETING = """
  Jobtracker is starting:  {address}
  Ctrl-C stops it.
"""


def main() -> None:
    """Prepare the database in this process, then replace it with honcho."""
    port = ports.chosen(os.environ.get("PORT"))
    ports.must_be_free(port)
    address = f"http://localhost:{port}"
    os.environ.update(environment(os.environ, dotenv.read(), address))
    os.chdir(ROOT)
    _prepare()
    say(GREETING.format(address=address + "/"))
    # Keep honcho from reading `.env`: it would override the environment, unlike the settings.
    command = ["honcho", "-e", os.devnull, "start", "-p", str(port)]
    os.execv(VENV_BIN / "honcho", command)


def environment(env: Mapping[str, str], dot_env: Mapping[str, str], address: str) -> dict[str, str]:
    """Return the variables that the three processes need beyond `env`.

    Links in emails use `address`, unless SITE_URL is set.
    """
    wanted = {"PATH": f"{VENV_BIN}{os.pathsep}{env.get('PATH', '')}", "PYTHONUNBUFFERED": "1"}
    # An empty value lets Python cache our compiled code, so that it starts faster next time.
    wanted["PYTHONDONTWRITEBYTECODE"] = ""
    if "SITE_URL" not in env and "SITE_URL" not in dot_env:
        wanted["SITE_URL"] = address
    return wanted


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")
    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except CommandError as error:
        raise SystemExit(str(error)) from None
    # The demo's passwords are public, so it is never loaded with DEBUG off.
    if settings.DEBUG:
        call_command("load_demo", if_empty=True)


if __name__ == "__main__":
    main()
