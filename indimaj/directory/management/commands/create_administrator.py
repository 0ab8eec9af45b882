"""`indimaj manage create_administrator NAME`: the first account of an installation."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from indimaj.directory import actions
from indimaj.directory.enums import Role
from indimaj.ledger.actors import Actor
from indimaj.ports import clock


class Command(BaseCommand):
    help = "Loads the territory of the policy pack and makes an administrator of accounts; asks for the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One name."""
        parser.add_argument("username", help="user name: Latin letters, digits and hyphens")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask twice, then make the account and its post."""
        password = getpass("Password (twelve characters or more): ")
        if getpass("Once more: ") != password:
            raise CommandError("The two passwords differ.")
        try:
            offices = self._make(options["username"], password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{offices} offices are loaded. Sign in as {options['username']}.")

    @staticmethod
    @transaction.atomic
    def _make(username: str, password: str) -> int:
        by, now = Actor.system("installation"), clock.now()
        offices = actions.load_territory()
        made = actions.create_staff(username=username, name=username, password=password, by=by, at=now)
        actions.give_post(staff=made, role=Role.ADMINISTRATOR, by=by, at=now)
        return offices
