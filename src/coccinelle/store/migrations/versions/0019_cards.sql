-- What a member set by hand on a customer's card: how they are spoken to ("" as the shop does), and
-- the size they take whatever they bought.
alter table contact
    add column tone text not null default '' check (tone in ('', 'tu', 'vous')),
    add column size text not null default '';

-- Products a publication shows besides the first.
create table post_product (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    post_id bigint not null,
    product_id bigint not null,
    primary key (business_id, post_id, product_id),
    foreign key (business_id, post_id) references post on delete cascade,
    foreign key (business_id, product_id) references product on delete cascade
);

-- What a carrier said of a parcel when it was asked last. events: newest first.
create table tracking_read (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    tracking_number text not null,
    carrier text not null,
    status text not null,
    events jsonb not null,
    expected_at timestamptz,
    expected_has_hour boolean not null default false,
    url text not null default '',
    read_at timestamptz not null,
    primary key (business_id, tracking_number)
);

-- Promises of a conversation, and of a parcel that came back.
create index commitment_conversation on commitment (business_id, conversation_id);
create index commitment_parcel on commitment (business_id, ((params ->> 'parcel_id')::bigint))
    where params ? 'parcel_id';
