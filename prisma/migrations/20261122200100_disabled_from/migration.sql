-- The scope by which somebody switched a member off, as the parameter of an address: only it and those above switch them on.
-- Null for whoever is on, and for those who were switched off before this was written down.
alter table member add column disabled_from text;
