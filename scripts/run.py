"""`make run`: migrate, load the demo where the database is empty, start web, worker and beat."""

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
    """Prepare the database in this process, then become honcho."""
    port = ports.chosen(os.environ.get("PORT"))
    ports.must_be_free(port)
    address = f"http://localhost:{port}"
    os.environ.update(environment(os.environ, dotenv.read(), address))
    os.chdir(ROOT)
    _prepare()
    say(GREETING.format(address=address + "/"))
    # honcho would let `.env` win over the environment, the settings do the reverse: they read it.
    command = ["honcho", "-e", os.devnull, "start", "-p", str(port)]
    os.execv(VENV_BIN / "honcho", command)


def environment(env: Mapping[str, str], dot_env: Mapping[str, str], address: str) -> dict[str, str]:
    """Return the variables that the three processes need beyond `env`.

    Links in mail lead to `address`, unless a person has named another.
    """
    wanted = {"PATH": f"{VENV_BIN}{os.pathsep}{env.get('PATH', '')}", "PYTHONUNBUFFERED": "1"}
    # Set to nothing, this lets Python keep our own compiled code: it starts sooner next time.
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
    # The demo's passwords are known to everyone: it has no place where DEBUG is off.
    if settings.DEBUG:
        call_command("load_demo", if_empty=True)


if __name__ == "__main__":
    main()
