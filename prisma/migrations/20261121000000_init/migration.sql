-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "member_state" AS ENUM ('active', 'disabled');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('P0', 'P1', 'P2', 'P3');

-- CreateEnum
CREATE TYPE "rule_kind" AS ENUM ('incident', 'heartbeat');

-- CreateEnum
CREATE TYPE "alert_state" AS ENUM ('pending', 'firing', 'resolved', 'no_data', 'error');

-- CreateEnum
CREATE TYPE "incident_state" AS ENUM ('open', 'acknowledged', 'resolved');

-- CreateEnum
CREATE TYPE "outbox_state" AS ENUM ('pending', 'claimed', 'done', 'dead');

-- CreateEnum
CREATE TYPE "step_state" AS ENUM ('waiting', 'fired', 'cancelled');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'sending', 'sent', 'failed', 'unknown', 'dead', 'cancelled');

-- CreateEnum
CREATE TYPE "tenant_state" AS ENUM ('active', 'suspended');

-- CreateEnum
CREATE TYPE "service_state" AS ENUM ('down', 'degraded', 'stale', 'unknown', 'learning', 'maintenance', 'healthy');

-- CreateEnum
CREATE TYPE "service_signal" AS ENUM ('never', 'silent', 'target_down', 'reporting');

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "member_state" NOT NULL DEFAULT 'active',
    "password_hash" TEXT,
    "totp_secret" BYTEA,
    "totp_pending" BYTEA,
    "totp_last_step" BIGINT,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "member_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("member_id","hash")
);

-- CreateTable
CREATE TABLE "role_binding" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_binding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "hash" BYTEA NOT NULL,
    "member_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "factor_at" TIMESTAMPTZ(3),
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "permissions" TEXT[],
    "member_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "tenant_label" TEXT,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "plan" TEXT NOT NULL DEFAULT 'standard',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scrape_target" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "url" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "interval_seconds" INTEGER NOT NULL DEFAULT 15,
    "timeout_seconds" INTEGER NOT NULL DEFAULT 10,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scrape_target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_allow" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "cidr" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outgoing_allow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_key" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "wrap_key_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "name" TEXT NOT NULL,
    "expr" TEXT NOT NULL,
    "for_seconds" INTEGER NOT NULL DEFAULT 0,
    "interval_seconds" INTEGER NOT NULL DEFAULT 15,
    "severity" "severity" NOT NULL,
    "summary" TEXT NOT NULL,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "kind" "rule_kind" NOT NULL DEFAULT 'incident',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "rule_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "state" "alert_state" NOT NULL,
    "value" DOUBLE PRECISION,
    "summary" TEXT NOT NULL,
    "active_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "incident_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "key" TEXT NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "head_hash" BYTEA NOT NULL,
    "head_mac" BYTEA NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "chain" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "payload" JSONB,
    "salt" BYTEA,
    "commitment" BYTEA NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("chain","seq")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "state" "incident_state" NOT NULL DEFAULT 'open',
    "service_id" UUID,
    "rule_id" UUID,
    "dedup_key" TEXT NOT NULL,
    "open_key" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" UUID,
    "acknowledged_by_name" TEXT,
    "resolved_at" TIMESTAMPTZ(3),
    "policy" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timeline_entry" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "incident_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "timeline_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "incident_id" UUID,
    "alert_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "stage" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "platform_id" UUID,
    "tenant_id" UUID,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "outbox_state" NOT NULL DEFAULT 'pending',
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_policy" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "name" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "escalation_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_step" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "incident_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "step_state" NOT NULL DEFAULT 'waiting',
    "fired_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "secret" BYTEA,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabled" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tested_at" TIMESTAMPTZ(3),

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "incident_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" "delivery_state" NOT NULL DEFAULT 'pending',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "setup_code_hash" BYTEA,
    "setup_code_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_self" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "tenant_state" NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "name" TEXT NOT NULL,
    "state" "service_state" NOT NULL DEFAULT 'unknown',
    "signal" "service_signal" NOT NULL DEFAULT 'never',
    "reason" TEXT NOT NULL DEFAULT 'No samples yet.',
    "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_dependency" (
    "platform_id" UUID NOT NULL,
    "tenant_id" UUID,
    "service_id" UUID NOT NULL,
    "depends_on_id" UUID NOT NULL,

    CONSTRAINT "service_dependency_pkey" PRIMARY KEY ("platform_id","service_id","depends_on_id")
);

-- CreateTable
CREATE TABLE "tenant_service_state" (
    "tenant_id" UUID NOT NULL,
    "platform_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "service_state" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "impact" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenant_service_state_pkey" PRIMARY KEY ("tenant_id","service_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_email_key" ON "member"("email");

-- CreateIndex
CREATE INDEX "role_binding_member_id_idx" ON "role_binding"("member_id");

-- CreateIndex
CREATE INDEX "role_binding_tenant_id_member_id_idx" ON "role_binding"("tenant_id", "member_id");

-- CreateIndex
CREATE INDEX "session_member_id_idx" ON "session"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_tenant_id_idx" ON "invitation"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_tenant_id_idx" ON "api_key"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_hash_key" ON "source"("hash");

-- CreateIndex
CREATE INDEX "source_tenant_id_idx" ON "source"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_platform_id_id_key" ON "source"("platform_id", "id");

-- CreateIndex
CREATE INDEX "scrape_target_tenant_id_idx" ON "scrape_target"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "scrape_target_platform_id_id_key" ON "scrape_target"("platform_id", "id");

-- CreateIndex
CREATE INDEX "data_key_tenant_id_idx" ON "data_key"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "rule_platform_id_id_key" ON "rule"("platform_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "rule_tenant_id_id_key" ON "rule"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "rule_tenant_id_platform_id_name_key" ON "rule"("tenant_id", "platform_id", "name") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "alert_tenant_id_state_idx" ON "alert"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "alert_platform_id_state_idx" ON "alert"("platform_id", "state");

-- CreateIndex
CREATE INDEX "alert_rule_id_fingerprint_idx" ON "alert"("rule_id", "fingerprint");

-- CreateIndex
CREATE INDEX "alert_incident_id_idx" ON "alert"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_platform_id_id_key" ON "alert"("platform_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_tenant_id_id_key" ON "alert"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "audit_chain_tenant_id_idx" ON "audit_chain"("tenant_id");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_at_idx" ON "audit_entry"("tenant_id", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_platform_id_at_idx" ON "audit_entry"("platform_id", "at" DESC);

-- CreateIndex
CREATE INDEX "incident_tenant_id_state_opened_at_idx" ON "incident"("tenant_id", "state", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "incident_platform_id_state_opened_at_idx" ON "incident"("platform_id", "state", "opened_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "incident_platform_id_id_key" ON "incident"("platform_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_tenant_id_id_key" ON "incident"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_tenant_id_code_key" ON "incident"("tenant_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "incident_tenant_id_platform_id_open_key_key" ON "incident"("tenant_id", "platform_id", "open_key") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "timeline_entry_incident_id_at_idx" ON "timeline_entry"("incident_id", "at");

-- CreateIndex
CREATE INDEX "timeline_entry_tenant_id_incident_id_idx" ON "timeline_entry"("tenant_id", "incident_id");

-- CreateIndex
CREATE INDEX "decision_incident_id_at_idx" ON "decision"("incident_id", "at");

-- CreateIndex
CREATE INDEX "decision_tenant_id_incident_id_idx" ON "decision"("tenant_id", "incident_id");

-- CreateIndex
CREATE INDEX "outbox_state_available_at_idx" ON "outbox"("state", "available_at");

-- CreateIndex
CREATE INDEX "outbox_tenant_id_idx" ON "outbox"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "escalation_policy_tenant_id_platform_id_name_key" ON "escalation_policy"("tenant_id", "platform_id", "name") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "escalation_step_state_due_at_idx" ON "escalation_step"("state", "due_at");

-- CreateIndex
CREATE INDEX "escalation_step_tenant_id_incident_id_idx" ON "escalation_step"("tenant_id", "incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "escalation_step_incident_id_step_key" ON "escalation_step"("incident_id", "step");

-- CreateIndex
CREATE UNIQUE INDEX "channel_member_id_kind_target_key" ON "channel"("member_id", "kind", "target");

-- CreateIndex
CREATE INDEX "delivery_state_available_at_idx" ON "delivery"("state", "available_at");

-- CreateIndex
CREATE INDEX "delivery_member_id_created_at_idx" ON "delivery"("member_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "delivery_tenant_id_incident_id_idx" ON "delivery"("tenant_id", "incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_incident_id_step_member_id_channel_target_purpose_key" ON "delivery"("incident_id", "step", "member_id", "channel", "target", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "platform_name_key" ON "platform"("name");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_platform_id_id_key" ON "tenant"("platform_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_platform_id_name_key" ON "tenant"("platform_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "service_platform_id_id_key" ON "service"("platform_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_tenant_id_id_key" ON "service"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_tenant_id_platform_id_name_key" ON "service"("tenant_id", "platform_id", "name") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "service_dependency_tenant_id_idx" ON "service_dependency"("tenant_id");

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "role_binding" ADD CONSTRAINT "role_binding_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_binding" ADD CONSTRAINT "role_binding_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "role_binding" ADD CONSTRAINT "role_binding_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scrape_target" ADD CONSTRAINT "scrape_target_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scrape_target" ADD CONSTRAINT "scrape_target_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "data_key" ADD CONSTRAINT "data_key_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "data_key" ADD CONSTRAINT "data_key_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_platform_id_rule_id_fkey" FOREIGN KEY ("platform_id", "rule_id") REFERENCES "rule"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_platform_id_incident_id_fkey" FOREIGN KEY ("platform_id", "incident_id") REFERENCES "incident"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_platform_id_service_id_fkey" FOREIGN KEY ("platform_id", "service_id") REFERENCES "service"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_platform_id_rule_id_fkey" FOREIGN KEY ("platform_id", "rule_id") REFERENCES "rule"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_platform_id_incident_id_fkey" FOREIGN KEY ("platform_id", "incident_id") REFERENCES "incident"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_tenant_id_incident_id_fkey" FOREIGN KEY ("tenant_id", "incident_id") REFERENCES "incident"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_platform_id_incident_id_fkey" FOREIGN KEY ("platform_id", "incident_id") REFERENCES "incident"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_tenant_id_incident_id_fkey" FOREIGN KEY ("tenant_id", "incident_id") REFERENCES "incident"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "escalation_policy" ADD CONSTRAINT "escalation_policy_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "escalation_policy" ADD CONSTRAINT "escalation_policy_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "escalation_step" ADD CONSTRAINT "escalation_step_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "escalation_step" ADD CONSTRAINT "escalation_step_platform_id_incident_id_fkey" FOREIGN KEY ("platform_id", "incident_id") REFERENCES "incident"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "escalation_step" ADD CONSTRAINT "escalation_step_tenant_id_incident_id_fkey" FOREIGN KEY ("tenant_id", "incident_id") REFERENCES "incident"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_platform_id_incident_id_fkey" FOREIGN KEY ("platform_id", "incident_id") REFERENCES "incident"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_tenant_id_incident_id_fkey" FOREIGN KEY ("tenant_id", "incident_id") REFERENCES "incident"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_platform_id_fkey" FOREIGN KEY ("platform_id") REFERENCES "platform"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "service_dependency" ADD CONSTRAINT "service_dependency_platform_id_service_id_fkey" FOREIGN KEY ("platform_id", "service_id") REFERENCES "service"("platform_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_dependency" ADD CONSTRAINT "service_dependency_platform_id_depends_on_id_fkey" FOREIGN KEY ("platform_id", "depends_on_id") REFERENCES "service"("platform_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_dependency" ADD CONSTRAINT "service_dependency_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tenant_service_state" ADD CONSTRAINT "tenant_service_state_platform_id_tenant_id_fkey" FOREIGN KEY ("platform_id", "tenant_id") REFERENCES "tenant"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tenant_service_state" ADD CONSTRAINT "tenant_service_state_platform_id_service_id_fkey" FOREIGN KEY ("platform_id", "service_id") REFERENCES "service"("platform_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
