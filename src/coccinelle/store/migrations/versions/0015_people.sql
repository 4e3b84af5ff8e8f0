-- A publication may show nothing we know yet; what a member says of it wins over the file.
alter table post
    alter column product_id drop not null,
    add column by_member text not null default '';

-- What members write of the business's pages outlives the next import. file_page, file_question: the
-- entry of the file it stands for, null when the file has none. removed_at: taken out by a member,
-- kept so that the file does not bring it back.
alter table knowledge
    add column by_member text not null default '',
    add column edited_at timestamptz,
    add column file_page text,
    add column file_question text,
    add column removed_at timestamptz;

-- Columns of a contact that a member set on the screen: an import leaves them alone.
alter table contact add column set_here text[] not null default '{}';

-- A STOP or a START that a member wrote down, with what proves it.
create table consent_change (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    address_id bigint not null,
    kind text not null,
    is_stop boolean not null,
    proof text not null,
    by_member text not null,
    at timestamptz not null,
    primary key (business_id, id),
    foreign key (business_id, address_id) references address on delete cascade
);
create index consent_change_address on consent_change (business_id, address_id);

-- A parcel that came back: of an exchange or of a withdrawal, once each. restocked: by reference,
-- how many were put on the shelf again. replaced: the exchange ended with it.
create table parcel_back (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    id bigint generated always as identity,
    exchange_id bigint,
    withdrawal_id bigint,
    restocked jsonb not null default '{}',
    replaced boolean not null default false,
    by_member text not null,
    at timestamptz not null,
    undone_by text not null default '',
    undone_at timestamptz,
    primary key (business_id, id),
    foreign key (business_id, exchange_id) references exchange on delete cascade,
    foreign key (business_id, withdrawal_id) references withdrawal on delete cascade,
    check (num_nonnulls(exchange_id, withdrawal_id) = 1)
);
create unique index parcel_back_exchange on parcel_back (business_id, exchange_id)
    where exchange_id is not null and undone_at is null;
create unique index parcel_back_withdrawal on parcel_back (business_id, withdrawal_id)
    where withdrawal_id is not null and undone_at is null;

create index action_label on action (business_id) where kind = 'label.make';
-- Lists of orders are read newest first, a page at a time.
create index orders_recent on orders (business_id, ordered_at desc, id desc);
