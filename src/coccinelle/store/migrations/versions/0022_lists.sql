-- Customers are listed by name, a page at a time.
create index contact_listed on contact
    (business_id, (last_name || first_name = ''), lower(last_name), lower(first_name), id);
