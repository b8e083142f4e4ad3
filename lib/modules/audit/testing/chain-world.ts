import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { platformId, tenantId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { auditCrypto } from '../audit-crypto.ts'
import { exportAudit, recordAudit } from '../index.ts'
import type { ExportAuditInput } from '../schemas.ts'
import { runProgram, runVerifier, type Verdict } from './stranger.ts'

/** Two tenants with chains of their own, and a stranger's desk: a folder with exports, and the verifier. */
export interface ChainWorld {
  readonly world: TestWorld
  readonly admin: pg.Client
  readonly tenant: Extract<Scope, { kind: 'tenant' }>
  readonly other: Extract<Scope, { kind: 'tenant' }>
  /** Records something in a scope; rolls it back when told to. */
  readonly act: (scope: Scope, n: number, fail?: boolean) => Promise<void>
  /** The text of an export that this context makes. */
  readonly exportedBy: (ctx: RequestContext, input: ExportAuditInput) => Promise<string>
  /** The text of an export as the console makes it. */
  readonly exported: (scope: Scope, input?: ExportAuditInput) => Promise<string>
  /** Writes files and runs the verifier on them as a process of its own; `old` is what the operator said of version 1. */
  readonly verify: (
    parts: readonly string[],
    anchors?: readonly string[],
    key?: string,
    old?: number,
  ) => Promise<Verdict>
  /** What `verify.mjs --help` prints. */
  readonly help: () => Promise<{ readonly code: number; readonly output: string }>
  close(): Promise<void>
}

/** Opens a world with two empty chains. */
export async function openChainWorld(): Promise<ChainWorld> {
  const world = await openTestWorld(5)
  const admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const folder = await mkdtemp(join(tmpdir(), 'audit-'))
  const platform = platformId(newId())
  await admin.query(`insert into platform (id, name) values ($1, 'Audited')`, [platform])
  const scopeOf = async (name: string) => {
    const id = tenantId(newId())
    await admin.query('insert into tenant (id, platform_id, name) values ($1, $2, $3)', [id, platform, name])
    return { kind: 'tenant', platformId: platform, tenantId: id } as const
  }
  return {
    world,
    admin,
    tenant: await scopeOf('A'),
    other: await scopeOf('B'),
    async act(scope, n, fail = false) {
      const job = world.job(scope)
      await job.db.tx(async (tx) => {
        await recordAudit(tx, job, {
          action: 'test.act',
          target: { kind: 'test', id: String(n), name: `thing ${n}` },
          details: { n },
        })
        if (fail) throw new Error('rolled back on purpose')
      })
    },
    exportedBy: async (ctx, input) => await readAll(await exportAudit(ctx, input)),
    exported: async (scope, input = {}) => await readAll(await exportAudit(world.console(scope), input)),
    verify: async (parts, anchors = [], key = auditCrypto().publicKey.key, old = 0) =>
      await runVerifier(folder, { parts, anchors, keys: [key], old }),
    help: async () => await runProgram(['--help']),
    async close() {
      await rm(folder, { recursive: true })
      await admin.end()
      await world.close()
    },
  }
}

async function readAll(download: { readonly pieces: AsyncIterable<string> }): Promise<string> {
  const pieces: string[] = []
  for await (const piece of download.pieces) pieces.push(piece)
  return pieces.join('')
}
