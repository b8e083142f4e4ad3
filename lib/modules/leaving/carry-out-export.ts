import { rm } from 'node:fs/promises'
import type { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Database } from '#lib/infra/db/index.ts'
import type { EngineClient } from '#lib/infra/engine/engine-client.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { Archive } from './archive.ts'
import { EXPORT_DAYS, exportFile } from './export-place.ts'
import {
  changeExport,
  claimExport,
  endAttempt,
  findExport,
  noteProgress,
  schemaVersion,
} from './repository.ts'
import { exportRef } from './schemas.ts'
import { writeAudit } from './write-audit.ts'
import { writeMetrics, writeTables, EXCLUDED, type Progress } from './write-export.ts'

/** What making an archive needs of its process. */
export interface ExportParts {
  readonly database: Database
  readonly engine: EngineClient
  /** Where archives lie. */
  readonly folder: string
  /** How long the engine keeps samples, seconds. */
  readonly retentionSeconds: number
}

/** After so many tries an export is given up. */
const MAX_ATTEMPTS = 3
const DAY_MS = 86_400_000

/** Thrown when another worker has taken an export over: this one stops and writes nothing more. */
class TakenOverError extends Error {
  override name = 'TakenOverError'
}

/**
 * Carries an export on: makes its archive when it waits or its worker is gone, and removes the file once its days are
 * over. Nothing happens in any other state. Each try begins anew; the file appears under its name only when it is whole.
 */
export async function carryOutExport(
  ctx: RequestContext,
  input: z.input<typeof exportRef>,
  parts: ExportParts,
): Promise<void> {
  authorize(ctx, 'tenant:export')
  const { exportId } = parseInput(exportRef, input)
  const now = ctx.clock.now()
  const row = await ctx.db.read(async (tx) => await findExport(tx, exportId))
  if (row === null) throw notFound()
  if (row.state === 'done' && row.expiresAt !== null && row.expiresAt <= now) {
    await rm(exportFile(parts.folder, exportId), { force: true })
    await ctx.db.tx(async (tx) => {
      await changeExport(tx, exportId, { state: 'removed' })
      await recordAudit(tx, ctx, { action: 'tenant.export.remove', ...aboutOf(row) })
    })
    return
  }
  const claimed = await ctx.db.tx(async (tx) => {
    const isMine = await claimExport(tx, exportId, now)
    if (isMine) await recordAudit(tx, ctx, { action: 'tenant.export.begin', ...aboutOf(row) })
    return isMine
  })
  if (claimed) await make(ctx, row, parts)
}

type Row = NonNullable<Awaited<ReturnType<typeof findExport>>>

const aboutOf = (row: Row) => ({
  target: { kind: 'tenant', id: row.tenantId, name: row.tenant.name },
  details: { exportId: row.id },
  owner: { platformId: row.platformId, tenantId: row.tenantId },
})

async function make(ctx: RequestContext, row: Row, parts: ExportParts): Promise<void> {
  const mine = { ...row, attempts: row.attempts + 1 }
  try {
    const made = await Archive.within({ place: parts.folder, exportId: row.id }, async (archive) => {
      const packed = await writeArchive(ctx, archive, mine, parts)
      await archive.publish(exportFile(parts.folder, row.id))
      return packed
    })
    await noteDone(ctx, mine, made)
  } catch (error) {
    if (!(error instanceof TakenOverError)) await noteFailure(ctx, mine, error)
  }
}

async function noteDone(ctx: RequestContext, row: Row, made: Made): Promise<void> {
  const at = ctx.clock.now()
  await ctx.db.tx(async (tx) => {
    const isMine = await endAttempt(tx, row, {
      state: 'done',
      part: '',
      finishedAt: at,
      expiresAt: new Date(at.getTime() + EXPORT_DAYS * DAY_MS),
      bytes: made.bytes,
      digest: made.digest,
      failure: null,
    })
    if (!isMine) throw new TakenOverError(row.id)
    const about = aboutOf(row)
    const details = { ...about.details, digest: made.digest, bytes: made.bytes }
    await recordAudit(tx, ctx, { action: 'tenant.export.finish', ...about, details })
  })
}

/** Says why a try failed; nothing when somebody else has it by now, whose archive may be whole. */
async function noteFailure(ctx: RequestContext, row: Row, error: unknown): Promise<void> {
  ctx.log.error({ err: error, exportId: row.id, attempts: row.attempts }, 'an export failed')
  const failure = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
  const state = row.attempts >= MAX_ATTEMPTS ? 'failed' : 'queued'
  await ctx.db.tx(async (tx) => {
    const isMine = await endAttempt(tx, row, { state, failure })
    if (isMine) await recordAudit(tx, ctx, { action: 'tenant.export.fail', ...aboutOf(row) })
  })
}

type Made = Awaited<ReturnType<Archive['pack']>>

/** Writes everything of a tenant and packs it. Throws once somebody else has the export. */
async function writeArchive(
  ctx: RequestContext,
  archive: Archive,
  row: Row,
  { database, engine, retentionSeconds }: ExportParts,
): Promise<Made> {
  const scope = scopeOfOwner(row)
  const madeAt = ctx.clock.now()
  const note: Progress = async (progress) => {
    const isMine = await ctx.db.tx(
      async (tx) => await noteProgress(tx, row.id, { ...progress, attempts: row.attempts }),
    )
    if (!isMine) throw new TakenOverError(row.id)
  }
  const rows = await writeTables(archive, { database, scope, note })
  const audit = await writeAudit(archive, ctx, scope)
  const atEnd = await writeMetrics(archive, {
    engine,
    scope,
    end: madeAt,
    retentionSeconds,
    note,
    before: rows,
  })
  const version = await ctx.db.read(async (tx) => await schemaVersion(tx))
  const made = await archive.pack(
    {
      format: 1,
      product: 'bailiwick',
      schemaVersion: version,
      tenant: { id: row.tenantId, name: row.tenant.name, platform: row.tenant.platform.name },
      madeAt: madeAt.toISOString(),
      madeBy: row.askedBy,
      approvedBy: row.approvedBy,
      audit,
      excluded: EXCLUDED.map((one) => ({ ...one })),
    },
    `bailiwick-export-${row.tenantId}`,
  )
  // Packing takes its time, and what lies in the place may by now be another worker's.
  await note(atEnd)
  return made
}
