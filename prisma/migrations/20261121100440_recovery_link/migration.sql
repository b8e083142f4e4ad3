-- Break-glass: a link that the machine prints when somebody's access is recovered there. Works once, for minutes.
create table recovery_link (
  token_hash bytea primary key,
  member_id uuid not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  constraint recovery_link_member_id_fkey foreign key (member_id) references member (id) on delete restrict on update no action
);
create index recovery_link_member_id_idx on recovery_link (member_id);
alter table recovery_link enable row level security;
alter table recovery_link force row level security;
create policy recovery_link_auth on recovery_link for all to auth using (true) with check (true);
grant select, insert, update on recovery_link to auth;
