import { formatScopeParam, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import type { ChannelRow, OutgoingAllowRow } from './channel-repository.ts'
import type { ApiKeyRow, ScrapeTargetRow, SourceRow } from './credential-repository.ts'
import { invitationState } from './domain/invitation-state.ts'
import type { InvitationRow } from './invitation-repository.ts'
import type { PasskeyRow } from './passkey-repository.ts'
import type {
  ApiKeyView,
  BindingView,
  ChannelView,
  InvitationView,
  MemberView,
  OutgoingAllowView,
  PasskeyView,
  ScrapeTargetView,
  SourceView,
  ViewAsView,
} from './schemas.ts'

const scopeOf = (owner: Owner): string => formatScopeParam(scopeOfOwner(owner))
const timeOrNull = (at: Date | null): string | null => at?.toISOString() ?? null

type Binding = Owner & {
  readonly id: string
  readonly role: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
}

/** A binding as it is shown. */
export const toBindingView = (row: Binding): BindingView => ({
  id: row.id,
  role: row.role,
  scope: scopeOf(row),
  createdAt: row.createdAt.toISOString(),
  expiresAt: timeOrNull(row.expiresAt),
})

/** A member as they are shown. */
export const toMemberView = ({
  createdAt,
  bindings,
  ...member
}: Omit<MemberView, 'createdAt' | 'bindings'> & {
  readonly createdAt: Date
  readonly bindings: readonly Binding[]
}): MemberView => ({
  ...member,
  createdAt: createdAt.toISOString(),
  bindings: bindings.map(toBindingView),
})

/** An invitation as it is shown. */
export const toInvitationView = (row: InvitationRow, now: Date): InvitationView => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  scope: scopeOf(row),
  state: invitationState(row, now),
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  roleUntil: timeOrNull(row.roleUntil),
})

/** The credential before the last rotation; null when it does not work any more. */
function oldOf(
  row: { readonly oldHint: string | null; readonly oldUntil: Date | null; readonly oldUsedAt: Date | null },
  now: Date,
): SourceView['old'] {
  const { oldHint: hint, oldUntil: until, oldUsedAt } = row
  if (hint === null || until === null || until <= now) return null
  return { hint, until: until.toISOString(), lastUsedAt: timeOrNull(oldUsedAt) }
}

/** Who looks at a key, and when. */
export interface KeyReader {
  readonly now: Date
  /** Names of members whom the scope can see. */
  readonly names: ReadonlyMap<string, string>
  readonly readerId: string | null
}

/** An API key as it is shown. */
export const toApiKeyView = (row: ApiKeyRow, { now, names, readerId }: KeyReader): ApiKeyView => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scope: scopeOf(row),
  permissions: row.permissions,
  createdBy: row.memberId === null ? null : (names.get(row.memberId) ?? null),
  createdAt: row.createdAt.toISOString(),
  expiresAt: timeOrNull(row.expiresAt),
  lastUsedAt: timeOrNull(row.lastUsedAt),
  lastUsedAddress: row.lastUsedIp,
  revokedAt: timeOrNull(row.revokedAt),
  rotatedAt: timeOrNull(row.rotatedAt),
  old: row.revokedAt === null ? oldOf(row, now) : null,
  isOwn: row.memberId !== null && row.memberId === readerId,
})

/** A source as it is shown. */
export const toSourceView = (row: SourceRow, now: Date): SourceView => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scope: scopeOf(row),
  plan: row.plan === 'unlimited' ? 'unlimited' : 'standard',
  tenantLabel: row.tenantLabel,
  createdAt: row.createdAt.toISOString(),
  expiresAt: timeOrNull(row.expiresAt),
  lastUsedAt: timeOrNull(row.lastUsedAt),
  lastUsedAddress: row.lastUsedIp,
  revokedAt: timeOrNull(row.revokedAt),
  rotatedAt: timeOrNull(row.rotatedAt),
  old: row.revokedAt === null ? oldOf(row, now) : null,
})

/** A scrape target as it is shown. */
export const toScrapeTargetView = (row: ScrapeTargetRow): ScrapeTargetView => ({
  id: row.id,
  url: row.url,
  job: row.job,
  scope: scopeOf(row),
  intervalSeconds: row.intervalSeconds,
  timeoutSeconds: row.timeoutSeconds,
  labels: isRecord(row.labels)
    ? Object.fromEntries(
        Object.entries(row.labels).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value]] : [],
        ),
      )
    : {},
  enabled: row.enabled,
  createdAt: row.createdAt.toISOString(),
})

/** A channel as it is shown. */
export const toChannelView = (row: ChannelRow): ChannelView => ({
  id: row.id,
  kind: row.kind === 'webhook' ? 'webhook' : 'email',
  target: row.target,
  enabled: row.enabled,
  disabled: row.disabled,
  createdAt: row.createdAt.toISOString(),
  testedAt: timeOrNull(row.testedAt),
  oldSecretUntil: timeOrNull(row.oldSecretUntil),
})

/** A passkey as its member sees it. */
export const toPasskeyView = (row: PasskeyRow): PasskeyView => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: timeOrNull(row.lastUsedAt),
  isBackedUp: row.backedUp,
})

/** An entry of the list of allowed private addresses as it is shown. */
export const toOutgoingAllowView = (
  row: OutgoingAllowRow,
  names: ReadonlyMap<string, string>,
): OutgoingAllowView => ({
  id: row.id,
  cidr: row.cidr,
  port: row.port,
  reason: row.reason,
  platformId: row.platformId,
  createdBy: names.get(row.createdBy) ?? null,
  createdAt: row.createdAt.toISOString(),
})

/** A row of a view as the outside sees it. */
export const toViewAsView = (row: {
  id: string
  platformId: string
  tenantId: string
  memberName: string
  reason: string
  startedAt: Date
  expiresAt: Date
  tenant: { name: string }
}): ViewAsView => ({
  id: row.id,
  platformId: row.platformId,
  tenantId: row.tenantId,
  tenantName: row.tenant.name,
  memberName: row.memberName,
  reason: row.reason,
  startedAt: row.startedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
})
