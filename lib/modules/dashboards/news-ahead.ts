import { X509Certificate } from 'node:crypto'
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
  const until = new Date(now.getTime() + AHEAD_MS)
  const silent = new Date(now.getTime() - SILENT_MS)
  const quiet = new Date(now.getTime() - QUIET_MS)
  return [
    ...(may('alert:read') ? pendingLines(await findPendingAlerts(tx, take)) : []),
    ...(may('source:read')
      ? [
          ...quietLines(await findQuietSources(tx, silent, quiet, take)),
          ...endingSources(await findEndingSources(tx, now, until, take), now, until),
        ]
      : []),
    ...(may('access:read')
      ? [
          ...endingKeys(await findEndingKeys(tx, now, until, take)),
          ...endingRoles(await findEndingRoles(tx, now, until, take)),
          ...endingCertificates(await findProviderSettings(tx), now, until),
        ]
      : []),
  ]
}

const pendingLines = (rows: Awaited<ReturnType<typeof findPendingAlerts>>): NewsLine[] =>
  rows.map((row) => ({
    key: `alert ${row.id}`,
    kind: 'rule',
    mark: row.rule.severity === 'P0' || row.rule.severity === 'P1' ? 'down' : 'degraded',
    atMs: row.activeAt.getTime() + row.rule.forSeconds * 1000,
    title: `${row.rule.name} is pending`,
    detail: row.summary,
    path: '/rules',
    ...ownerOf(row),
  }))

const quietLines = (rows: Awaited<ReturnType<typeof findQuietSources>>): NewsLine[] =>
  rows.flatMap((row) =>
    row.lastUsedAt === null
      ? []
      : [
          {
            key: `quiet ${row.id}`,
            kind: 'source',
            mark: 'stale',
            atMs: row.lastUsedAt.getTime() + SILENT_MS,
            title: `Source ${row.name} is going silent`,
            detail: 'It has sent nothing for two minutes or longer; after five it counts as silent.',
            path: '/sources',
            ...ownerOf(row),
          },
        ],
  )

const isWithin = (at: Date | null, from: Date, to: Date): at is Date => at !== null && at > from && at <= to

function endingSources(
  rows: Awaited<ReturnType<typeof findEndingSources>>,
  now: Date,
  until: Date,
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
        ? [line('end', expiresAt, `Source ${row.name} ends`, 'Nothing that it sends is taken from then on.')]
        : []),
      ...(isOldInUse && isWithin(oldUntil, now, until)
        ? [
            line(
              'old',
              oldUntil,
              `The old credential of ${row.name} ends`,
              'Something still sends with it: give it the new one.',
            ),
          ]
        : []),
    ]
  })
}

const endingKeys = (rows: Awaited<ReturnType<typeof findEndingKeys>>): NewsLine[] =>
  rows.flatMap((row) =>
    row.expiresAt === null
      ? []
      : [
          {
            key: `key ${row.id}`,
            kind: 'credential',
            mark: 'stale',
            atMs: row.expiresAt.getTime(),
            title: `API key ${row.name} ends`,
            detail: 'Whatever uses it is refused from then on.',
            path: '/api-keys',
            ...ownerOf(row),
          },
        ],
  )

const endingRoles = (rows: Awaited<ReturnType<typeof findEndingRoles>>): NewsLine[] =>
  rows.flatMap((row) =>
    row.expiresAt === null
      ? []
      : [
          {
            key: `role ${row.id}`,
            kind: 'role',
            mark: 'stale',
            atMs: row.expiresAt.getTime(),
            title: `A role of ${row.member.name} ends`,
            detail: `It is the role ${row.role.replaceAll('_', ' ')}.`,
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
  now: Date,
  until: Date,
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
        title: `A certificate of ${row.name} ends`,
        detail: 'Members who sign in through it may be refused.',
        path: '/sign-on',
        ...ownerOf(row),
      }))
  })
