"""What members write on the business's pages: it outlives the next import of the files."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import gaps
from coccinelle.engine.desk import Desk
from coccinelle.store import gaps as rows
from coccinelle.store import knowledge

LONGEST_TITLE, LONGEST_ANSWER = 300, 5000  # characters
TWICE = "Cette page répond déjà à cette question : modifiez plutôt sa réponse."


def write(
    desk: Desk, *, page: str, question: str, answer: str, by: str, knowledge_id: int | None = None,
    closes: str = "",
) -> None:  # fmt: skip
    """A new entry, or another wording of one. closes: the question a customer asked, which is
    answered now however it was worded. Raises PermanentError."""
    now = desk.now()
    words = {"page": page, "question": question, "answer": answer}
    with desk.transaction() as connection:
        if knowledge_id is None:
            written = knowledge.add(connection, **words, by=by, at=now)
        else:
            written = knowledge.change(connection, knowledge_id, **words, by=by, at=now)
        if not written:
            raise PermanentError(TWICE)
        if closes:
            rows.close(connection, gaps.alike(connection, closes), at=now)


def remove(desk: Desk, knowledge_id: int, *, by: str) -> None:
    with desk.transaction() as connection:
        knowledge.remove(connection, knowledge_id, by=by, at=desk.now())


def put_aside(desk: Desk, question: str) -> None:
    """Nobody will write a page for it, however often it is asked again."""
    with desk.transaction() as connection:
        rows.put_aside(connection, gaps.alike(connection, question), at=desk.now())


def take_up(desk: Desk, question: str) -> None:
    """It waits for an answer again."""
    with desk.transaction() as connection:
        rows.put_aside(connection, gaps.alike(connection, question), at=None)
