"""Whatever function of the store is called with another business's ids: nothing read, nothing done.

The functions are found, not listed. A new one is tried at once; one with a parameter that is not in
the table below fails until the table says what a foreign value of it is.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from coccinelle import store
from coccinelle.core.carrier import Tracking
from coccinelle.core.day_count import DayCount
from coccinelle.core.errors import CoccinelleError
from coccinelle.core.messages import Attachment, Inbound
from coccinelle.core.model import Usage
from coccinelle.core.notices import NoticeSettings
from coccinelle.core.proposal import PlannedAction
from coccinelle.engine.members import member
from coccinelle.kit.seal import Seal
from coccinelle.store import (
    approvals,
    autonomy,
    cases,
    connectors,
    contacts,
    day_counts,
    documents,
    incoming,
    merges,
    notice_settings,
    phones,
    product_files,
    proofs,
    push,
    satisfaction,
    settings,
    waiting,
)
from coccinelle.store.audit import AuditLine
from coccinelle.store.copied import Made, ShownToo
from coccinelle.store.copies import Copy
from coccinelle.store.database import Connection, Database
from coccinelle.store.plays import NewPlay
from coccinelle.store.posts import SaidPost
from coccinelle.store.product_files import Reading
from coccinelle.web.access.sessions import token_hash
from tests.web.conftest import JULIE, Shop, open_shop
from tests.worlds import new_business

PHONE = "+33639980031"
AT = datetime(2025, 1, 16, 12, tzinfo=UTC)
SKU = "RF-2847-38"
ENDPOINT = "https://push.example.net/x"
BROUGHT = (
    "[]",
    '{"products": [], "variants": []}',
    '{"header": [], "lines": 0, "columns": [], "samples": [], "products": 0, "variants": 0,'
    ' "wrong": 0, "faults": [], "first": []}',
)
SEALED = Seal((bytes(32),)).seal(b"{}", "elsewhere")

# Of the installation, not of a business: they see no row of anybody's.
OF_NOBODY = {"health.examine", "roles.faults_of_caller", "upgrade.is_current",
             "bells.ring", "setup_links.use"}  # fmt: skip
# They answer with what is the caller's own.
OWN = {"businesses.current", "stock.catalogue", "contacts.address_for", "members.add",
       "model_spend.add", "team.address", "connectors.put", "autonomy.propose",
       "results.tallies", "day_counts.keep", "businesses.imported", "businesses.as_set",
       "settings.put", "product_files.put"}  # fmt: skip
OWN |= {"copied.made", "copied.marks"}
OWN |= {"copied.goods_and_card", "copies.is_made", "trial_scripts.add"}
OWN |= {"inbox.counts", "timeline.timeline", "saved_replies.put", "audit.write"}
OWN |= {"businesses.set_pause"}
OWN |= {"notice_settings.of"}
OWN |= {"stock.shelves", "product_changes.count", "product_files.entries"}
OWN |= {"knowledge.add", "order_list.counts", "tracking.keep"}


def functions() -> dict[str, Callable[..., Any]]:
    """Every public one that takes a connection, as `module.function`."""
    found = {}
    for module in pkgutil.iter_modules(store.__path__):
        if module.ispkg:
            continue
        loaded = importlib.import_module(f"coccinelle.store.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            is_ours = function.__module__ == loaded.__name__ and not name.startswith("_")
            if is_ours and "connection" in inspect.signature(function).parameters:
                found[f"{module.name}.{name}"] = function
    return found


class Next:
    """A shop full of everything, the ids of what is in it, and the empty shop next door."""

    def __init__(self, database: Database) -> None:
        self.shop: Shop = open_shop(database, full=True)
        self.stranger = new_business(database)
        conversation = self.shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
        self.conversation = conversation
        self.shop.hears("oui merci")
        self.shop.hears("je veux parler à quelqu'un", "+33639980002")
        self.shop.drafts(conversation, "Bonjour")
        self.shop.notifies("Bonjour", conversation_id=conversation)
        self.token = self.shop.employs("Alice", "owner")
        self.session = int(str(self.shop.execute("select max(id) from session")[0][0]))
        with self.shop.desk.transaction() as connection:
            self._fill(connection, conversation)
            self._fill_inbox(connection)
            self._fill_devices(connection)
            self.ids = {
                table: self._id(connection, table)
                for table in ("contact", "address", "conversation", "channel", "message", "turn",
                              "action", "hold", "commitment", "draft", "member", "waiting",
                              "orders", "exchange", "connector", "document", "proof", "merge",
                              "attachment", "incoming", "saved_reply", "satisfaction",
                              "approval", "push_subscription", "push_note", "notification",
                              "trial_script", "knowledge", "post", "withdrawal", "parcel_back",
                              "trial_play")
            }  # fmt: skip
            self.whose = self._whose(connection)
            self.customer = self._customer(connection)
        member.reply(self.shop.desk, conversation, "Je regarde", by="Alice")
        self.values = self._values()

    def _fill(self, connection: Connection, conversation: int) -> None:
        row = connection.execute(
            "select contact_id, address_id from conversation where id = %s", (conversation,)
        ).fetchone()
        assert row is not None
        self.writer = row[0]
        cases.add_escalation(
            connection, conversation, turn_id=None, reason="x", urgency="normal", deadline=None,
            at=AT,
        )  # fmt: skip
        contacts.opt_out(connection, row[1], "email", at=AT, words="stop")
        waiting.join(
            connection, sku=SKU, contact_id=row[0], conversation_id=conversation, at=AT
        )  # fmt: skip
        proofs.add(
            connection, conversation_id=conversation, contact_id=row[0], purpose="x",
            code_hash="x", at=AT, expires_at=AT,
        )  # fmt: skip
        merges.propose(
            connection, from_contact_id=row[0], into_contact_id=row[0], reason="x", at=AT
        )
        connection.execute(
            "insert into exchange (number, order_id, position, to_variant_id, contact_id,"
            " hold_id, opened_at) select 'E-2847-1', o.id, 1, v.id, o.contact_id, h.id, %s"
            " from orders o, variant v, hold h where o.number = '2847' and v.sku = %s",
            (AT, SKU),
        )
        connection.execute(
            "with act as (insert into action (turn_id, conversation_id, contact_id, kind, key,"
            "  state, at) select max(id), %(c)s, %(who)s, 'label.make', 'label', 'planned', %(at)s"
            "  from turn returning id), message as (insert into message (conversation_id,"
            "  channel_id, seq, direction, author, text, at, state, waits_for) select %(c)s,"
            "  max(m.channel_id), 99, 'outbound', 'member', 'x', %(at)s, 'to_send', max(act.id)"
            "  from message m, act)"
            " insert into commitment (kind, due_at, reason, created_at, conversation_id, params)"
            " select 'label', %(at)s, 'x', %(at)s, %(c)s, jsonb_build_object('action_id', id)"
            " from act",
            {"c": conversation, "who": row[0], "at": AT},
        )
        satisfaction.ask(
            connection, contact_id=row[0], conversation_id=conversation, turn_id=None,
            token_hash=token_hash(self.token), at=AT,
        )  # fmt: skip
        connectors.put(connection, kind="carrier", adapter="laposte", settings={}, secrets=SEALED)
        documents.add(
            connection, kind="return_label", name=SKU, contact_id=row[0],
            conversation_id=conversation, token_hash=token_hash(self.token), at=AT, expires_at=AT,
        )  # fmt: skip
        for order in ("2847", "2901"):
            connection.execute(
                "insert into order_change (order_id, kind, changes, at)"
                " select id, 'note', '{\"hold_id\": 1}', %s from orders where number = %s",
                (AT, order),
            )
        self._fill_settings(connection)
        self._fill_people(connection, row[1])
        self._fill_levels(connection, conversation)
        self._fill_mail(connection, conversation)

    def _fill_people(self, connection: Connection, address_id: int) -> None:
        """What members wrote of customers, publications, pages and parcels."""
        self.address = address_id
        row = connection.execute("select id from orders where number = '2847'").fetchone()
        self.order = row[0] if row else 0
        for statement in (
            "insert into withdrawal (order_id, contact_id, declared_at, send_back_by)"
            " select id, contact_id, %(at)s, %(at)s from orders where number = '2847'",
            "insert into parcel_back (withdrawal_id, by_member, at)"
            " select max(id), 'Alice', %(at)s from withdrawal",
            "insert into consent_change (address_id, kind, is_stop, proof, by_member, at)"
            " values (%(address)s, 'sms', true, 'x', 'Alice', %(at)s)",
            "insert into knowledge_gap (question, at) values ('x', %(at)s)",
            "insert into commitment (kind, due_at, created_at, params) select 'tell_back', %(at)s,"
            " %(at)s, jsonb_build_object('parcel_id', max(id)) from parcel_back",
            "insert into tracking_read (tracking_number, carrier, status, events, read_at)"
            " values ('6A13000290106', 'x', 'delivered', '[]', %(at)s)",
            "update post set product_id = null where id = (select max(id) from post)",
        ):
            connection.execute(statement.encode(), {"at": AT, "address": address_id})

    def _fill_settings(self, connection: Connection) -> None:
        settings.put(connection, {"policy.exchange_days": 15}, by="Alice", at=AT)
        day_counts.keep(connection, [DayCount(AT.date())], "x", AT)
        product_files.put(connection, "a.csv", Reading({}, *BROUGHT), by="Alice", at=AT)

    def _fill_levels(self, connection: Connection, conversation: int) -> None:
        for status in ("refused", "proposed"):
            connection.execute(
                "insert into autonomy_change (skill, from_level, to_level, status, because, at)"
                " values ('hold', 'draft', 'auto', %s, 'x', %s)",
                (status, AT),
            )
        connection.execute("update draft set skill = 'hold'")
        connection.execute(
            "insert into correction (turn_id, conversation_id, skill, kind, by_member, at)"
            " select min(id), %s, 'availability', 'other', 'Alice', %s from turn",
            (conversation, AT),
        )
        autonomy.put(connection, "clarify", "off", by="Alice", because="x", at=AT)

    def _fill_mail(self, connection: Connection, conversation: int) -> None:
        connection.execute(
            "update message set message_id = '<1@example.org>' where conversation_id = %s",
            (conversation,),
        )
        connection.execute(
            "update address set bad_reason = 'full' where id = (select max(id) from address)"
        )
        connection.execute(
            "update conversation set token = 'known', thread = 'mail',"
            " address_id = (select max(id) from address) where id = %s",
            (conversation,),
        )
        connection.execute(
            "insert into attachment (message_id, name, media_type, content)"
            " select max(id), 'robe RF-2847.png', 'image/png', 'x' from message"
        )
        member_id, draft_id = self._id(connection, "member"), self._id(connection, "draft")
        phones.give(connection, member_id, PHONE)
        approvals.draw(
            connection, draft_id=draft_id, member_id=member_id, version=1, code_hash="x", at=AT,
            expires_at=AT + timedelta(hours=1),
        )  # fmt: skip
        incoming.add(connection, self._id(connection, "channel"), "SM2", AT - timedelta(hours=1))

    def _customer(self, connection: Connection) -> int:
        """Of the newest conversation."""
        row = connection.execute(
            "select contact_id from conversation order by id desc limit 1"
        ).fetchone()
        assert row is not None
        return int(row[0])

    def _whose(self, connection: Connection) -> dict[str, int]:
        """The customer of an order, the conversation that was promised something."""
        rows = connection.execute(
            "select 'contact_id', contact_id from orders where number = '2847' union all"
            " select 'conversation_id', max(conversation_id) from commitment"
        ).fetchall()
        return {name: int(number) for name, number in rows}

    def _id(self, connection: Connection, table: str) -> int:
        row = connection.execute(f"select max(id) from {table}".encode()).fetchone()
        assert row is not None
        assert row[0], table
        return int(row[0])

    def _values(self) -> dict[str, Any]:
        """What each parameter gets: ids and names of the full shop; `module.function:name` wins."""
        ids = {f"{table}_id": number for table, number in self.ids.items()}
        email = f"alice-{self.shop.id}@example.org"
        ((password,),) = self.shop.execute("select distinct password_hash from member")
        by_name = {name: AT for name in ("at", "now", "before", "since", "due_at", "until",
                                         "retry_at", "again_at", "idle_since", "born_since",
                                         "check_at", "read_at", "expires_at", "today")}  # fmt: skip
        texts = {name: "x" for name in ("by", "reason", "because", "text", "subject", "error",
                                        "question",
                                        "code", "words", "thread", "name", "password_hash",
                                        "sent_text", "status_line", "version",
                                        "skill")}  # fmt: skip
        empty: dict[str, Any] = {"params": {}, "settings": {}, "memory": {}, "reading": {},
                                 "decision": {}, "timings": {}, "memory_before": {}, "result": {},
                                 "changes": {}, "facts": [], "reply": [], "actions": [],
                                 "context": {}, "edit_distance": 1, "promised_at": AT,
                                 "lines": (), "deadline": None, "pickup_at": None,
                                 "no_password": password}  # fmt: skip
        theirs = {
            f"{name}:{parameter}": number
            for parameter, number in self.whose.items()
            for name in functions()
            if name.startswith(("orders.", "commitments."))
        }
        return ids | by_name | texts | empty | theirs | self._inbox() | {
            "language": "en", "commitments.of_contact:contact_id": self.writer,
            "cases.escalations_of_contact:contact_id": self.writer, "cases.notifications:kinds": (),
            "from_contact_id": self.ids["contact"], "into_contact_id": self.ids["contact"],
            "moved": {"address": [self.ids["address"]]}, "more": [self.ids["address"]],
            "code_hash": "x", "phone": PHONE, "source": "x", "since_purpose": "alert",
            "approvals.newest:since": AT - timedelta(days=1),
            "approvals.was_said:text": "Je regarde",
            "approvals.was_said:conversation_id": self.conversation,
            "conversations.last_of_member:conversation_id": self.conversation,
            "approvals.draw:version": 1,
            "attachment": Attachment("x", "image/png", b"x"), "has_returned": True, "about_ids": [],
            "before_seq": 99, "header_id": "<2@example.org>", "fetched_at": AT, "token": "known",
            "message_ids": ["<1@example.org>"],
            "place_id": self.ids["waiting"], "order_id": self.ids["orders"],
            "number": "E-2847-1", "order": "2847", "orders.load:number": "2847", "position": 1,
            "way": "shop", "declared_at": AT, "send_back_by": AT.date(), "is_handled": True,
            "business_id": self.shop.id,
            "conversations": [self.ids["conversation"]],
            "conversation_ids": [self.ids["conversation"]],
            "ids": [self.ids["message"]], "besides": [],
            "turn_ids": [self.ids["turn"]],
            "kind": "sms", "channel_kind": "sms", "value": JULIE, "address": JULIE,
            "who": "Julie", "email": email, "role": "owner", "adapter": "sms_twilio",
            "key": f"key-{self.shop.id}", "provider_id": "SM1", "sku": SKU,
            "product_ref": "RF-2847", "quantity": 1, "on_hand": 0, "purpose": "pickup",
            "status": "cancelled", "state": "dropped", "lane": "answer", "urgency": "normal",
            "author": "member", "direction": "outbound", "seconds": 0, "limit": 50, "at_most": 50,
            "vip_orders": 1, "segments": 1, "answers_seq": 1, "open_only": False,
            "waiting_only": False, "active_only": False, "pending_only": False,
            "oldest_first": False, "lock": True, "disclosed": True, "tells_act": False,
            "on_request": True, "older_than_hours": 0, "secrets": b"x", "old": b"x", "new": b"y",
            "token_hash": token_hash(self.token), "seal": Seal((bytes(32),)),
            "line": AuditLine("Alice", "POST /stock"), "browser": "x", "session_id": self.session,
            "day": AT.date(), "once": "x", "usage": Usage(10, 5, 0.1),
            "inbound": Inbound("SM-foreign", JULIE, "+33939980000", "Bonjour"),
            "action": PlannedAction("hold.place", "foreign", {}, "x"),
            "otherwise": "x", "waits_for": None, "content": b"%PDF",
            "tracking_number": "6A13000290106", "settings": {}, "where": "x",
            "expires_at": AT, "start": AT - timedelta(days=1), "end": AT + timedelta(days=1),
            "zone": ZoneInfo("Europe/Paris"), "score": 5,
            "kinds": ["label.make"], "connectors.all_of:kind": "carrier",
            "connectors.remove:adapter": "laposte", "documents.add:kind": "invoice",
            "actions.ended:state": "failed", "awaiting.release:otherwise": True,
            "actions.next_outside:conversation_id": self.conversation,
            "documents.add:token_hash": b"another",
            "commitments.end:status": "cancelled", "commitments.end_of_action:status": "done",
            "one": self.ids["contact"], "other": self.ids["contact"],
            "cases.end_draft:status": "refused", "skill": "hold", "level": "draft",
            "from_level": "auto", "to_level": "draft", "evidence": {}, "note": "x",
            "autonomy.decided:status": "refused",
            "copy": Copy(self.shop.id, self.shop.id, 1, AT), "made": Made(AT, {"rules": "x"}),
            "plays.put:new": NewPlay("script", "x", "x", 1, AT, AT), "plays.end:told": "x",
            "copied.show_too:shown": [ShownToo("instagram", "x", "RF-2847")],
            "turn": 1,
            "play_id": self.ids["trial_play"], "event": {}, "tried_at": AT, "script": "x",
            "replies": ["x"], "trial_sent.of_messages:message_ids": [self.ids["message"]],
            "pairs": [("x", "y")], "skus": [SKU],
            "keys": ["policy.exchange_days"], "values": {"policy.exchange_days": 15},
            "counts": [DayCount(AT.date())], "rules": "x", "first": AT.date(), "last": AT.date(),
            "page": "x", "answer": "x", "questions": ["x"], "parcel_id": self.ids["parcel_back"],
            "parcel_ids": [self.ids["parcel_back"]],
            "told": Tracking("6A13000290106", "x", "delivered", (), AT),
            "exchange_id": self.ids["exchange"], "restocked": {}, "replaced": False,
            "is_stop": True,
            "proof": "x", "notes": "x", "is_vip": True, "skipped": 0,
            "contact_ids": [self.customer], "order_list.rows:filter": "all",
            "order_list.rows:before": None, "order_list.rows:said": "",
            "posts.say_again:said": SaidPost("instagram", "X-1", AT, "", "", ("RF-2847",), False),
            "contact_list.rows:contact_ids": None,
            "consents.stops:contact_id": self.writer, "consents.of_contact:contact_id": self.writer,
            "consents.add:address_id": self.address,
            "consents.lock_address:address_id": self.address,
            "consents.lock_address:contact_id": self.writer,
            "order_card.tickets_of:contact_id": self.whose["contact_id"],
            "parcels_back.of_order:order_id": self.order, "order_card.tickets:order_id": self.order,
            "order_card.withdrawals:order_id": self.order,
            "order_card.changes:order_id": self.order, "lacking_only": False,
            "network": "instagram", "ref": "x", "published_at": AT, "caption": "x", "url": "x",
            "product_files.put:reading": Reading({}, *BROUGHT), "brought_at": AT,
            "product_files.read_anew:reading": Reading({"x": 1}, *BROUGHT),
            "waiting.move:status": "told", "order_changes.add:kind": "note",
        }  # fmt: skip

    def _fill_inbox(self, connection: Connection) -> None:
        """The newest customer's conversation is read, put off and spoken of; one message failed and
        left again."""
        for statement in (
            "update conversation set snoozed_until = %(at)s, assigned_to = (select max(id) from"
            " member), failed_seq = 1, answer_at = %(at)s where id = (select max(id) from"
            " conversation)",
            "insert into note (conversation_id, text, by_member, at)"
            " select max(id), 'x', 'x', %(at)s from conversation",
            "insert into draft (conversation_id, reason, text, status, created_at, ended_at)"
            " select max(id), 'x', 'x', 'sent', %(at)s, %(at)s from conversation",
            "insert into message (conversation_id, channel_id, seq, direction, author, text, at,"
            " state, purpose) select max(id), max(channel_id), 98, 'outbound', 'assistant', 'x',"
            " %(at)s, 'sent', 'alert' from conversation",
            "insert into trial_script (name, script, replies, by_member, made_at)"
            " values ('x', 'x', '{}', 'x', %(at)s)",
            "insert into trial_play (kind, title, script, turns, from_at, started_at)"
            " values ('script', 'x', 'x', 1, %(at)s, %(at)s)",
            "insert into trial_sent (message_id, subject, text) select max(id), 'x', 'x'"
            " from message",
            "insert into trial_event (at, event, once) values (%(at)s, '{}', 'known')",
            "insert into saved_reply (name, text, by_member, at)"
            " values ('merci', 'x', 'x', %(at)s)",
            "insert into presence (contact_id, member_id, writing_at) select contact_id,"
            " (select max(id) from member), %(at)s from conversation order by id desc limit 1",
            "update message set once = 'known', again_of = id where id = (select max(id) from"
            " message)",
        ):
            connection.execute(statement.encode(), {"at": AT})

    def _fill_devices(self, connection: Connection) -> None:
        (who,) = connection.execute("select max(id) from member").fetchone() or (0,)
        push.subscribe(
            connection, who, token_hash=token_hash(self.token), device="x", endpoint=ENDPOINT,
            secrets=SEALED, at=AT,
        )  # fmt: skip
        for (number,) in connection.execute("select max(id) from notification").fetchall():
            push.add(
                connection, push.devices(connection)[0][0], notification_id=number, kind="message",
                count=1, at=AT - timedelta(days=1), not_before=AT - timedelta(days=1),
            )  # fmt: skip
        notice_settings.put(connection, who, NoticeSettings())

    def _devices(self) -> dict[str, Any]:
        return {
            "subscription_id": self.ids["push_subscription"], "note_id": self.ids["push_note"],
            "notification_ids": [self.ids["notification"]], "device": "x", "endpoint": ENDPOINT,
            "count": 1, "not_before": AT, "push.add:kind": "message",
            "push.replace_secrets:old": SEALED, "push.end:state": "failed",
            "notice_settings.put:settings": NoticeSettings(),
        }  # fmt: skip

    def _inbox(self) -> dict[str, Any]:
        theirs = dict.fromkeys(
            ("attention.lock_open_of:contact_id", "conversations.of_contact:contact_id",
             "customer_messages.of_contact:contact_id", "notes.of_contact:contact_id",
             "timeline.timeline:contact_id"), self.customer,
        )  # fmt: skip
        return theirs | self._devices() | {
            "filter": "all", "said": "robe", "by_member": "x", "again_of": None, "due": None,
            "assigned_to": None, "contact_ids": [self.customer],
            "saved_id": self.ids["saved_reply"],
            "inbox.rows:before": None, "timeline.timeline:before": None, "shortcut": "x",
            "customer_messages.of_contact:before": None, "notes.add:kind": "note",
            "notes.of_contact:since": None, "notes.of_contact:until": None,
            "attachments.of_messages:message_ids": [self.ids["message"]],
            "arrivals.with_html:message_ids": [self.ids["message"]],
            "customer_messages.said_since:message_id": 0,
            "customer_messages.is_written:once": "known",
            "presence.others:member_id": 0, "presence.others:now": AT,
            **{f"attention.{name}:ids": [self.ids["conversation"]]
               for name in ("assign", "snooze", "wake", "close", "waits_for_an_answer")},
        }  # fmt: skip

    def arguments(self, name: str, function: Callable[..., Any]) -> dict[str, Any]:
        wanted = [p for p in inspect.signature(function).parameters if p != "connection"]
        return {p: self.values.get(f"{name}:{p}", self.values.get(p, KeyError)) for p in wanted}


@pytest.fixture(scope="module")
def next_to(shared_database: Database) -> Next:
    return Next(shared_database)


def everything(connection: Connection) -> list[tuple[Any, ...]]:
    """Each table of the transaction's business, as one text."""
    tables = connection.execute(
        "select table_name from information_schema.columns where table_schema = 'public'"
        " and column_name = 'business_id' order by 1"
    ).fetchall()
    return connection.execute(
        " union all ".join(
            f"select '{t}', (select string_agg(r::text, '|' order by r::text) from {t} r)"
            for (t,) in tables
        ).encode()
    ).fetchall()


class Undone(Exception):
    """Ends the transaction: whatever was written is not kept."""


@contextmanager
def undone(database: Database, business_id: int) -> Iterator[Connection]:
    with suppress(Undone), database.transaction(business_id) as connection:
        yield connection
        raise Undone


def tried(connection: Connection, function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """What it gave; None when it refused."""
    try:
        with connection.transaction():
            return function(connection, **arguments)
    except (psycopg.Error, AssertionError, CoccinelleError):
        return None


@pytest.mark.parametrize("name", [n for n in functions() if n not in OF_NOBODY])
def test_a_foreign_id_reads_nothing_and_changes_nothing(next_to: Next, name: str) -> None:
    function = functions()[name]
    arguments = next_to.arguments(name, function)
    unknown = [p for p, value in arguments.items() if value is KeyError]
    assert not unknown, f"say in Next what a foreign value of {unknown} is"
    database = next_to.shop.place.database
    with database.transaction(next_to.shop.id) as connection:
        before = everything(connection)
    with undone(database, next_to.stranger) as connection:
        given = tried(connection, function, arguments)
        connection.execute(f"set local app.business_id = {next_to.shop.id}".encode())
        assert everything(connection) == before
    assert name in OWN or not given, given
    assert not any(canary in repr(given) for canary in (SKU, "RF-2847", "Mercier"))


def test_the_shop_that_is_tried_has_something_in_every_function(next_to: Next) -> None:
    """The same calls at home: most of them find what they are asked for."""
    database, found = next_to.shop.place.database, 0
    with undone(database, next_to.shop.id) as connection:
        before = everything(connection)
    for name, function in functions().items():
        if name in OF_NOBODY:
            continue
        with undone(database, next_to.shop.id) as connection:
            given = tried(connection, function, next_to.arguments(name, function))
            found += bool(given) or everything(connection) != before
    assert found > 0.7 * len(functions())


def test_what_is_of_nobody_holds_no_word_of_anybody(next_to: Next) -> None:
    """The queue is shared: it holds numbers only."""
    with next_to.shop.place.database.routing() as connection:
        rows = connection.execute("select args::text, lock from procrastinate_jobs").fetchall()
    assert all(set(text) <= set('{"businessconversation_id: ,0123456789}') for text, _ in rows)
