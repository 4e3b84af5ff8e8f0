-- What the assistant sent today is summed before each of its SMS; a line of the feed said once.

create index message_departed on message (business_id, sending_at)
    where direction = 'outbound' and author = 'assistant';

alter table notification add column once text;
create unique index notification_once on notification (business_id, once);
