"""Processes of their own on the test database, started anew: a fork of the test run would take its
threads' locks and its database connections with it.
"""

import multiprocessing
from importlib import import_module
from typing import Any

import django
from django.db import connection


def in_processes(target: str, works: list[dict[str, Any]]) -> None:
    """Call ``module:function`` once for each of ``works``, all at once, each in its own process."""
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Barrier(len(works))
    database = connection.settings_dict["NAME"]
    running = [spawn.Process(target=_run, args=(database, ready, target, work)) for work in works]
    for each in running:
        each.start()
    for each in running:
        each.join()
    assert [each.exitcode for each in running] == [0] * len(works)


def _run(database: str, ready: Any, target: str, work: dict[str, Any]) -> None:
    django.setup()
    connection.settings_dict["NAME"] = database
    module, _, name = target.partition(":")
    function = getattr(import_module(module), name)
    ready.wait(timeout=60)
    function(**work)
