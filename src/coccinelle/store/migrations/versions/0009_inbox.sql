-- The inbox: who has a conversation, what was read, put off, closed; notes, saved replies, search.

-- failed_seq: a message that did not leave or arrive, and nothing was written since.
alter table conversation
    add column last_inbound_seq bigint not null default 0,
    add column last_outbound_seq bigint not null default 0,
    add column read_seq bigint not null default 0,
    add column failed_seq bigint,
    add column assigned_to bigint,
    add column snoozed_until timestamptz,
    add column closed_at timestamptz,
    add column closed_by text not null default '',
    -- not valid: the check of old rows, all empty here, would need a business to be named
    add foreign key (business_id, assigned_to) references member
        on delete set null (assigned_to) not valid;

-- by_member: who wrote it; once: no second message is ever written with this key; again_of: the
-- one that had failed.
alter table message
    add column by_member text not null default '',
    add column once text,
    add column again_of bigint,
    add foreign key (business_id, again_of) references message not valid;
create unique index message_once on message (business_id, once) where once is not null;
create unique index message_again on message (business_id, again_of) where again_of is not null;

alter table member
    add column language text not null default 'fr' check (language in ('fr', 'en'));

-- What was there before: read, and with its last words known. Force is lifted for the owner alone.
alter table conversation no force row level security;
alter table message no force row level security;
update conversation c set
    last_inbound_seq = found.inbound, last_outbound_seq = found.outbound, read_seq = c.last_seq
from (
    select business_id, conversation_id,
        coalesce(max(seq) filter (where direction = 'inbound' and automatic = ''), 0) as inbound,
        coalesce(max(seq) filter (where direction = 'outbound'), 0) as outbound
    from message group by 1, 2
) found
where (c.business_id, c.id) = (found.business_id, found.conversation_id);
alter table conversation force row level security;
alter table message force row level security;

create index conversation_of_contact on conversation (business_id, contact_id, last_at, id)
    where state = 'open';
create index conversation_inbox on conversation (business_id, last_at desc, id desc)
    where state = 'open';
create index conversation_unread on conversation (business_id, contact_id)
    where state = 'open' and last_inbound_seq > read_seq;
create index conversation_held on conversation (business_id, contact_id)
    where state = 'open' and (failed_seq is not null or paused_at is not null);
create index conversation_last_word on conversation (business_id, contact_id)
    where state = 'open' and last_inbound_seq > last_outbound_seq;
create index conversation_assigned on conversation (business_id, assigned_to)
    where assigned_to is not null;
create index contact_team on contact (business_id, id) where is_team;
create index conversation_snoozed on conversation (snoozed_until) where snoozed_until is not null;

-- What members tell each other, and what they did: never sent to anybody.
create table note (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    conversation_id bigint not null,
    kind text not null default 'note',
    text text not null default '',
    by_member text not null,
    at timestamptz not null,
    once text,
    primary key (business_id, id),
    foreign key (business_id, conversation_id) references conversation on delete cascade
);
create index note_conversation on note (business_id, conversation_id, id);
create unique index note_once on note (business_id, once) where once is not null;

create table saved_reply (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    name text not null,
    text text not null,
    shortcut text not null default '',
    by_member text not null,
    at timestamptz not null,
    primary key (business_id, id)
);
create unique index saved_reply_name on saved_reply (business_id, lower(name));
create unique index saved_reply_shortcut on saved_reply (business_id, lower(shortcut))
    where shortcut <> '';

-- Who is writing to whom, a few seconds long.
create table presence (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    contact_id bigint not null,
    member_id bigint not null,
    writing_at timestamptz not null,
    primary key (business_id, contact_id, member_id),
    foreign key (business_id, contact_id) references contact on delete cascade,
    foreign key (business_id, member_id) references member on delete cascade
);

-- Words as they are searched: without accents, capitals, elisions or punctuation.
create function fold(said text) returns text language sql immutable parallel safe
    return trim(lower(translate(
        replace(replace(replace(replace(said, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
        E'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚ'
            || E'ěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹ'
            || E'źŻżŽžøØđłŁ'
            || E'!"#$\u0025&''()*+,-./:;<=>?@[\\]^_`{|}~’‘“”«»‹›…–—\u2010\u2011•·\u00a0\u202f'
            || E'\u2009€°№'
            -- combining accents and marks that are not seen: they have no counterpart below
            || E'\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c'
            || E'\u030d\u030e\u030f\u0323\u0327\u0328\u200b\u200c\u200d\u2060\ufeff\u00ad',
        'aaaaaaceeeeiiiinooooouuuuyaaaaaaceeeeiiiinooooouuuuyyaaaaaaccccccccdde'
            || 'eeeeeeeeegggggggghhiiiiiiiiijjkkllllllnnnnnnoooooorrrrrrssssssssttttuuuuuuuuuuuuwwyyyzzzzzzoodll'
            || repeat(' ', 53)
    )));

-- In French and as it stands, so that a beginning is found too; a message of any length.
alter table message add column words tsvector generated always as (strip(
    to_tsvector('simple', fold(left(subject || ' ' || text, 20000)))
    || to_tsvector('french', fold(left(subject || ' ' || text, 20000)))
)) stored;
create index message_words on message using gin (words);
alter table contact add column folded text not null
    generated always as (fold(first_name || ' ' || last_name)) stored;
alter table product add column folded text not null
    generated always as (fold(name || ' ' || ref)) stored;
create index order_line_variant on order_line (business_id, variant_id);
