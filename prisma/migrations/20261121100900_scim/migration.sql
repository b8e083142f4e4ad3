-- AlterTable
ALTER TABLE "role_binding" ADD COLUMN     "scim_group_id" UUID;

-- CreateTable
CREATE TABLE "scim_token" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "previous_hash" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "scim_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scim_user" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "member_id" UUID NOT NULL,
    "user_name" TEXT NOT NULL,
    "user_name_key" TEXT NOT NULL,
    "external_id" TEXT,
    "active" BOOLEAN NOT NULL,
    "email" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "given_name" TEXT,
    "family_name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scim_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scim_group" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "display_name" TEXT NOT NULL,
    "display_name_key" TEXT NOT NULL,
    "external_id" TEXT,
    "role" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scim_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scim_group_user" (
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "scim_group_user_pkey" PRIMARY KEY ("platform_id","group_id","user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "scim_token_hash_key" ON "scim_token"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "scim_token_previous_hash_key" ON "scim_token"("previous_hash");

-- CreateIndex
CREATE INDEX "scim_token_tenant_id_idx" ON "scim_token"("tenant_id");

-- CreateIndex
CREATE INDEX "scim_user_member_id_idx" ON "scim_user"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "scim_user_platform_id_id_key" ON "scim_user"("platform_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "scim_user_tenant_id_id_key" ON "scim_user"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "scim_user_tenant_id_platform_id_user_name_key_key" ON "scim_user"("tenant_id", "platform_id", "user_name_key") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "scim_user_tenant_id_platform_id_member_id_key" ON "scim_user"("tenant_id", "platform_id", "member_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "scim_group_platform_id_id_key" ON "scim_group"("platform_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "scim_group_tenant_id_id_key" ON "scim_group"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "scim_group_tenant_id_platform_id_display_name_key_key" ON "scim_group"("tenant_id", "platform_id", "display_name_key") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "scim_group_user_tenant_id_idx" ON "scim_group_user"("tenant_id");

-- CreateIndex
CREATE INDEX "scim_group_user_platform_id_user_id_idx" ON "scim_group_user"("platform_id", "user_id");

-- AddForeignKey
ALTER TABLE "scim_token" ADD CONSTRAINT "scim_token_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_token" ADD CONSTRAINT "scim_token_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_user" ADD CONSTRAINT "scim_user_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_user" ADD CONSTRAINT "scim_user_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_user" ADD CONSTRAINT "scim_user_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_group" ADD CONSTRAINT "scim_group_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_group" ADD CONSTRAINT "scim_group_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_group_user" ADD CONSTRAINT "scim_group_user_platform_id_group_id_fkey" FOREIGN KEY ("platform_id", "group_id") REFERENCES "scim_group"("platform_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_group_user" ADD CONSTRAINT "scim_group_user_platform_id_user_id_fkey" FOREIGN KEY ("platform_id", "user_id") REFERENCES "scim_user"("platform_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_group_user" ADD CONSTRAINT "scim_group_user_tenant_id_group_id_fkey" FOREIGN KEY ("tenant_id", "group_id") REFERENCES "scim_group"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_group_user" ADD CONSTRAINT "scim_group_user_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "scim_user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scim_group_user" ADD CONSTRAINT "scim_group_user_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- The second wall. `auth` finds a token before a scope is known, and notes its use.
do $$
declare t text;
begin
  foreach t in array array['scim_token', 'scim_user', 'scim_group', 'scim_group_user'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I to tenant
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))$p$, t || '_tenant', t);
    execute format($p$create policy %I on %I to staff
      using ((select app_operator()) or platform_id = (select app_platform()))
      with check ((select app_operator()) or platform_id = (select app_platform()))$p$, t || '_staff', t);
  end loop;
end
$$;
grant select, insert, update on scim_token to tenant, staff;
grant select, insert, update, delete on scim_user, scim_group, scim_group_user to tenant, staff;
create policy scim_token_auth on scim_token to auth using (true) with check (true);
grant select on scim_token to auth;
grant update (last_used_at) on scim_token to auth;
