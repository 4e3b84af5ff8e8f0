-- A channel that was taken away keeps its row: what came by it stays, its keys do not. In pause, it
-- receives and the assistant answers nobody there. heard_at: the first call the provider signed well
-- since the keys were written; refused_at: the last one that was not.
alter table channel
    add column removed_at timestamptz,
    add column removed_by text not null default '',
    add column paused_at timestamptz,
    add column paused_by text not null default '',
    add column heard_at timestamptz,
    add column refused_at timestamptz;
