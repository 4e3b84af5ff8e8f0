"""Phones and e-mails of customers: whose they are, what goes by them, how they leave a card."""

from coccinelle.store.database import Connection

# Promises that tell the customer nothing: they end with the address they were made for.
OUR_OWN = ("satisfaction", "resume", "draft_expiry")
FOR_MEMBERS = ("task", "alert", "call_back", "digest")

_NEVER_SERVED = (
    "not exists (select from conversation v where v.address_id = a.id)"
    " and not exists (select from opt_out o where o.address_id = a.id)"
    " and not exists (select from consent_change c where c.address_id = a.id)"
)


def forget_unused(connection: Connection, contact_id: int, address_id: int) -> bool:
    """False for one that wrote, was written to or said STOP: it carries history."""
    return (
        connection.execute(
            f"delete from address a where id = %s and contact_id = %s and {_NEVER_SERVED}",
            (address_id, contact_id),
        ).rowcount
        == 1
    )


def used(connection: Connection, contact_id: int) -> set[int]:
    """The addresses of theirs that carry history."""
    rows = connection.execute(
        f"select id from address a where contact_id = %s and not ({_NEVER_SERVED})", (contact_id,)
    )
    return {row[0] for row in rows}


def conversations(connection: Connection, address_id: int) -> list[int]:
    rows = connection.execute(
        "select id from conversation where address_id = %s order by id", (address_id,)
    )
    return [row[0] for row in rows]


def is_promised(connection: Connection, address_id: int) -> bool:
    """What the customer is to hear of leaves by it: a promise leaves where it was made."""
    row = connection.execute(
        "select exists (select from conversation v where v.address_id = %s and ("
        " exists (select from commitment m where m.conversation_id = v.id"
        "  and m.status = 'pending' and m.kind <> all(%s))"
        " or exists (select from waiting w where w.conversation_id = v.id"
        "  and w.status = 'waiting')"
        " or exists (select from exchange e where e.conversation_id = v.id"
        "  and e.status = 'open')))",
        (address_id, [*OUR_OWN, *FOR_MEMBERS]),
    ).fetchone()
    return bool(row and row[0])


def is_waited_for(connection: Connection, address_id: int) -> bool:
    """A message that is not answered or has not left, a reply that waits to be approved."""
    row = connection.execute(
        "select exists (select from conversation v where v.address_id = %s and ("
        " exists (select from message m where m.conversation_id = v.id"
        "  and m.state in ('received', 'to_send', 'sending'))"
        " or exists (select from draft d where d.conversation_id = v.id"
        "  and d.status = 'waiting')))",
        (address_id,),
    ).fetchone()
    return bool(row and row[0])


def give_own_card(connection: Connection, address_id: int) -> int:
    """A new contact, of whom nothing else is known."""
    row = connection.execute(
        "with own as (insert into contact default values returning id)"
        " update address set contact_id = own.id from own where address.id = %s"
        " returning address.contact_id",
        (address_id,),
    ).fetchone()
    assert row is not None
    return int(row[0])


def is_still_theirs(connection: Connection, conversation_id: int) -> bool:
    """Whether what is written in this conversation reaches the customer it is shown with."""
    row = connection.execute(
        "select exists (select from conversation v join address a on a.id = v.address_id"
        " where v.id = %s and a.contact_id = v.contact_id)",
        (conversation_id,),
    ).fetchone()
    return bool(row and row[0])
