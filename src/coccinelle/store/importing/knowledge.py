"""What the shop answers to usual questions: the folder's pages replace the former ones."""

from coccinelle.store.database import Connection
from coccinelle.store.importing.batches import write
from coccinelle.store.importing.folder import KnowledgeEntry, Progress


def save_knowledge(
    connection: Connection, entries: tuple[KnowledgeEntry, ...], progress: Progress
) -> None:
    """An answer taken out of the folder must not be given any more: it is deleted. What a member
    wrote, changed or took out stays as they left it."""
    connection.execute("delete from knowledge where edited_at is null")
    rows = [(e.page, e.question, e.answer) for e in entries]
    write(connection, _INSERT, rows, progress=progress, label="knowledge")


_INSERT = """
insert into knowledge (page, question, answer)
select * from unnest(%s::text[], %s::text[], %s::text[]) as f(page, question, answer)
where not exists (select from knowledge k where (k.page, k.question) = (f.page, f.question)
    or (k.file_page, k.file_question) = (f.page, f.question))
"""
