"""Reading the environment: one place that knows the names, types and defaults of the variables."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
environ.Env.read_env(ROOT / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(ROOT / "var"))).resolve()
