-- The only doors across businesses: each answers one question with ids. Owned by coccinelle_router,
-- which reads a few tables by a policy of its own and can write none. `search_messages` crosses nothing:
-- it is one of them so as to use its index, and names the business itself.

create or replace function businesses()
    returns table (business_id bigint, slug text, clock_offset_seconds bigint)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select b.business_id, b.slug, b.clock_offset_seconds from public.business b
    where b.sandbox_of is null order by 1
$$;

-- The copies that shops are tried on: they are nobody's business otherwise.
drop function if exists copies();
create function copies()
    returns table (business_id bigint, sandbox_of bigint, tried_by bigint, tried_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select b.business_id, b.sandbox_of, b.tried_by, b.tried_at from public.business b
    where b.sandbox_of is not null order by 1
$$;

-- Copies in which something is to be played, or whose player is dead.
create or replace function plays(at timestamptz) returns setof bigint
    language sql stable security definer set search_path = pg_catalog, public as $$
    select b.business_id from public.business b where b.play_at <= at order by b.play_at
$$;

create or replace function business_of_channel(a text, k text) returns bigint
    language sql stable security definer set search_path = pg_catalog, public as $$
    select c.business_id from public.channel c where c.adapter = a and c.key = k
$$;

create or replace function business_of_session(h bytea) returns bigint
    language sql stable security definer set search_path = pg_catalog, public as $$
    select s.business_id from public.session s where s.token_hash = h
$$;

create or replace function businesses_of_member(e text) returns setof bigint
    language sql stable security definer set search_path = pg_catalog, public as $$
    select m.business_id from public.member m join public.business b using (business_id)
    where m.email = e and b.sandbox_of is null
$$;

-- Everything due in a business's own time, and the conversation to attend to.
-- A row without conversation is given as 0: the business itself.
create or replace function due_work(at timestamptz, at_most int)
    returns table (business_id bigint, conversation_id bigint, due_in double precision)
    language sql stable security definer set search_path = pg_catalog, public as $$
    with clock as (
        select b.business_id, at + make_interval(secs => b.clock_offset_seconds) as now
        from public.business b
    ), due as (
        select c.business_id, c.id as conversation_id, c.answer_at as due_at
        from public.conversation c where c.answer_at is not null
        union all
        select c.business_id, coalesce(c.conversation_id, 0), c.due_at
        from public.commitment c where c.status = 'pending'
        union all
        select i.business_id, 0, i.due_at from public.incoming i where i.due_at is not null
        union all
        select n.business_id, 0, n.tell_at from public.notification n where n.tell_at is not null
        union all
        select p.business_id, 0, p.next_attempt_at
        from public.push_note p where p.next_attempt_at is not null
        union all
        select c.business_id, 0, c.snoozed_until
        from public.conversation c where c.snoozed_until is not null
        union all
        -- only the oldest of a conversation can leave: the others wait behind it
        select m.business_id, m.conversation_id, m.next_attempt_at
        from public.message m
        where m.direction = 'outbound' and m.state in ('to_send', 'sending')
          and m.next_attempt_at is not null
          and not exists (
              select from public.message e
              where (e.business_id, e.conversation_id) = (m.business_id, m.conversation_id)
                and e.seq < m.seq and e.direction = 'outbound' and e.state in ('to_send', 'sending')
          )
    )
    select d.business_id, d.conversation_id,
           min(extract(epoch from d.due_at - clock.now))::double precision as due_in
    from due d join clock using (business_id)
    where d.due_at <= clock.now + interval '60 seconds'
    group by 1, 2 order by 3 limit at_most
$$;

-- What a member looks for: each word as French bends it or as it stands, the last one perhaps
-- unfinished. Whatever the text holds, it is words.
create or replace function search_query(said text) returns tsquery
    language sql stable set search_path = pg_catalog, public as $$
    with word as (
        select w, n, n = count(*) over () as is_last
        from unnest(string_to_array(public.fold(left(said, 200)), ' ')) with ordinality as t (w, n)
        where w <> '' limit 12
    ), asked as (
        select is_last, plainto_tsquery('french', w) as french, case when is_last
            then to_tsquery('simple', quote_literal(w) || ':*') else plainto_tsquery('simple', w) end
            as simple
        from word
    )
    select coalesce(string_agg(format('(%s)', french || simple), ' & ')
        filter (where numnode(simple) > 0 and (numnode(french) > 0 or is_last)), '')::tsquery
    from asked
$$;

-- The newest messages of the transaction's own business that hold these words, as ids. Here because
-- row-level security keeps the index of words from being used; the fence (offset 0) keeps it in use.
-- Common words are found among the newest messages, without fetching all that hold them.
create or replace function search_messages(said text, at_most int)
    returns table (message_id bigint, conversation_id bigint)
    language sql stable security definer set search_path = pg_catalog, public as $$
    with asked as materialized (
        select public.search_query(said) as query,
            current_setting('app.business_id')::bigint as business
    ), newest as materialized (
        select m.id, m.conversation_id, m.words from public.message m
        where m.business_id = (select business from asked) order by m.id desc limit 3000
    ), recent as materialized (
        select id, conversation_id from newest where words @@ (select query from asked)
        order by id desc limit at_most
    )
    select id, conversation_id from recent
    union all
    select id, conversation_id from (
        select id, conversation_id from (
            select m.id, m.conversation_id from public.message m
            where m.words @@ (select query from asked)
              and m.business_id = (select business from asked) offset 0
        ) fenced
        where id < (select min(id) from newest) and (select count(*) from recent) < at_most
        order by id desc limit at_most
    ) older
    order by 1 desc limit at_most
$$;

do $$
declare f text;
begin
    foreach f in array array[
        'businesses()', 'copies()', 'plays(timestamptz)', 'business_of_channel(text, text)',
        'business_of_session(bytea)', 'businesses_of_member(text)', 'due_work(timestamptz, int)', 'search_messages(text, int)'
    ] loop
        execute format('alter function %s owner to coccinelle_router', f);
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to coccinelle_app', f);
    end loop;
end $$;
