"""`python -m coccinelle` is the command line."""

from coccinelle.cli import app

if __name__ == "__main__":
    app(prog_name="coccinelle")
