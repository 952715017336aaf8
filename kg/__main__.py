"""`python -m kg` is `kg`."""

from kg.cli import app

if __name__ == "__main__":
    app(prog_name="kg")
