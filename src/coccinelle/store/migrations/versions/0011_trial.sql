-- Trying the assistant: a copy of a shop to write to, and what was tried, kept to be run again.

-- A copy is a business of its own: row-level security parts it from its parent as from any other.
-- tried_at: when somebody last used it, in real time; a copy nobody uses is emptied at night.
alter table business
    add column sandbox_of bigint,
    add column tried_at timestamptz,
    add check (sandbox_of is null or (is_demo and sandbox_of <> business_id));
create unique index business_copy on business (sandbox_of);

-- In the shop itself. replies: what was answered when it was kept, in order; changes: what differed
-- at the last run, as pairs of before and after.
create table trial_script (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    name text not null,
    script text not null,
    replies text[] not null,
    by_member text not null,
    made_at timestamptz not null,
    run_at timestamptz,
    changes jsonb not null default '[]',
    primary key (business_id, id)
);
