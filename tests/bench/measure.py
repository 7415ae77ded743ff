"""One part of the bench in a process of its own, on the database of its environment."""

import json
import sys
from dataclasses import asdict
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    part = import_module(f"tests.bench.{sys.argv[1]}")
    print(json.dumps([asdict(result) for result in part.measured()]))
