-- A line of a mapping carries the moment at which somebody said it, within the list; the role of whoever is in no mapped
-- group has none there. Null where that was before this was written down: then mapping_set_at holds, or when the provider
-- was made.
alter table identity_provider add column default_set_at timestamptz(3);
