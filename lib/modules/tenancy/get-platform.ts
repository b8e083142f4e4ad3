import type { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findPlatform } from './repository.ts'
import { platformRef, type PlatformView } from './schemas.ts'
import { toPlatformView } from './views.ts'

/** Finds one platform in scope. Throws `not_found`. */
export async function getPlatform(
  ctx: RequestContext,
  input: z.input<typeof platformRef>,
): Promise<PlatformView> {
  authorize(ctx, 'platform:read')
  const { platformId } = parseInput(platformRef, input)
  const row = await ctx.db.read(async (tx) => await findPlatform(tx, platformId))
  if (row === null) throw notFound()
  return toPlatformView(row)
}
