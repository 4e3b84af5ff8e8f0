"""Who is a member: the last owner stays, and a lost password comes back by a link used once."""

from datetime import UTC, datetime, timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.core.messages import Outbound
from coccinelle.engine.desk import Desk
from coccinelle.kit.link_token import new_token, token_hash
from coccinelle.store import channels, members, password_resets
from coccinelle.store.database import Connection
from coccinelle.store.members import Member

LINK_LIFE = timedelta(minutes=30)
INVITATION_LIFE = timedelta(days=3)  # nobody joins a team within half an hour
NOBODY = "Aucun membre n'a cette adresse e-mail."
LAST_OWNER = "C'est le seul propriétaire : nommez-en un autre avant."
KNOWN = "Cette adresse e-mail est déjà celle d'un membre."
NO_ROLE = "Un membre est propriétaire ou de l'équipe."
GONE = "Ce membre n'est plus là."
NO_PASSWORD = "!"  # no hash: no password opens it, the link gives one


def add(desk: Desk, *, name: str, email: str, role: str) -> str:
    """The link by which they choose their password. Raises PermanentError for one who is a member
    already."""
    _check_role(role)
    with desk.transaction() as connection:
        members.lock(connection)
        if members.of_email(connection, email) is not None:
            raise PermanentError(KNOWN)
        members.add(connection, name=name, email=email, role=role, password_hash=NO_PASSWORD)
    link = password_link(desk, email, life=INVITATION_LIFE)
    assert link is not None, "the member was just added"
    return link


def set_role(desk: Desk, member_id: int, role: str) -> None:
    """Counts from their next page on. Raises PermanentError."""
    _check_role(role)
    with desk.transaction() as connection:
        members.lock(connection)
        member = members.of_id(connection, member_id)
        if member is None:
            raise PermanentError(GONE)
        if role != "owner":
            _check_owner_left(connection, member)
        members.set_role(connection, member_id, role)


def remove(desk: Desk, email: str) -> Member:
    """Their sessions end at once. Raises PermanentError."""
    with desk.transaction() as connection:
        members.lock(connection)
        member = members.of_email(connection, email)
        if member is None:
            raise PermanentError(NOBODY)
        _check_owner_left(connection, member)
        members.remove(connection, member.id)
    return member


def _check_role(role: str) -> None:
    if role not in ("owner", "staff"):
        raise PermanentError(NO_ROLE)


def _check_owner_left(connection: Connection, member: Member) -> None:
    others = [m for m in members.all_of(connection) if m.id != member.id]
    if member.role == "owner" and not any(m.role == "owner" for m in others):
        raise PermanentError(LAST_OWNER)


def password_link(desk: Desk, email: str, *, life: timedelta = LINK_LIFE) -> str | None:
    """A new link for this member, good once and for so long; None when there is no such one.

    Real time, as for sessions.
    """
    token = new_token(desk.business.id)
    with desk.transaction() as connection:
        member = members.of_email(connection, email)
        if member is None:
            return None
        password_resets.add(
            connection, member.id, token_hash=token_hash(token),
            expires_at=datetime.now(UTC) + life,
        )  # fmt: skip
    return f"{desk.public_url}/mot-de-passe/{token}"


def send_password_link(desk: Desk, email: str) -> bool:
    """By the business's own e-mail, and kept nowhere: whoever could read it in a conversation could
    enter in the member's place. False when it cannot leave: they ask again."""
    with desk.transaction() as connection:
        row = channels.of_kind(connection, "email")
    link = password_link(desk, email) if row else None
    if row is None or link is None:
        return False
    desk.open_channel(row).send(
        Outbound(
            key=f"link-{token_hash(link).hex()[:32]}",
            recipient=email,
            subject=f"Votre mot de passe - {desk.business.name}",
            text=_words(desk.business.name, link),
            is_automatic=True,
        )
    )
    return True


def use_password_link(desk: Desk, token: str, password_hash: str) -> Member | None:
    """Every session of theirs ends. None when the link is used, too old or unknown."""
    with desk.transaction() as connection:
        member_id = password_resets.use(connection, token_hash(token), datetime.now(UTC))
        if member_id is None:
            return None
        members.set_password(connection, member_id, password_hash)
        return members.of_id(connection, member_id)


def is_link_open(desk: Desk, token: str) -> bool:
    with desk.transaction() as connection:
        return password_resets.is_open(connection, token_hash(token), datetime.now(UTC))


def _words(business: str, link: str) -> str:
    minutes = int(LINK_LIFE.total_seconds()) // 60
    return (
        f"Bonjour,\n\nPour choisir un nouveau mot de passe sur Coccinelle ({business}), ouvrez ce"
        f" lien :\n{link}\n\nIl sert une seule fois, pendant {minutes} minutes. Si vous n'avez rien"
        " demandé, ignorez cet e-mail : votre mot de passe reste le même.\n"
    )
