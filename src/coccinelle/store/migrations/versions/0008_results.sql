-- What it brings: whether customers are satisfied.

-- One question, one tap; never the same person twice in a month.
create table satisfaction (
    business_id bigint not null default current_setting('app.business_id')::bigint,
    id bigint generated always as identity,
    contact_id bigint not null,
    conversation_id bigint not null,
    turn_id bigint,
    token_hash bytea,
    asked_at timestamptz not null,
    answered_at timestamptz,
    score int check (score between 1 and 5),
    primary key (business_id, id),
    foreign key (business_id, contact_id) references contact on delete cascade,
    foreign key (business_id, conversation_id) references conversation on delete cascade,
    foreign key (business_id, turn_id) references turn
);
create index satisfaction_contact on satisfaction (business_id, contact_id, asked_at);

-- Figures are summed over a period, whatever is stored besides.
create index turn_at on turn (business_id, at);
create index message_at on message (business_id, at);
