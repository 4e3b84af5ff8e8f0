-- Customers who want to be told when an item is back, in the order they asked.

create table waiting (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    variant_id bigint not null,
    contact_id bigint not null,
    conversation_id bigint not null,
    status text not null default 'waiting' check (status in ('waiting', 'called', 'told', 'left')),
    created_at timestamptz not null,
    ended_at timestamptz,
    primary key (business_id, id),
    foreign key (business_id, variant_id) references variant,
    foreign key (business_id, contact_id) references contact on delete cascade,
    foreign key (business_id, conversation_id) references conversation on delete cascade
);
-- One place in the line, on however many channels they ask.
create unique index waiting_place on waiting (business_id, variant_id, contact_id)
    where status in ('waiting', 'called');
