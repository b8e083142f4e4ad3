import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { DomainError, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { exportFile, exportFolder } from './export-place.ts'
import { changeExport, findExport } from './repository.ts'
import { exportRef } from './schemas.ts'

/** An archive on its way out. */
export interface OpenedExport {
  readonly name: string
  readonly bytes: number
  readonly body: ReadableStream<Uint8Array>
}

/** Refuses whoever has to ask a second person, where the tenant made the archive for itself and nobody was asked. */
function requireSecond(ctx: RequestContext, { decidedByTwo }: { readonly decidedByTwo: boolean }): void {
  if (decidedByTwo) return
  const grant = ctx.grantOf('tenant:export')
  if (grant !== 'second' && grant !== 'step_up_second') return
  throw new DomainError(
    'precondition_failed',
    'The tenant made this export for itself. Request one of your own: a second person decides about it.',
  )
}

/** An export whose file may be taken. */
async function findReady(ctx: RequestContext, tx: Tx, exportId: string) {
  const row = await findExport(tx, exportId)
  if (row === null) throw notFound()
  if (row.state !== 'done' || row.expiresAt === null || row.expiresAt <= ctx.clock.now()) {
    throw new DomainError(
      'precondition_failed',
      'There is no file: the export is not finished, or its days are over.',
    )
  }
  requireSecond(ctx, row)
  return row
}

/**
 * Opens the file of a finished export for download; who took it and when is written down first, except where the context may
 * only look: that is the canary job. Throws `not_found`, and `precondition_failed` before it is finished, after its days are
 * over, and for somebody above the tenant when one person of the tenant made it.
 */
export async function openExport(
  ctx: RequestContext,
  input: z.input<typeof exportRef>,
): Promise<OpenedExport> {
  // Taking it away needs the second factor of whoever takes it; who decided that it is made is looked at below.
  authorize(ctx, 'tenant:export', { asking: true, looking: true })
  const { exportId } = parseInput(exportRef, input)
  const found =
    ctx.readOnly === true
      ? await ctx.db.read(async (tx) => await findReady(ctx, tx, exportId))
      : await ctx.db.tx(async (tx) => await takeAway(ctx, tx, exportId))
  const file = exportFile(exportFolder(), exportId)
  const size = await stat(file).then(
    (stats) => stats.size,
    () => null,
  )
  if (size === null)
    throw new DomainError('precondition_failed', 'The file of this export is gone from the disk.')
  const name = `bailiwick-${found.tenantId}-${exportId.slice(0, 8)}.tar.gz`
  return { name, bytes: size, body: bytesOf(createReadStream(file)) }
}

async function takeAway(ctx: RequestContext, tx: Tx, exportId: string) {
  const row = await findReady(ctx, tx, exportId)
  await changeExport(tx, exportId, { downloadedAt: ctx.clock.now() })
  await recordAudit(tx, ctx, {
    action: 'tenant.export.download',
    target: { kind: 'tenant', id: row.tenantId, name: row.tenant.name },
    details: { exportId, digest: row.digest },
    owner: { platformId: row.platformId, tenantId: row.tenantId },
  })
  return row
}

function bytesOf(stream: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<unknown> = stream[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await chunks.next()
      if (chunk.done === true) controller.close()
      else if (chunk.value instanceof Uint8Array) controller.enqueue(new Uint8Array(chunk.value))
      else controller.error(new TypeError('a file was read as text'))
    },
    cancel() {
      stream.destroy()
    },
  })
}
