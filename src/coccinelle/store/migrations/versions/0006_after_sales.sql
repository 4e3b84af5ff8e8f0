-- E-mail: what ties a message to its thread, and the files it brought.

alter table conversation add column token text not null default replace(gen_random_uuid()::text, '-', '');
create unique index conversation_token on conversation (business_id, token);

alter table message
    add column message_id text not null default '',
    add column references_ids text[] not null default '{}',
    add column html text not null default '',
    add column is_proven boolean not null default true,
    add column has_returned boolean not null default false,
    add column automatic text not null default '';
create index message_thread on message (business_id, message_id) where message_id <> '';

create table attachment (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    message_id bigint not null,
    name text not null,
    media_type text not null,
    content bytea,
    refused_reason text not null default '',
    primary key (business_id, id),
    foreign key (business_id, message_id) references message on delete cascade
);
create index attachment_message on attachment (business_id, message_id);

-- An announced e-mail whose words are still to be fetched from the provider, each once.
create table incoming (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    channel_id bigint not null,
    provider_id text not null,
    at timestamptz not null,
    due_at timestamptz,
    attempts int not null default 0,
    fetched_at timestamptz,
    primary key (business_id, id),
    unique (business_id, channel_id, provider_id),
    foreign key (business_id, channel_id) references channel
);
create index incoming_due on incoming (due_at) where due_at is not null;
create policy routing on incoming for select to coccinelle_router using (true);
grant select on incoming to coccinelle_router;

-- Someone else's system, with its keys: a carrier, later a shop or a CRM.
create table connector (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    kind text not null,
    adapter text not null,
    settings jsonb not null default '{}',
    secrets bytea,
    stopped_reason text,
    created_at timestamptz not null default now(),
    primary key (business_id, id),
    unique (business_id, kind, adapter)
);

-- A one-time code sent to the address on file; once right, whose orders this conversation may see.
create table proof (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    conversation_id bigint not null,
    contact_id bigint,
    purpose text not null,
    code_hash text not null,
    tries int not null default 0,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    proven_at timestamptz,
    primary key (business_id, id),
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, contact_id) references contact on delete cascade
);
create index proof_conversation on proof (business_id, conversation_id);

-- Two contacts that may be one person: proposed, decided by a member, undone by what it moved.
create table merge (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    from_contact_id bigint not null,
    into_contact_id bigint not null,
    reason text not null,
    status text not null default 'proposed'
        check (status in ('proposed', 'merged', 'refused', 'undone')),
    moved jsonb not null default '{}',
    proposed_at timestamptz not null,
    decided_at timestamptz,
    decided_by text not null default '',
    primary key (business_id, id),
    foreign key (business_id, from_contact_id) references contact on delete cascade,
    foreign key (business_id, into_contact_id) references contact on delete cascade
);
create unique index merge_live on merge (business_id, from_contact_id, into_contact_id)
    where status in ('proposed', 'merged');

-- After the sale.
create table exchange (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    number text not null,
    order_id bigint not null,
    position int not null,
    to_variant_id bigint not null,
    contact_id bigint not null,
    conversation_id bigint,
    hold_id bigint,
    status text not null default 'open' check (status in ('open', 'done', 'cancelled', 'expired')),
    way text check (way in ('shop', 'post')),
    opened_at timestamptz not null,
    ended_at timestamptz,
    ended_because text not null default '',
    primary key (business_id, id),
    unique (business_id, number),
    foreign key (business_id, order_id) references orders,
    foreign key (business_id, to_variant_id) references variant,
    foreign key (business_id, contact_id) references contact on delete cascade,
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, hold_id) references hold
);
-- Once per line, unless the first one was called off.
create unique index exchange_line on exchange (business_id, order_id, position)
    where status in ('open', 'done');

-- What a customer had changed in an order that had not left: changes say what, by name.
create table order_change (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    order_id bigint not null,
    kind text not null check (kind in ('cancelled', 'variant', 'address', 'quantity', 'note')),
    changes jsonb not null default '{}',
    at timestamptz not null,
    primary key (business_id, id),
    foreign key (business_id, order_id) references orders on delete cascade
);

-- What a change needs is put aside until the order leaves.
alter table hold drop constraint hold_purpose_check;
alter table hold add constraint hold_purpose_check
    check (purpose in ('pickup', 'exchange', 'backup', 'order'));

-- The right of withdrawal, as it was declared: its date counts, whatever becomes of it.
create table withdrawal (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    order_id bigint not null,
    position int,
    contact_id bigint not null,
    declared_at timestamptz not null,
    words text not null default '',
    send_back_by date not null,
    primary key (business_id, id),
    foreign key (business_id, order_id) references orders on delete cascade,
    foreign key (business_id, contact_id) references contact on delete cascade
);

-- A file behind a link only its receiver knows; content: null while it is being made.
create table document (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    token_hash bytea not null,
    kind text not null check (kind in ('return_label', 'invoice')),
    name text not null,
    content bytea,
    contact_id bigint,
    conversation_id bigint,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    primary key (business_id, id),
    foreign key (business_id, contact_id) references contact on delete cascade,
    foreign key (business_id, conversation_id) references conversation on delete cascade
);
create unique index document_token on document (business_id, token_hash);

alter table exchange add column document_id bigint,
    add foreign key (business_id, document_id) references document;

-- Where parcels leave from when they come back, on one line.
alter table contact add column postal_address text not null default '';

-- What an invoice must bear.
alter table business add column legal jsonb not null default '{}';

-- An outside act that a reply tells of: the reply leaves once it is known how it ended.
alter table message
    add column waits_for bigint,
    add column otherwise text not null default '',
    -- not valid: the check of old rows, all empty here, would need a business to be named
    add foreign key (business_id, waits_for) references action not valid;
alter table action
    add column attempts int not null default 0,
    add column called_at timestamptz;
create index action_outside on action (business_id, conversation_id) where state = 'planned';

-- Members: alerts that leave the screen, of which conversations they tell, what was seen.
alter table message add column about_ids bigint[] not null default '{}';
create index message_alert on message (business_id) where purpose = 'alert';
alter table contact add column is_team boolean not null default false;
alter table notification
    add column urgency text not null default 'normal',
    add column deadline timestamptz,
    add column seen_at timestamptz,
    add column tell_at timestamptz,
    add column told_times int not null default 0;
create index notification_to_tell on notification (tell_at) where tell_at is not null;
create policy routing on notification for select to coccinelle_router using (true);
grant select on notification to coccinelle_router;
alter table escalation
    add column is_handled boolean not null default false,
    add column order_number text not null default '';
alter table draft add column order_number text not null default '';
alter table address add column doubted_at timestamptz;
