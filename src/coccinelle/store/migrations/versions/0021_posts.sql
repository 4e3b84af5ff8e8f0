-- A publication a member took out: kept, so that the file does not bring it back.
alter table post add column removed_at timestamptz;
