-- Set on the screen, and kept apart from what was imported: it wins until it is given back to the
-- file. key: "policy.hold_until", "hours", "card.phone".
create table setting (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    key text not null,
    value jsonb not null,
    set_by text not null,
    set_at timestamptz not null,
    primary key (business_id, key)
);

-- A table of products a member brought, until its columns are matched and its lines are right.
create table product_file (
    business_id bigint primary key default current_setting('app.business_id')::bigint references business,
    name text not null,
    lines jsonb not null,
    columns jsonb not null,
    brought_by text not null,
    brought_at timestamptz not null
);

-- Of no business: there is none yet. The hash alone.
create table setup_link (
    token_hash bytea primary key,
    expires_at timestamptz not null,
    used_at timestamptz
);
