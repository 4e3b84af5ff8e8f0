-- When a member said the code that was sent to their address: alerts go there from then on.
alter table member add column email_proven_at timestamptz;
