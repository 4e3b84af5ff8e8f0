-- Nobody will write a page for it, however often it is asked again.
alter table knowledge_gap add column aside_at timestamptz;

-- Prices are in the business's own currency.
alter table variant drop column currency;
