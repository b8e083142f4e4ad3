import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { platformId, tenantId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { newId } from '#lib/infra/db/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { auditCrypto } from '../audit-crypto.ts'
import { exportAudit, recordAudit } from '../index.ts'
import type { ExportAuditInput } from '../schemas.ts'

const VERIFIER = resolve(import.meta.dirname, '../../../../public/verify.mjs')

/** What `verify.mjs` said. */
export interface Verdict {
  readonly code: number
  readonly ok: boolean
  /** The first fault, of a chain or of the file. */
  readonly fault: string | null
  readonly seq: string | null
  readonly output: string
}

/** Two tenants with chains of their own, and a stranger's desk: a folder with exports, and the verifier. */
export interface ChainWorld {
  readonly world: TestWorld
  readonly admin: pg.Client
  readonly tenant: Extract<Scope, { kind: 'tenant' }>
  readonly other: Extract<Scope, { kind: 'tenant' }>
  /** Records something in a scope; rolls it back when told to. */
  readonly act: (scope: Scope, n: number, fail?: boolean) => Promise<void>
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
    exported: async (scope, input = {}) => await readAll(await exportAudit(world.console(scope), input)),
    verify: async (parts, anchors = [], key = auditCrypto().publicKey.key, old = 0) =>
      await runVerifier(folder, { parts, anchors, key, old }),
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

async function runVerifier(
  folder: string,
  given: {
    readonly parts: readonly string[]
    readonly anchors: readonly string[]
    readonly key: string
    readonly old: number
  },
): Promise<Verdict> {
  const put = async (kind: string, contents: readonly string[]): Promise<string[]> =>
    await Promise.all(
      contents.map(async (content, index) => {
        const file = join(folder, `${kind}-${index}.jsonl`)
        await writeFile(file, content)
        return file
      }),
    )
  const anchors = (await put('anchors', given.anchors)).flatMap((file) => ['--anchors', file])
  const files = await put('export', given.parts)
  const old = given.old === 0 ? [] : ['--old', String(given.old)]
  const { code, output } = await runProgram(['--json', '--key', given.key, ...old, ...anchors, ...files])
  if (code === 2) return { code, ok: false, fault: null, seq: null, output }
  return { code, ...readVerdict(JSON.parse(output)), output }
}

/** Runs the verifier without a secret and without settings, as a stranger does. */
async function runProgram(args: readonly string[]): Promise<{ code: number; output: string }> {
  const program = ['-i', process.execPath, VERIFIER, ...args]
  const child = spawn('env', program, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number>((settle) => {
    child.on('close', (code) => settle(code ?? -1))
  })
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, output: output + errors }
}

function readVerdict(said: unknown): Pick<Verdict, 'ok' | 'fault' | 'seq'> {
  assert.ok(isRecord(said))
  const listed = (name: string): unknown[] => (Array.isArray(said[name]) ? [...unknowns(said[name])] : [])
  const bad = [...listed('chains'), ...listed('faults')].find((one) => isRecord(one) && one['ok'] !== true)
  if (!isRecord(bad)) return { ok: said['ok'] === true, fault: null, seq: null }
  return { ok: said['ok'] === true, fault: String(bad['fault']), seq: String(bad['seq']) }
}

const unknowns = (list: readonly unknown[]): readonly unknown[] => list
