import type { z } from 'zod'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { config } from '#lib/infra/config/index.ts'
import { DomainError } from '#lib/core/errors.ts'
import { CATALOGUE, SURFACES, type ReaderName, type Surface } from './domain/surfaces.ts'
import { findChecks } from './repository.ts'
import type { CanarySurfaceView, listCanariesOutput } from './schemas.ts'

type Check = Awaited<ReturnType<typeof findChecks>>[number]

const keyOf = (surface: string, reader: string): string => `${surface} ${reader}`

const cellOf = (reader: ReaderName, check: Check | undefined): CanarySurfaceView['cells'][number] => ({
  reader,
  verdict: check?.verdict ?? null,
  detail: check?.detail ?? 'Not checked yet.',
  checkedAt: check?.checkedAt.toISOString() ?? null,
  leakedAt: check?.leakedAt?.toISOString() ?? null,
})

const viewOf = (
  surface: Pick<Surface, 'name' | 'readers'> & Pick<CanarySurfaceView, 'kind'>,
  checks: ReadonlyMap<string, Check>,
): CanarySurfaceView => ({
  surface: surface.name,
  kind: surface.kind,
  cells: surface.readers.map((reader) => cellOf(reader, checks.get(keyOf(surface.name, reader)))),
})

/**
 * Lists the policies of the database and every surface with what its last check by each reader came to; what was never read says so. Throws
 * `precondition_failed` below operator scope: the canaries guard the installation as a whole.
 */
export async function listCanaries(ctx: RequestContext): Promise<z.infer<typeof listCanariesOutput>> {
  authorize(ctx, 'canary:read')
  if (ctx.scope.kind !== 'operator') {
    throw new DomainError(
      'precondition_failed',
      'The canaries guard all platforms: choose all platforms as the scope.',
    )
  }
  const rows = await ctx.db.read(async (tx) => await findChecks(tx))
  const checks = new Map(rows.map((row) => [keyOf(row.surface, row.reader), row]))
  return {
    intervalSeconds: config().CANARY_INTERVAL_SECONDS,
    asOf: ctx.clock.now().toISOString(),
    surfaces: [CATALOGUE, ...SURFACES].map((surface) => viewOf(surface, checks)),
  }
}
