-- What is told of turns, found by them: the figures of a period never go through a whole table.
create index draft_turn on draft (business_id, turn_id) where turn_id is not null;
create index satisfaction_turn on satisfaction (business_id, turn_id) where turn_id is not null;
create index action_turn on action (business_id, turn_id) where turn_id is not null;
create index hold_action on hold (business_id, action_id) where action_id is not null;
create index message_of_member on message (business_id, conversation_id, at)
    where direction = 'outbound' and author = 'member';
