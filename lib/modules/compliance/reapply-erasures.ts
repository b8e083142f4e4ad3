import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { erasureLog, readTombstones } from './erasure-log.ts'
import { forgetPeople } from './forget-people.ts'

/** Erases again, after a restore, whoever was erased since the backup was taken. Running it twice changes nothing. */
export async function reapplyErasures(
  ctx: RequestContext,
  own: Runtime = runtime(),
  log?: string,
): Promise<{ tombstones: number; erased: number }> {
  authorize(ctx, 'tenant:erase')
  if (ctx.scope.kind !== 'operator')
    throw new DomainError('forbidden', 'A person is forgotten everywhere at once: do it in operator scope.')
  const stones = await readTombstones(log ?? erasureLog())
  const again = {
    memberIds: stones.map(({ memberId }) => memberId),
    reason: 'erased before; a backup brought it back',
    log,
  }
  const erased: string[] = []
  for await (const { memberId } of forgetPeople(ctx, own, again)) erased.push(memberId)
  return { tombstones: stones.length, erased: erased.length }
}
