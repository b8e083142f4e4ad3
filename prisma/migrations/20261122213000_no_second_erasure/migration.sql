-- The people of a tenant that is erased are erased as persons, by the machinery that forgets any person. The function that
-- did it before knows neither audit chains nor tombstones, and nothing calls it any more: a right of the owner that nobody
-- needs is one too many.
drop function erase_tenant_member(uuid, uuid);
