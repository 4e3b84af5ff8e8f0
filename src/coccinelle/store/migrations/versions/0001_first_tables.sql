-- Every table carries business_id, in its keys; row-level security is added by the revision for all.

create sequence business_number;

create table business (
    business_id bigint primary key,
    slug text not null unique,
    name text not null,
    sector text not null check (sector in ('boutique', 'restaurant', 'spa', 'garage', 'real_estate')),
    timezone text not null,
    language text not null default 'fr',
    address text not null default '',
    phone text not null default '',
    email text not null default '',
    parking text not null default '',
    owner_name text not null default '',
    owner_phone text not null default '',
    owner_email text not null default '',
    hours jsonb not null default '{}',
    closures date[] not null default '{}',
    policy jsonb not null default '{}',
    is_demo boolean not null default false,
    clock_offset_seconds bigint not null default 0,
    catalogue_version bigint not null default 0,
    created_at timestamptz not null default now(),
    check (is_demo or clock_offset_seconds = 0)
);

create table member (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    name text not null,
    email text not null,
    role text not null check (role in ('owner', 'staff')),
    password_hash text not null,
    created_at timestamptz not null default now(),
    primary key (business_id, id),
    unique (business_id, email)
);

create table session (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    token_hash bytea not null,
    member_id bigint not null,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    primary key (business_id, token_hash),
    foreign key (business_id, member_id) references member on delete cascade
);
create unique index session_token on session (token_hash);

create table channel (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    kind text not null,
    adapter text not null,
    key text not null,
    address text not null,
    settings jsonb not null default '{}',
    secrets bytea,
    stopped_reason text,
    created_at timestamptz not null default now(),
    primary key (business_id, id)
);
create unique index channel_key on channel (key);

create table contact (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    ref text,
    first_name text not null default '',
    last_name text not null default '',
    preferred_channel text not null default '',
    vip boolean not null default false,
    notes text not null default '',
    created_at timestamptz not null default now(),
    primary key (business_id, id),
    unique (business_id, ref)
);

create table address (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    contact_id bigint not null,
    kind text not null check (kind in ('phone', 'email', 'handle')),
    value text not null,
    bad_reason text,
    last_inbound_at timestamptz,
    primary key (business_id, id),
    unique (business_id, kind, value),
    foreign key (business_id, contact_id) references contact on delete cascade
);
create index address_contact on address (business_id, contact_id);

create table opt_out (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    address_id bigint not null,
    kind text not null,
    at timestamptz not null,
    words text not null default '',
    primary key (business_id, address_id, kind),
    foreign key (business_id, address_id) references address on delete cascade
);

create table conversation (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    contact_id bigint not null,
    channel_id bigint not null,
    address_id bigint not null,
    kind text not null,
    thread text not null default '',
    state text not null default 'open' check (state in ('open', 'closed')),
    memory jsonb not null default '{}',
    last_seq bigint not null default 0,
    answer_at timestamptz,
    attempts int not null default 0,
    paused_at timestamptz,
    paused_by text not null default '',
    disclosed_at timestamptz,
    last_at timestamptz not null,
    primary key (business_id, id),
    foreign key (business_id, contact_id) references contact on delete cascade,
    foreign key (business_id, channel_id) references channel,
    foreign key (business_id, address_id) references address
);
create unique index conversation_open on conversation (business_id, channel_id, address_id, thread)
    where state = 'open';
create index conversation_answer on conversation (answer_at) where answer_at is not null;
create index conversation_recent on conversation (business_id, last_at desc);
create index conversation_contact on conversation (business_id, contact_id);

create table turn (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    conversation_id bigint not null,
    lane text not null,
    reading jsonb not null,
    decision jsonb not null,
    facts jsonb not null,
    reply jsonb not null default '[]',
    memory_before jsonb not null default '{}',
    timings jsonb not null,
    at timestamptz not null,
    primary key (business_id, id),
    foreign key (business_id, conversation_id) references conversation on delete cascade
);
create index turn_conversation on turn (business_id, conversation_id, id);

create table message (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    conversation_id bigint not null,
    channel_id bigint not null,
    seq bigint not null,
    direction text not null check (direction in ('inbound', 'outbound')),
    author text not null check (author in ('contact', 'assistant', 'member')),
    provider_id text,
    subject text not null default '',
    text text not null,
    media text[] not null default '{}',
    at timestamptz not null,
    turn_id bigint,
    state text not null,
    purpose text not null default 'reply',
    tells_act boolean not null default false,
    answers_seq bigint,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    sending_at timestamptz,
    sent_at timestamptz,
    segments int,
    error_code text,
    error text,
    primary key (business_id, id),
    unique (business_id, conversation_id, seq),
    unique (business_id, channel_id, provider_id),
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, turn_id) references turn
);
create index message_unanswered on message (business_id, conversation_id, seq)
    where direction = 'inbound' and state = 'received';
create index message_leaving on message (next_attempt_at)
    where direction = 'outbound' and state in ('to_send', 'sending');

create table product (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    ref text not null,
    name text not null,
    category text not null default '',
    tags text[] not null default '{}',
    aliases text[] not null default '{}',
    primary key (business_id, id),
    unique (business_id, ref)
);

create table variant (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    product_id bigint not null,
    sku text not null,
    color text not null default '',
    size text not null default '',
    price_cents int not null check (price_cents >= 0),
    currency text not null default 'EUR',
    on_hand int not null default 0 check (on_hand >= 0),
    reserved int not null default 0 check (reserved >= 0),
    stock_at timestamptz not null default now(),
    position int not null default 0,
    primary key (business_id, id),
    unique (business_id, sku),
    foreign key (business_id, product_id) references product on delete cascade
);
create index variant_product on variant (business_id, product_id);

create table post (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    network text not null,
    ref text not null,
    published_at timestamptz not null,
    caption text not null default '',
    product_id bigint not null,
    url text not null default '',
    primary key (business_id, id),
    unique (business_id, network, ref),
    foreign key (business_id, product_id) references product on delete cascade
);

create table orders (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    number text not null,
    contact_id bigint not null,
    status text not null
        check (status in ('pending', 'processing', 'shipped', 'delivered', 'cancelled', 'returned')),
    ordered_at timestamptz not null,
    shipped_at timestamptz,
    delivered_at timestamptz,
    carrier text not null default '',
    tracking_number text not null default '',
    primary key (business_id, id),
    unique (business_id, number),
    foreign key (business_id, contact_id) references contact
);
create index orders_contact on orders (business_id, contact_id, ordered_at desc);

create table order_line (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    order_id bigint not null,
    position int not null,
    variant_id bigint not null,
    quantity int not null check (quantity > 0),
    unit_price_cents int not null check (unit_price_cents >= 0),
    primary key (business_id, order_id, position),
    foreign key (business_id, order_id) references orders on delete cascade,
    foreign key (business_id, variant_id) references variant
);

create table tracking_event (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    tracking_number text not null,
    at timestamptz not null,
    status text not null,
    label text not null default '',
    expected_on timestamptz,
    primary key (business_id, id),
    unique (business_id, tracking_number, at, status)
);

create table knowledge (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    page text not null,
    question text not null,
    answer text not null,
    primary key (business_id, id),
    unique (business_id, page, question)
);

create table action (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    turn_id bigint,
    conversation_id bigint,
    contact_id bigint,
    kind text not null,
    key text not null,
    state text not null
        check (state in ('planned', 'calling', 'done', 'failed', 'unknown', 'undone')),
    params jsonb not null default '{}',
    result jsonb not null default '{}',
    summary text not null default '',
    at timestamptz not null,
    primary key (business_id, id),
    unique (business_id, key),
    foreign key (business_id, turn_id) references turn,
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, contact_id) references contact on delete cascade
);

create table hold (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    variant_id bigint not null,
    contact_id bigint not null,
    conversation_id bigint,
    action_id bigint,
    quantity int not null check (quantity between 1 and 20),
    purpose text not null default 'pickup' check (purpose in ('pickup', 'exchange', 'backup')),
    status text not null default 'active'
        check (status in ('active', 'picked_up', 'cancelled', 'expired')),
    until timestamptz not null,
    pickup_at timestamptz,
    created_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    primary key (business_id, id),
    foreign key (business_id, variant_id) references variant,
    foreign key (business_id, contact_id) references contact on delete cascade,
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, action_id) references action
);
-- One wish on two channels is one hold.
create unique index hold_live on hold (business_id, contact_id, variant_id, purpose)
    where status = 'active';
create index hold_variant on hold (business_id, variant_id) where status = 'active';

create table commitment (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    kind text not null,
    conversation_id bigint,
    contact_id bigint,
    hold_id bigint,
    params jsonb not null default '{}',
    reason text not null default '',
    due_at timestamptz not null,
    status text not null default 'pending'
        check (status in ('pending', 'done', 'cancelled', 'failed')),
    attempts int not null default 0,
    created_at timestamptz not null,
    ended_at timestamptz,
    ended_because text,
    primary key (business_id, id),
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, contact_id) references contact on delete cascade,
    foreign key (business_id, hold_id) references hold on delete cascade
);
create index commitment_due on commitment (due_at) where status = 'pending';
create index commitment_hold on commitment (business_id, hold_id) where status = 'pending';

create table draft (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    conversation_id bigint not null,
    turn_id bigint,
    kind text not null default 'reply',
    reason text not null,
    text text not null,
    actions jsonb not null default '[]',
    answers_seq bigint not null default 0,
    status text not null default 'waiting'
        check (status in ('waiting', 'sent', 'edited', 'refused', 'replaced')),
    created_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    sent_text text,
    primary key (business_id, id),
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, turn_id) references turn
);
create index draft_waiting on draft (business_id, conversation_id) where status = 'waiting';

create table escalation (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    conversation_id bigint not null,
    turn_id bigint,
    reason text not null,
    urgency text not null default 'normal',
    deadline timestamptz,
    status text not null default 'open' check (status in ('open', 'answered')),
    created_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    primary key (business_id, id),
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, turn_id) references turn
);
create index escalation_open on escalation (business_id, conversation_id) where status = 'open';

create table notification (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    kind text not null,
    text text not null,
    lines text[] not null default '{}',
    status_line text not null default '',
    conversation_id bigint,
    turn_id bigint,
    at timestamptz not null,
    primary key (business_id, id),
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, turn_id) references turn
);
create index notification_recent on notification (business_id, id desc);
