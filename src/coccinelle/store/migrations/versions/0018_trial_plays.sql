-- Each member tries on a copy of their own; what is played there is a row that a worker takes.

-- tried_by: the parent's member; 0 for what is no copy, and for copies made before: those are emptied
-- at night. copied_at: when the copy was made, in real time; copied: what the
-- shop was then, as one mark for its rules, its articles, its pages. play_at: when a worker is to
-- take up what is played there, in real time; while one is at it, when it would be thought dead.
alter table business
    add column tried_by bigint not null default 0,
    add column copied_at timestamptz,
    add column copied jsonb,
    add column play_at timestamptz,
    add check (play_at is null or sandbox_of is not null);
drop index business_copy;
create unique index business_copy on business (sandbox_of, tried_by);
create index business_play on business (play_at) where play_at is not null;

-- In the copy: what is played, and how far. kind: clock, scenario, script, again. turn: how many
-- turns of the script are played, by their times. from_at: what time it was there. told: why it
-- ended early. trial_script_id: of the shop, whose replies are compared at the end.
create table trial_play (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    kind text not null,
    title text not null,
    script text not null,
    replies text[],
    trial_script_id bigint,
    turn integer not null default 0,
    turns integer not null,
    tries integer not null default 0,
    conversation_id bigint,
    from_at timestamptz not null,
    started_at timestamptz not null,
    is_over boolean not null default false,
    told text not null default '',
    changes jsonb not null default '[]',
    primary key (business_id)
);

-- In the copy: what was made to happen there, as a script tells it. once: a play tells it once.
create table trial_event (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    at timestamptz not null,
    event jsonb not null,
    once text not null,
    primary key (business_id, id),
    unique (business_id, once)
);

-- In the copy: what its channels sent, as whoever received it reads it: codes are in it, which the
-- messages keep covered.
create table trial_sent (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    message_id bigint not null,
    subject text not null,
    text text not null,
    primary key (business_id, message_id),
    foreign key (business_id, message_id) references message on delete cascade
);
