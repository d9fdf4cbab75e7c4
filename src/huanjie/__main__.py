"""`python -m huanjie`."""

from huanjie.cli.main import run

if __name__ == "__main__":
    run()
