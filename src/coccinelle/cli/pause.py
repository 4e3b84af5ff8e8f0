"""The whole assistant stopped, and started again."""

from coccinelle.cli.app import BusinessOption, app, business_desk, console
from coccinelle.engine.members import pause as pauses

BY = "la ligne de commande"


@app.command()
def pause(business: BusinessOption = None) -> None:
    """Stop answering: messages are kept, members are told, promises made are kept."""
    with business_desk(business) as (_, desk):
        changed = pauses.pause_all(desk, by=BY)
    console.print("In pause: nobody is answered." if changed else "It was in pause already.")


@app.command()
def resume(business: BusinessOption = None) -> None:
    """Answer again, first those who wrote meanwhile and still wait."""
    with business_desk(business) as (_, desk):
        changed = pauses.resume_all(desk, by=BY)
    console.print("It answers again." if changed else "It was not in pause.")
