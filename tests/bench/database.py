"""What is measured on each of the databases."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

from tests.bench import books, figures, pages, world
from tests.bench.results import Result


def measured() -> list[Result]:
    call_command("migrate", verbosity=0)
    with TemporaryDirectory() as folder:
        built = world.build(Path(folder))
    return [*figures.measured(built), *pages.measured(built), *books.measured(built)]
