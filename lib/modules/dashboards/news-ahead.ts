import { X509Certificate } from 'node:crypto'
import { roleName } from '#lib/core/role-name.ts'
import type { Say } from '#lib/core/say.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { AHEAD_MS, QUIET_MS, SILENT_MS, type NewsLine } from './domain/news.ts'
import {
  findEndingKeys,
  findEndingRoles,
  findEndingSources,
  findPendingAlerts,
  findProviderSettings,
  findQuietSources,
} from './news-repository.ts'

type Owned = { readonly platformId: string | null; readonly tenantId: string | null }
const ownerOf = ({ platformId, tenantId }: Owned): Owned => ({ platformId, tenantId })

/** Everything that is about to be wrong and that the reader may see, at most `take` of each kind. */
export async function aheadLines(
  tx: Tx,
  ctx: RequestContext,
  now: Date,
  take: number,
): Promise<readonly NewsLine[]> {
  const may = (permission: Parameters<typeof ctx.grantOf>[0]): boolean => ctx.grantOf(permission) !== null
  const { say } = ctx
  const until = new Date(now.getTime() + AHEAD_MS)
  const silent = new Date(now.getTime() - SILENT_MS)
  const quiet = new Date(now.getTime() - QUIET_MS)
  return [
    ...(may('alert:read') ? pendingLines(await findPendingAlerts(tx, take), say) : []),
    ...(may('source:read')
      ? [
          ...quietLines(await findQuietSources(tx, silent, quiet, take), say),
          ...endingSources(await findEndingSources(tx, now, until, take), { now, until, say }),
        ]
      : []),
    ...(may('access:read')
      ? [
          ...endingKeys(await findEndingKeys(tx, now, until, take), say),
          ...endingRoles(await findEndingRoles(tx, now, until, take), say),
          ...endingCertificates(await findProviderSettings(tx), { now, until, say }),
        ]
      : []),
  ]
}

const pendingLines = (rows: Awaited<ReturnType<typeof findPendingAlerts>>, say: Say): NewsLine[] =>
  rows.map((row) => ({
    key: `alert ${row.id}`,
    kind: 'rule',
    mark: row.rule.severity === 'P0' || row.rule.severity === 'P1' ? 'down' : 'degraded',
    atMs: row.activeAt.getTime() + row.rule.forSeconds * 1000,
    title: say('{rule} is pending', { rule: row.rule.name }),
    detail: row.summary,
    path: '/rules',
    ...ownerOf(row),
  }))

const quietLines = (rows: Awaited<ReturnType<typeof findQuietSources>>, say: Say): NewsLine[] =>
  rows.flatMap((row) =>
    row.lastUsedAt === null
      ? []
      : [
          {
            key: `quiet ${row.id}`,
            kind: 'source',
            mark: 'stale',
            atMs: row.lastUsedAt.getTime() + SILENT_MS,
            title: say('Source {source} is going silent', { source: row.name }),
            detail: say('It has sent nothing for two minutes or longer; after five it counts as silent.'),
            path: '/sources',
            ...ownerOf(row),
          },
        ],
  )

const isWithin = (at: Date | null, from: Date, to: Date): at is Date => at !== null && at > from && at <= to

/** The time in which something ends that is to be named, and how it is said. */
interface Ahead {
  readonly now: Date
  readonly until: Date
  readonly say: Say
}

function endingSources(
  rows: Awaited<ReturnType<typeof findEndingSources>>,
  { now, until, say }: Ahead,
): NewsLine[] {
  return rows.flatMap((row) => {
    const line = (key: string, at: Date, title: string, detail: string): NewsLine => ({
      key: `${key} ${row.id}`,
      kind: 'credential',
      mark: 'stale',
      atMs: at.getTime(),
      title,
      detail,
      path: '/sources',
      ...ownerOf(row),
    })
    const { expiresAt, oldUntil, oldUsedAt, rotatedAt } = row
    // The old credential ends as planned; it is news only while somebody still sends with it.
    const isOldInUse = oldUsedAt !== null && rotatedAt !== null && oldUsedAt > rotatedAt
    return [
      ...(isWithin(expiresAt, now, until)
        ? [
            line(
              'end',
              expiresAt,
              say('Source {source} ends', { source: row.name }),
              say('Nothing that it sends is taken from then on.'),
            ),
          ]
        : []),
      ...(isOldInUse && isWithin(oldUntil, now, until)
        ? [
            line(
              'old',
              oldUntil,
              say('The old credential of {source} ends', { source: row.name }),
              say('Something still sends with it: give it the new one.'),
            ),
          ]
        : []),
    ]
  })
}

const endingKeys = (rows: Awaited<ReturnType<typeof findEndingKeys>>, say: Say): NewsLine[] =>
  rows.flatMap((row) =>
    row.expiresAt === null
      ? []
      : [
          {
            key: `key ${row.id}`,
            kind: 'credential',
            mark: 'stale',
            atMs: row.expiresAt.getTime(),
            title: say('API key {apiKey} ends', { apiKey: row.name }),
            detail: say('Whatever uses it is refused from then on.'),
            path: '/api-keys',
            ...ownerOf(row),
          },
        ],
  )

const endingRoles = (rows: Awaited<ReturnType<typeof findEndingRoles>>, say: Say): NewsLine[] =>
  rows.flatMap((row) =>
    row.expiresAt === null
      ? []
      : [
          {
            key: `role ${row.id}`,
            kind: 'role',
            mark: 'stale',
            atMs: row.expiresAt.getTime(),
            title: say('A role of {member} ends', { member: row.member.name }),
            detail: say('It is the role {role}.', { role: roleName(say, row.role) }),
            path: '/members',
            ...ownerOf(row),
          },
        ],
  )

/** When a certificate ends; null for what cannot be read as one. */
function endOf(pem: unknown): Date | null {
  try {
    return typeof pem === 'string' ? new Date(new X509Certificate(pem).validTo) : null
  } catch {
    return null
  }
}

const endingCertificates = (
  rows: Awaited<ReturnType<typeof findProviderSettings>>,
  { now, until, say }: Ahead,
): NewsLine[] =>
  rows.flatMap((row) => {
    const listed = isRecord(row.settings) ? row.settings['certificates'] : undefined
    const ends = Array.isArray(listed) ? listed.map(endOf) : []
    return ends
      .filter((at) => isWithin(at, now, until))
      .map((at, i) => ({
        key: `certificate ${row.id} ${i}`,
        kind: 'certificate' as const,
        mark: 'stale' as const,
        atMs: at.getTime(),
        title: say('A certificate of {provider} ends', { provider: row.name }),
        detail: say('Members who sign in through it may be refused.'),
        path: '/sign-on',
        ...ownerOf(row),
      }))
  })
