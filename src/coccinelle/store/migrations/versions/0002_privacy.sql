-- An erased person leaves two things behind, as salted hashes: the STOP they said, and the fact that
-- they were erased, so that neither a new message nor an old file brings back what is gone.

alter table business
    add column salt bytea not null default uuid_send(gen_random_uuid()),
    add column purged_at timestamptz;

alter table conversation add column emptied_at timestamptz;

create table kept_opt_out (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    hash bytea not null,
    kind text not null,
    at timestamptz not null,
    primary key (business_id, hash, kind)
);

create table erased_address (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    hash bytea not null,
    at timestamptz not null,
    primary key (business_id, hash)
);

-- The salt is the business's own: the same number has another hash next door.
create function address_hash(kind text, value text) returns bytea
    language sql stable set search_path = pg_catalog, public as $$
    select sha256(b.salt || convert_to(kind || ':' || value, 'UTF8')) from public.business b
$$;

-- Someone who said STOP, was erased and writes again has still said STOP.
create function opt_out_again() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
begin
    insert into public.opt_out (address_id, kind, at)
        select new.id, k.kind, k.at from public.kept_opt_out k
        where k.hash = public.address_hash(new.kind, new.value)
        on conflict do nothing;
    return null;
end
$$;
create trigger opt_out_again after insert on address
    for each row execute function opt_out_again();
