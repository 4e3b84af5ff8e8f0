-- On the phone: members' devices, what waits to reach them, and how each member wants to be told.

-- Of the installation itself, sealed; no word of anybody.
create table installation_secret (
    name text primary key,
    open text not null,
    secrets bytea not null
);

-- A browser that takes notifications; it ends with the session it was given in.
create table push_subscription (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    member_id bigint not null,
    session_id bigint not null,
    device text not null,
    endpoint text not null,
    secrets bytea not null,
    created_at timestamptz not null,
    last_ok_at timestamptz,
    gone_at timestamptz,
    primary key (business_id, id),
    foreign key (business_id, member_id) references member on delete cascade,
    foreign key (business_id, session_id) references session (business_id, id) on delete cascade
);
create unique index push_subscription_endpoint on push_subscription (business_id, endpoint);
create index push_subscription_member on push_subscription (business_id, member_id);
create index push_subscription_session on push_subscription (business_id, session_id);

-- One note for one device; its words are made when it leaves. notification_id: null for a trial;
-- count: how many news it stands for.
create table push_note (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    subscription_id bigint not null,
    notification_id bigint,
    kind text not null,
    count int not null default 1,
    state text not null default 'to_send'
        check (state in ('to_send', 'sending', 'sent', 'failed', 'dropped')),
    at timestamptz not null,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    primary key (business_id, id),
    foreign key (business_id, subscription_id) references push_subscription on delete cascade,
    foreign key (business_id, notification_id) references notification on delete cascade
);
create unique index push_note_once on push_note (business_id, subscription_id, notification_id);
create unique index push_note_trial on push_note (business_id, subscription_id)
    where notification_id is null and next_attempt_at is not null;
create index push_note_of on push_note (business_id, notification_id);
create index push_note_due on push_note (next_attempt_at) where next_attempt_at is not null;
create policy routing on push_note for select to coccinelle_router using (true);
grant select on push_note to coccinelle_router;

-- A member without a row is told of everything, by every way there is.
create table notice_setting (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    member_id bigint not null,
    ways jsonb not null,
    quiet_hours text not null default '',
    shows_name boolean not null default false,
    primary key (business_id, member_id),
    foreign key (business_id, member_id) references member on delete cascade
);

-- When it left for the members' devices, before any other way.
alter table notification add column pushed_at timestamptz;
