import {
  CANARY_PLATFORM_ID,
  CANARY_SHARED_SERVICE_ID,
  canaryId,
  canaryMemberId,
  canaryTenantId,
  type CanaryName,
} from '#lib/core/canary.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { insertAccessRows } from './access-rows-repository.ts'
import type { CanaryParts } from './canary-parts.ts'

const skipDuplicates = true
const ownerOf = (name: CanaryName) => ({
  platformId: CANARY_PLATFORM_ID,
  tenantId: canaryTenantId(name),
})

/** Makes the shared service of their platform. */
export async function insertSharedService(tx: Tx): Promise<void> {
  await tx.service.createMany({
    data: [{ id: CANARY_SHARED_SERVICE_ID, platformId: CANARY_PLATFORM_ID, name: 'shared' }],
    skipDuplicates,
  })
}

/** Makes one row of every kind that carries text, each only if it is not there: a newer version adds what is new. */
export async function insertRows(tx: Tx, parts: CanaryParts): Promise<void> {
  await insertServices(tx, parts)
  await insertRules(tx, parts)
  await insertIncident(tx, parts)
  await insertPage(tx, parts)
  await insertSources(tx, parts)
  await insertPeople(tx, parts)
  await insertExport(tx, parts)
  await insertSavedView(tx, parts)
  await insertAccessRows(tx, parts)
}

async function insertServices(tx: Tx, { name, marker, now }: CanaryParts): Promise<void> {
  const owner = ownerOf(name)
  await tx.service.createMany({
    data: [
      { id: canaryId(name, 'service'), ...owner, name: `service ${marker}`, reason: `reason ${marker}` },
    ],
    skipDuplicates,
  })
  await tx.tenantServiceState.createMany({
    data: [
      {
        ...owner,
        serviceId: CANARY_SHARED_SERVICE_ID,
        name: `shared ${marker}`,
        state: 'unknown',
        since: now,
        impact: `impact ${marker}`,
        words: `words ${marker}`,
        updatedAt: now,
      },
    ],
    skipDuplicates,
  })
}

async function insertRules(tx: Tx, { name, marker, now }: CanaryParts): Promise<void> {
  const owner = ownerOf(name)
  // Switched off: nothing of a canary is ever evaluated, and nobody is ever paged for one.
  const rule = {
    id: canaryId(name, 'rule'),
    name: `rule ${marker}`,
    expr: `absent(canary{marker="${marker}"})`,
    severity: 'P3' as const,
    summary: `summary ${marker}`,
    labels: { marker },
    enabled: false,
  }
  await tx.rule.createMany({ data: [{ ...owner, ...rule }], skipDuplicates })
  await tx.alert.createMany({
    data: [
      {
        ...owner,
        id: canaryId(name, 'alert'),
        ruleId: rule.id,
        fingerprint: marker,
        labels: { marker },
        state: 'resolved',
        summary: `alert ${marker}`,
        activeAt: now,
        resolvedAt: now,
        updatedAt: now,
      },
    ],
    skipDuplicates,
  })
}

async function insertIncident(tx: Tx, { name, marker, now }: CanaryParts): Promise<void> {
  const owner = ownerOf(name)
  const incidentId = canaryId(name, 'incident')
  const incident = {
    id: incidentId,
    code: `INC-${marker}`,
    title: `incident ${marker}`,
    severity: 'P3' as const,
    dedupKey: marker,
    openKey: marker,
    openedAt: now,
    policy: { name: `policy ${marker}`, version: 1, steps: [] },
  }
  await tx.incident.createMany({ data: [{ ...owner, ...incident }], skipDuplicates })
  const about = { ...owner, incidentId, at: now }
  await tx.timelineEntry.createMany({
    data: [
      {
        ...about,
        id: canaryId(name, 'timeline'),
        kind: 'comment',
        actorKind: 'job',
        actorName: `actor ${marker}`,
        text: `text ${marker}`,
      },
    ],
    skipDuplicates,
  })
  await tx.decision.createMany({
    data: [
      {
        ...about,
        id: canaryId(name, 'decision'),
        stage: 'incident',
        verdict: 'opened',
        reason: `reason ${marker}`,
      },
    ],
    skipDuplicates,
  })
}

async function insertPage(tx: Tx, { name, marker, now }: CanaryParts): Promise<void> {
  const step = { ...ownerOf(name), incidentId: canaryId(name, 'incident'), step: 0 }
  await tx.escalationStep.createMany({
    data: [{ ...step, id: canaryId(name, 'step'), dueAt: now, state: 'cancelled' }],
    skipDuplicates,
  })
  await tx.delivery.createMany({
    data: [
      {
        ...step,
        id: canaryId(name, 'delivery'),
        memberId: canaryMemberId(name),
        channel: 'in_app',
        target: `target ${marker}`,
        purpose: 'page',
        state: 'sent',
        availableAt: now,
        createdAt: now,
        sentAt: now,
        answer: `answer ${marker}`,
      },
    ],
    skipDuplicates,
  })
}

async function insertSources(tx: Tx, { name, marker, sourceHash }: CanaryParts): Promise<void> {
  const owner = ownerOf(name)
  const id = canaryId(name, 'source')
  const hint = 'bw_src_…'
  await tx.source.createMany({
    data: [{ ...owner, id, name: `source ${marker}`, hash: sourceHash, hint }],
    skipDuplicates,
  })
  await tx.source.updateMany({ where: { id, hash: { not: sourceHash } }, data: { hash: sourceHash } })
  await tx.scrapeTarget.createMany({
    data: [
      {
        ...owner,
        id: canaryId(name, 'target'),
        url: `https://canary.invalid/${marker}`,
        job: `job ${marker}`,
        labels: { marker },
        enabled: false,
      },
    ],
    skipDuplicates,
  })
}

async function insertPeople(tx: Tx, { name, marker, now, noHash }: CanaryParts): Promise<void> {
  const owner = ownerOf(name)
  const memberId = canaryMemberId(name)
  await tx.roleBinding.createMany({
    data: [{ ...owner, id: canaryId(name, 'binding'), memberId, role: 'tenant_admin' }],
    skipDuplicates,
  })
  await tx.channel.createMany({
    data: [{ id: canaryId(name, 'channel'), memberId, kind: 'email', target: `${marker}@canary.invalid` }],
    skipDuplicates,
  })
  await tx.apiKey.createMany({
    data: [
      {
        ...owner,
        id: canaryId(name, 'key'),
        name: `key ${marker}`,
        hash: noHash(),
        hint: 'bw_live_…',
        memberId,
      },
    ],
    skipDuplicates,
  })
  await tx.invitation.createMany({
    data: [
      {
        ...owner,
        id: canaryId(name, 'invitation'),
        email: `invited-${marker}@canary.invalid`,
        name: `invited ${marker}`,
        role: 'tenant_viewer',
        tokenHash: noHash(),
        invitedBy: `inviter ${marker}`,
        createdAt: now,
        expiresAt: now,
      },
    ],
    skipDuplicates,
  })
  await tx.escalationPolicy.createMany({
    data: [{ ...owner, id: canaryId(name, 'policy'), name: `policy ${marker}`, steps: [] }],
    skipDuplicates,
  })
}

async function insertExport(tx: Tx, { name, marker, now }: CanaryParts): Promise<void> {
  // Over and done with: no worker takes it up. Its archive is written by the check, which then says that it is there.
  const row = { state: 'removed', askedBy: `asker ${marker}`, askedAt: now, finishedAt: now }
  await tx.tenantExport.createMany({
    data: [{ ...ownerOf(name), id: canaryId(name, 'export'), ...row }],
    skipDuplicates,
  })
}

async function insertSavedView(tx: Tx, { name, marker, now }: CanaryParts): Promise<void> {
  const row = { screen: 'incidents', query: `text=${marker}`, isShared: true, isDefault: false }
  await tx.savedView.createMany({
    data: [
      {
        ...ownerOf(name),
        id: canaryId(name, 'savedView'),
        memberId: canaryMemberId(name),
        name: `view ${marker}`,
        ...row,
        createdAt: now,
        updatedAt: now,
      },
    ],
    skipDuplicates,
  })
}
