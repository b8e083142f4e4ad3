-- A request that began without a second person is left to one who is there when its delay is over: it ends later then, and
-- nothing of it happens by time alone any more.
grant update (expires_at, not_before) on approval_request to tenant, staff;
