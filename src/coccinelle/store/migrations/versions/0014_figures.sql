-- A day that is over, counted once. counts: numbers alone. rules: a hash of what they were counted
-- with; under another one they are counted again.
create table day_count (
    business_id bigint not null default current_setting('app.business_id')::bigint references business,
    day date not null,
    counts jsonb not null,
    rules text not null,
    counted_at timestamptz not null,
    primary key (business_id, day)
);

-- What is said, done or proven about a day after it was counted.
create index correction_at on correction (business_id, at);
create index satisfaction_answered on satisfaction (business_id, answered_at)
    where answered_at is not null;
create index draft_ended on draft (business_id, ended_at) where ended_at is not null;
create index hold_picked_up on hold (business_id, ended_at) where status = 'picked_up';
create index message_by_hand on message (business_id, at)
    where direction = 'outbound' and author = 'member';
