"""How each member wants to be told outside the screen."""

import json

from coccinelle.core.notices import NoticeSettings
from coccinelle.store.database import Connection

_SELECT = "select ways, quiet_hours, shows_name from notice_setting"
_DEFAULT = NoticeSettings()


def of(connection: Connection, member_id: int | None) -> NoticeSettings:
    row = connection.execute(f"{_SELECT} where member_id = %s", (member_id,)).fetchone()
    return _settings(row)


def put(connection: Connection, member_id: int, settings: NoticeSettings) -> None:
    connection.execute(
        "insert into notice_setting (member_id, ways, quiet_hours, shows_name)"
        " values (%s, %s, %s, %s) on conflict (business_id, member_id) do update"
        " set ways = excluded.ways, quiet_hours = excluded.quiet_hours,"
        " shows_name = excluded.shows_name",
        (member_id, json.dumps(settings.ways), settings.quiet_hours, settings.shows_name),
    )


def _settings(row: tuple[object, ...] | None) -> NoticeSettings:
    if row is None:
        return _DEFAULT
    ways, quiet_hours, shows_name = row
    assert isinstance(ways, dict)
    kept = {kind: tuple(wanted) for kind, wanted in ways.items()}
    return NoticeSettings(kept, str(quiet_hours), bool(shows_name))
