"""Every column that can hold text, and what an erasure leaves of it: `docs/privacy.md` in code.

A new text or JSON column without an entry here fails the tests.
"""

from typing import LiteralString

# The rows of one contact. %(contact)s: their id, or -1; %(conversations)s: ids of conversations.
WHOSE: dict[str, LiteralString] = {
    "contact": "id = %(contact)s",
    "address": "contact_id = %(contact)s",
    "opt_out": "address_id in (select id from address where contact_id = %(contact)s)",
    "consent_change": "address_id in (select id from address where contact_id = %(contact)s)",
    "parcel_back": "exchange_id in (select id from exchange where contact_id = %(contact)s)"
    " or withdrawal_id in (select id from withdrawal where contact_id = %(contact)s)",
    "conversation": "id = any(%(conversations)s)",
    "message": "conversation_id = any(%(conversations)s)"
    " or (about_ids <> '{}' and about_ids && %(conversations)s::bigint[])",
    "turn": "conversation_id = any(%(conversations)s)",
    "action": "conversation_id = any(%(conversations)s) or contact_id = %(contact)s",
    "hold": "contact_id = %(contact)s",
    "commitment": "conversation_id = any(%(conversations)s) or contact_id = %(contact)s",
    "waiting": "conversation_id = any(%(conversations)s) or contact_id = %(contact)s",
    "draft": "conversation_id = any(%(conversations)s)",
    "escalation": "conversation_id = any(%(conversations)s)",
    "notification": "conversation_id = any(%(conversations)s)",
    "attachment": "message_id in (select id from message"
    " where conversation_id = any(%(conversations)s))",
    "proof": "conversation_id = any(%(conversations)s) or contact_id = %(contact)s",
    "merge": "from_contact_id = %(contact)s or into_contact_id = %(contact)s",
    "exchange": "conversation_id = any(%(conversations)s) or contact_id = %(contact)s",
    "withdrawal": "contact_id = %(contact)s",
    "document": "conversation_id = any(%(conversations)s) or contact_id = %(contact)s",
    "order_change": "order_id in (select id from orders where contact_id = %(contact)s)",
    "knowledge_gap": "conversation_id = any(%(conversations)s)",
    "correction": "conversation_id = any(%(conversations)s)",
    "satisfaction": "conversation_id = any(%(conversations)s) or contact_id = %(contact)s",
    "note": "conversation_id = any(%(conversations)s)",
    "presence": "contact_id = %(contact)s",
    "orders": "contact_id = %(contact)s",
    "order_line": "order_id in (select id from orders where contact_id = %(contact)s)",
    "tracking_event": "tracking_number <> '' and tracking_number in"
    " (select tracking_number from orders where contact_id = %(contact)s)",
    "tracking_read": "tracking_number <> '' and tracking_number in"
    " (select tracking_number from orders where contact_id = %(contact)s)",
}

# Figures live on lanes and intents: they stay, without the words that led to them.
_OUTCOMES: LiteralString = (
    "jsonb_build_object('lane', decision -> 'lane', 'outcomes', coalesce((select jsonb_agg("
    "jsonb_build_object('intent', o -> 'intent', 'sub_kind', o -> 'sub_kind', 'lane', o -> 'lane',"
    " 'skill', o -> 'skill', 'by_level', o -> 'by_level', 'reasons', '[]'::jsonb,"
    " 'actions', '[]'::jsonb))"
    " from jsonb_array_elements(decision -> 'outcomes') o), '[]'))"
)

# What an erasure writes in each column that speaks of a person, as SQL.
ERASED: dict[str, dict[str, LiteralString]] = {
    "contact": {
        "ref": "null",
        "first_name": "''",
        "last_name": "''",
        "preferred_channel": "''",
        "notes": "''",
        "postal_address": "''",
        "tone": "''",
        "size": "''",
    },
    "consent_change": {"proof": "''"},
    "address": {"kind": "'handle'", "value": "'effacé:' || id", "bad_reason": "null"},
    "conversation": {"thread": "''", "memory": "'{}'"},
    "message": {
        "provider_id": "null",
        "subject": "''",
        "text": "''",
        "html": "''",
        "otherwise": "''",
        "media": "'{}'",
        "message_id": "''",
        "references_ids": "'{}'",
    },
    "attachment": {"name": "''", "content": "null"},
    "merge": {"reason": "''", "moved": "'{}'"},
    "order_change": {"changes": "'{}'"},
    "withdrawal": {"words": "''"},
    "document": {"name": "''", "content": "null"},
    "turn": {
        "reading": "'{}'",
        "decision": _OUTCOMES,
        "facts": "'[]'",
        "memory_before": "'{}'",
    },
    "action": {"key": "'effacé:' || id", "params": "'{}'", "result": "'{}'", "summary": "''"},
    "commitment": {"params": "'{}'", "reason": "'Contact effacé'"},
    "draft": {
        "reason": "''",
        "text": "''",
        "actions": "'[]'",
        "sent_text": "null",
        "context": "'{}'",
        "refused_reason": "''",
    },
    "escalation": {"reason": "''", "context": "'{}'"},
    "note": {"text": "''"},
    "knowledge_gap": {"question": "''"},
    "correction": {"note": "''"},
    "notification": {"text": "'Contact effacé'", "lines": "'{}'", "status_line": "''"},
}

_CODE = "a word of ours from a short list"
_SHOP = "the business's own words, about things it sells or says to everyone"
_STAFF = "a member of the business; leaves with the member"
_TRIAL = "a member's own words to an invented customer, and what was answered"
_ORDER = "part of the order, kept ten years as its proof, without the name"

# What stays, and why it may.
KEPT: dict[str, dict[str, str]] = {
    "action": {"kind": _CODE, "state": _CODE},
    "business": {
        "slug": _SHOP, "name": _SHOP, "sector": _CODE, "timezone": _CODE, "language": _CODE,
        "address": _SHOP, "phone": _SHOP, "email": _SHOP, "parking": _SHOP, "owner_name": _STAFF,
        "owner_phone": _STAFF, "owner_email": _STAFF, "hours": _SHOP, "closures": _SHOP,
        "policy": _SHOP, "legal": "the business's own registration",
        "paused_by": _STAFF, "copied": _CODE,
    },
    "audit": {
        "member": _STAFF, "what": _CODE, "about": "numbers of rows", "before": "numbers and codes",
        "after": "numbers and codes",
    },
    "approval": {"code_hash": "a hash of a one-time code", "ended_because": _CODE},
    "autonomy": {"skill": _CODE, "level": _CODE, "set_by": _STAFF, "because": "our sentence"},
    "autonomy_change": {
        "skill": _CODE, "from_level": _CODE, "to_level": _CODE, "status": _CODE,
        "because": "our sentence", "evidence": "counts", "decided_by": _STAFF,
    },
    "correction": {"skill": _CODE, "kind": _CODE, "by_member": _STAFF},
    "channel": {
        "kind": _CODE, "adapter": _CODE, "key": "a secret of the webhook's address",
        "address": _SHOP, "settings": "the business's account at the provider",
        "stopped_reason": "what the provider refused", "removed_by": _STAFF, "paused_by": _STAFF,
    },
    "commitment": {
        "kind": _CODE, "status": _CODE,
        "ended_because": "our sentence, or the member's name",
    },
    "attachment": {"media_type": _CODE, "refused_reason": "our sentence"},
    "contact": {"folded": "made of the name, and erased with it", "set_here": _CODE},
    "consent_change": {"kind": _CODE, "by_member": _STAFF},
    "parcel_back": {
        "restocked": "references and counts", "by_member": _STAFF, "undone_by": _STAFF,
    },
    "connector": {
        "kind": _CODE, "adapter": _CODE, "settings": "the business's account at the provider",
        "stopped_reason": "what the provider refused",
    },
    "conversation": {
        "kind": _CODE, "state": _CODE, "paused_by": _STAFF, "token": "a random number of ours",
        "closed_by": _STAFF,
    },
    "day_count": {"counts": "numbers", "rules": "a hash of the counting rules"},
    "document": {"kind": _CODE},
    "exchange": {
        "number": _ORDER, "status": _CODE, "way": _CODE, "ended_because": "our sentence",
    },
    "incoming": {"provider_id": "the provider's number of a message, of no use without its key"},
    "merge": {"status": _CODE, "decided_by": _STAFF},
    "order_change": {"kind": _CODE},
    "proof": {"purpose": _CODE, "code_hash": "a hash of a code that is dead in ten minutes"},
    "draft": {
        "kind": _CODE, "status": _CODE, "ended_by": _STAFF, "order_number": _ORDER,
        "skill": _CODE,
    },
    "escalation": {
        "urgency": _CODE, "status": _CODE, "ended_by": _STAFF, "order_number": _ORDER,
    },
    "hold": {"purpose": _CODE, "status": _CODE, "ended_by": "our sentence, or the member's name"},
    "kept_opt_out": {"kind": _CODE},
    "knowledge": {
        "page": _SHOP, "question": _SHOP, "answer": _SHOP, "file_page": _SHOP,
        "file_question": _SHOP, "by_member": _STAFF,
    },
    "member": {
        "name": _STAFF, "email": _STAFF, "role": _CODE, "password_hash": _STAFF, "phone": _STAFF,
        "language": _CODE,
    },
    "message": {
        "direction": _CODE, "author": _CODE, "state": _CODE, "purpose": _CODE,
        "error_code": "the provider's number", "error": "our sentence about the provider",
        "automatic": _CODE, "about_ids": "our own numbers", "by_member": _STAFF,
        "once": "a random number of ours",
    },
    "note": {"kind": _CODE, "by_member": _STAFF, "once": "a random number of ours"},
    "notification": {
        "kind": _CODE, "urgency": _CODE, "once": "a word of ours, the product's reference, the day",
    },
    "installation_secret": {"name": _CODE, "open": "a public key of ours"},
    "notice_setting": {"ways": _CODE, "quiet_hours": _STAFF},
    "push_note": {"kind": _CODE, "state": _CODE},
    "push_subscription": {"device": _STAFF, "endpoint": _STAFF},
    "opt_out": {
        "kind": "goes on as a hash", "words": "deleted with its row, once hashed",
    },
    "orders": {
        "number": _ORDER, "status": _CODE, "carrier": _ORDER, "tracking_number": _ORDER,
    },
    "post": {
        "network": _CODE, "ref": _SHOP, "caption": _SHOP, "url": _SHOP, "by_member": _STAFF,
    },
    "product": {
        "ref": _SHOP, "name": _SHOP, "category": _SHOP, "tags": _SHOP, "aliases": _SHOP,
        "folded": _SHOP,
    },
    "setting": {
        "key": _CODE, "value": "the business's own words; its members' names and phones",
        "set_by": _STAFF,
    },
    "product_file": {
        "name": _SHOP, "lines": _SHOP, "columns": _CODE, "found": _SHOP, "told": _SHOP,
        "brought_by": _STAFF,
    },
    "saved_reply": {"name": _SHOP, "text": _SHOP, "shortcut": _SHOP, "by_member": _STAFF},
    "session": {"browser": _STAFF},
    "tracking_event": {"tracking_number": _ORDER, "status": _CODE, "label": _ORDER},
    "tracking_read": {
        "tracking_number": _ORDER, "carrier": _ORDER, "status": _CODE, "events": _ORDER,
        "url": _ORDER,
    },
    "trial_event": {"event": _TRIAL, "once": _CODE},
    "trial_play": {
        "kind": _CODE, "title": _TRIAL, "script": _TRIAL, "replies": _TRIAL, "told": _TRIAL,
        "changes": _TRIAL,
    },
    "trial_sent": {"subject": _TRIAL, "text": _TRIAL},
    "trial_script": {
        "name": _TRIAL, "script": _TRIAL, "replies": _TRIAL, "changes": _TRIAL, "by_member": _STAFF,
    },
    "turn": {
        "lane": _CODE, "reply": "names of phrases, not their words", "timings": "milliseconds",
    },
    "waiting": {"status": _CODE},
    "variant": {"sku": _SHOP, "color": _SHOP, "size": _SHOP},
}  # fmt: skip
