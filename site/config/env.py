"""Reading the environment: where the house stands, what the variables say, where the data lies."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
environ.Env.read_env(ROOT / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(ROOT / "var"))).resolve()
