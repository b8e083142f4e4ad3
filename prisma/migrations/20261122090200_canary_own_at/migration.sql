-- When a canary last found itself on a surface: who never did has nothing to miss yet, e.g. before the installation is set up.
alter table canary_check add column own_at timestamptz(3);
