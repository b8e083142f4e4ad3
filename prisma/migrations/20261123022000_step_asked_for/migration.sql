-- When a person asked for a step before its time: it is then paged although somebody has the incident already.
alter table escalation_step add column asked_at timestamptz(3);
