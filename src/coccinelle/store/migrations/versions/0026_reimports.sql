-- When a member counted it here, until a file says otherwise.
alter table variant add column counted_at timestamptz;

-- What was read of a file is kept with it: found, its products and variants; told, what the page
-- shows. A file that waits since before was not read so: it is brought again.
truncate product_file;
alter table product_file add column found jsonb not null, add column told jsonb not null;
