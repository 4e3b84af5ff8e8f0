-- What language models cost, day by day: the ceiling of the day is held against it.

create table model_spend (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    day date not null,
    calls bigint not null,
    tokens_in bigint not null,
    tokens_out bigint not null,
    cents numeric not null,
    primary key (business_id, day)
);
