import {
  CANARY_PLATFORM_ID,
  CANARY_REVIEWER_ID,
  canaryId,
  canaryMemberId,
  canaryTenantId,
} from '#lib/core/canary.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { CanaryParts } from './canary-parts.ts'

const skipDuplicates = true

interface Owned extends CanaryParts {
  readonly owner: { readonly platformId: string; readonly tenantId: string }
  readonly memberId: string
}

/**
 * Makes a row of every kind about who comes in and what was decided. All of it is over: ended, revoked, removed or withdrawn,
 * so that nothing is ever done about it and nobody comes in by it.
 */
export async function insertAccessRows(tx: Tx, parts: CanaryParts): Promise<void> {
  const { name } = parts
  const owned = {
    ...parts,
    owner: { platformId: CANARY_PLATFORM_ID, tenantId: canaryTenantId(name) },
    memberId: canaryMemberId(name),
  }
  await insertDecided(tx, owned)
  await insertReviewed(tx, owned)
  await insertNoted(tx, owned)
  await insertSignOn(tx, owned)
  await insertProvisioned(tx, owned)
}

async function insertDecided(tx: Tx, { name, marker, now, owner, memberId }: Owned): Promise<void> {
  const request = {
    id: canaryId(name, 'request'),
    permission: 'tenant:export',
    action: 'tenant.export',
    input: JSON.stringify({ marker }),
    target: `target ${marker}`,
    reason: `reason ${marker}`,
    state: 'withdrawn' as const,
    requestedBy: memberId,
    requestedByName: `asker ${marker}`,
    createdAt: now,
    expiresAt: now,
    doneAt: now,
  }
  await tx.approvalRequest.createMany({ data: [{ ...owner, ...request }], skipDuplicates })
  const suspension = {
    id: canaryId(name, 'suspension'),
    reason: `reason ${marker}`,
    contact: `contact ${marker}`,
    suspendedBy: `operator ${marker}`,
    since: now,
    endedAt: now,
    endedBy: `operator ${marker}`,
  }
  await tx.suspension.createMany({ data: [{ ...owner, ...suspension }], skipDuplicates })
  const view = {
    id: canaryId(name, 'view'),
    memberId,
    memberName: `viewer ${marker}`,
    sessionStartedAt: now,
    fromOperator: false,
    reason: `reason ${marker}`,
    startedAt: new Date(now.getTime() - 60_000),
    expiresAt: now,
    endedAt: now,
    endReason: 'closed',
  }
  await tx.viewAs.createMany({ data: [{ ...owner, ...view }], skipDuplicates })
}

async function insertReviewed(tx: Tx, { name, marker, now, owner, memberId }: Owned): Promise<void> {
  const review = {
    id: canaryId(name, 'review'),
    bindingId: canaryId(name, 'binding'),
    memberId,
    memberName: `member ${marker}`,
    role: 'tenant_admin',
    decision: 'confirmed',
    reason: `reason ${marker}`,
    decidedBy: CANARY_REVIEWER_ID,
    decidedByName: `reviewer ${marker}`,
    decidedAt: now,
  }
  await tx.accessReview.createMany({ data: [{ ...owner, ...review }], skipDuplicates })
}

async function insertNoted(tx: Tx, { name, marker, now, owner, memberId }: Owned): Promise<void> {
  const event = {
    id: canaryId(name, 'event'),
    kind: 'sign-in.failed',
    severity: 'info',
    at: now,
    memberId,
    actorKind: 'member',
    actorId: memberId,
    userAgent: `browser ${marker}`,
    requestId: `request ${marker}`,
    details: { marker },
  }
  await tx.securityEvent.createMany({ data: [{ ...owner, ...event }], skipDuplicates })
  const notice = {
    id: canaryId(name, 'notice'),
    memberId,
    kind: 'canary.note',
    key: marker,
    title: `title ${marker}`,
    text: `text ${marker}`,
    path: '/',
    createdAt: now,
    mailedAt: now,
    readAt: now,
  }
  await tx.notice.createMany({ data: [{ ...owner, ...notice }], skipDuplicates })
}

async function insertSignOn(tx: Tx, { name, marker, now, owner, memberId }: Owned): Promise<void> {
  const providerId = canaryId(name, 'provider')
  const issuer = `https://${marker}.canary.invalid`
  const provider = {
    id: providerId,
    kind: 'oidc',
    name: `provider ${marker}`,
    state: 'removed',
    settings: { issuer, clientId: marker },
    createdAt: now,
    updatedAt: now,
  }
  await tx.identityProvider.createMany({ data: [{ ...owner, ...provider }], skipDuplicates })
  const domain = {
    id: canaryId(name, 'domain'),
    domain: `${marker}.canary.invalid`,
    token: `token ${marker}`,
    createdAt: now,
  }
  await tx.emailDomain.createMany({ data: [{ ...owner, ...domain }], skipDuplicates })
  const account = {
    id: canaryId(name, 'account'),
    providerId,
    issuer,
    subject: marker,
    memberId,
    email: `${marker}@canary.invalid`,
    createdAt: now,
    lastSignInAt: now,
  }
  await tx.federatedAccount.createMany({ data: [{ ...owner, ...account }], skipDuplicates })
}

async function insertProvisioned(tx: Tx, parts: Owned): Promise<void> {
  const { name, marker, now, owner, memberId, noHash } = parts
  const times = { createdAt: now, updatedAt: now }
  const token = {
    id: canaryId(name, 'scimToken'),
    name: `token ${marker}`,
    hash: noHash(),
    hint: 'bw_scim_…',
    createdAt: now,
    revokedAt: now,
  }
  await tx.scimToken.createMany({ data: [{ ...owner, ...token }], skipDuplicates })
  const user = {
    id: canaryId(name, 'scimUser'),
    memberId,
    userName: `user ${marker}`,
    userNameKey: `user ${marker}`,
    active: false,
    email: `${marker}@canary.invalid`,
    displayName: `user ${marker}`,
    ...times,
  }
  await tx.scimUser.createMany({ data: [{ ...owner, ...user }], skipDuplicates })
  const group = {
    id: canaryId(name, 'scimGroup'),
    displayName: `group ${marker}`,
    displayNameKey: `group ${marker}`,
    ...times,
  }
  await tx.scimGroup.createMany({ data: [{ ...owner, ...group }], skipDuplicates })
}
