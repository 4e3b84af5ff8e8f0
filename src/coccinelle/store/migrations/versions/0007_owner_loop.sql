-- The owner in the loop: the prepared case, approval by SMS, pause, autonomy, what the pages lack.

-- The case as it was prepared for a member; what became of the words that were proposed.
alter table draft
    add column skill text not null default '',
    add column context jsonb not null default '{}',
    add column version int not null default 1,
    add column expires_at timestamptz,
    add column refused_reason text not null default '',
    add column edit_distance int;
alter table draft drop constraint draft_status_check;
alter table draft add constraint draft_status_check
    check (status in ('waiting', 'sent', 'edited', 'refused', 'replaced', 'expired'));
-- promised_at: when the customer was told that a person would answer.
alter table escalation
    add column context jsonb not null default '{}',
    add column promised_at timestamptz;

-- A member's own phone; sms_closed_at: no more approval by SMS until the next login.
alter table member
    add column phone text not null default '',
    add column sms_closed_at timestamptz;
create unique index member_phone on member (business_id, phone) where phone <> '';

-- A one-time code, drawn for one version of one draft and one member; used_by: their message.
create table approval (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    draft_id bigint not null,
    member_id bigint not null,
    version int not null,
    code_hash text not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_because text not null default '',
    used_by bigint,
    primary key (business_id, id),
    foreign key (business_id, draft_id) references draft on delete cascade,
    foreign key (business_id, member_id) references member on delete cascade
);
create index approval_member on approval (business_id, member_id, sent_at);
create index approval_draft on approval (business_id, draft_id);

create table wrong_code (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    member_id bigint not null,
    at timestamptz not null,
    primary key (business_id, id),
    foreign key (business_id, member_id) references member on delete cascade
);

-- What is written to a member, or by one, about conversations of others.
drop index message_alert;
create index message_told on message (business_id, at) where purpose in ('alert', 'approval');
create index message_about on message (business_id) where about_ids <> '{}';

-- The assistant answers nobody while its business is paused.
alter table business
    add column paused_at timestamptz,
    add column paused_by text not null default '';

-- What was asked and no page of the business answers.
create table knowledge_gap (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    question text not null,
    conversation_id bigint,
    turn_id bigint,
    at timestamptz not null,
    answered_at timestamptz,
    primary key (business_id, id),
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, turn_id) references turn
);

-- One wish on two channels is one hold; two articles exchanged for the same one are two.
drop index hold_live;
create unique index hold_live on hold (business_id, contact_id, variant_id, purpose)
    where status = 'active' and purpose <> 'exchange';

-- What was done since: limits count it.
create index action_since on action (business_id, kind, at);

-- How far the assistant goes alone, by skill, as members set it: it wins over the imported policy.
create table autonomy (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    skill text not null,
    level text not null check (level in ('off', 'draft', 'auto')),
    since timestamptz not null,
    set_by text not null,
    because text not null default '',
    primary key (business_id, skill)
);
-- Every change and every proposal of one, with the counts it rests on.
create table autonomy_change (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    skill text not null,
    from_level text not null,
    to_level text not null,
    status text not null check (status in ('proposed', 'done', 'refused')),
    because text not null,
    evidence jsonb not null default '{}',
    at timestamptz not null,
    decided_at timestamptz,
    decided_by text not null default '',
    primary key (business_id, id)
);
create unique index autonomy_proposed on autonomy_change (business_id, skill)
    where status = 'proposed';

-- A member says that an automatic message was wrong.
create table correction (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    turn_id bigint not null,
    conversation_id bigint not null,
    skill text not null,
    kind text not null,
    note text not null default '',
    by_member text not null,
    at timestamptz not null,
    primary key (business_id, id),
    foreign key (business_id, turn_id) references turn,
    foreign key (business_id, conversation_id) references conversation on delete cascade
);
create unique index correction_turn on correction (business_id, turn_id, skill);
