-- The doors: attempts to log in, sessions a member tells apart, one-time links, the audit log.

-- Of no business: nobody knows which before the login. Hashes alone; a row dies after some calm.
create table login_attempt (
    key_hash bytea primary key,
    count int not null,
    last_at timestamptz not null,
    free_at timestamptz not null
);

-- browser: what the member sees their session by.
alter table session
    add column id bigint generated always as identity,
    add column browser text not null default '';
create unique index session_number on session (business_id, id);

create table password_reset (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    member_id bigint not null,
    token_hash bytea not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    primary key (business_id, id),
    foreign key (business_id, member_id) references member on delete cascade
);
create unique index password_reset_token on password_reset (business_id, token_hash);

-- What members did, for ever: ids and names of members, no word of a customer. Each line is bound
-- to the one before it.
create table audit (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint not null,
    at timestamptz not null,
    member text not null,
    what text not null,
    about text not null,
    before jsonb not null,
    after jsonb not null,
    hash bytea not null,
    primary key (business_id, id)
);
