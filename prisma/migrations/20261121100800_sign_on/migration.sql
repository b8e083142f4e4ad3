-- AlterTable
ALTER TABLE "role_binding" ADD COLUMN     "provider_id" UUID;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "provider_id" UUID;

-- CreateTable
CREATE TABLE "identity_provider" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "settings" JSONB NOT NULL,
    "client_secret" BYTEA,
    "mapping" JSONB NOT NULL DEFAULT '[]',
    "default_role" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_domain" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "domain" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verified_domain" (
    "domain" TEXT NOT NULL,
    "email_domain_id" UUID NOT NULL,
    "owner_platform_id" UUID,
    "owner_tenant_id" UUID,

    CONSTRAINT "verified_domain_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "federated_account" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "provider_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_sign_in_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "federated_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_policy" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "require_factor" BOOLEAN NOT NULL DEFAULT false,
    "sign_on_only" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_on_transaction" (
    "hash" BYTEA NOT NULL,
    "provider_id" UUID NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "target" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "member_id" UUID,
    "factor_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_on_transaction_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "used_assertion" (
    "provider_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_assertion_pkey" PRIMARY KEY ("provider_id","hash")
);

-- CreateIndex
CREATE INDEX "identity_provider_tenant_id_idx" ON "identity_provider"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_domain_tenant_id_platform_id_domain_key" ON "email_domain"("tenant_id", "platform_id", "domain") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "verified_domain_email_domain_id_key" ON "verified_domain"("email_domain_id");

-- CreateIndex
CREATE INDEX "federated_account_member_id_idx" ON "federated_account"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "federated_account_tenant_id_platform_id_provider_id_issuer__key" ON "federated_account"("tenant_id", "platform_id", "provider_id", "issuer", "subject") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_policy_tenant_id_platform_id_key" ON "sign_in_policy"("tenant_id", "platform_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "sign_on_transaction_expires_at_idx" ON "sign_on_transaction"("expires_at");

-- CreateIndex
CREATE INDEX "used_assertion_expires_at_idx" ON "used_assertion"("expires_at");

-- AddForeignKey
ALTER TABLE "identity_provider" ADD CONSTRAINT "identity_provider_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity_provider" ADD CONSTRAINT "identity_provider_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "email_domain" ADD CONSTRAINT "email_domain_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "email_domain" ADD CONSTRAINT "email_domain_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "federated_account" ADD CONSTRAINT "federated_account_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "federated_account" ADD CONSTRAINT "federated_account_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sign_in_policy" ADD CONSTRAINT "sign_in_policy_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sign_in_policy" ADD CONSTRAINT "sign_in_policy_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;


-- Second wall. One policy per role; `auth` reads before a scope is known.
do $$
declare t text;
begin
  foreach t in array array['identity_provider', 'email_domain', 'federated_account', 'sign_in_policy'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I to tenant
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))$p$, t || '_tenant', t);
    execute format($p$create policy %I on %I to staff
      using ((select app_operator()) or platform_id = (select app_platform()))
      with check ((select app_operator()) or platform_id = (select app_platform()))$p$, t || '_staff', t);
  end loop;
  foreach t in array array['verified_domain', 'sign_on_transaction', 'used_assertion'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to auth using (true) with check (true)', t || '_auth', t);
  end loop;
  foreach t in array array['identity_provider', 'sign_in_policy'] loop
    execute format('create policy %I on %I for select to auth using (true)', t || '_auth', t);
  end loop;
end
$$;
grant select, insert, update on identity_provider, federated_account, sign_in_policy to tenant, staff;
grant select, insert, update, delete on email_domain to tenant, staff;
grant select on sign_in_policy to auth;
grant select (id, platform_id, tenant_id, kind, name, state) on identity_provider to auth;
grant select, insert, delete on verified_domain, used_assertion to auth;
grant select, insert, update, delete on sign_on_transaction to auth;

-- What the columns can say.
alter table identity_provider
  add constraint identity_provider_kind check (kind in ('oidc', 'saml')),
  add constraint identity_provider_state check (state in ('active', 'paused', 'removed'));
