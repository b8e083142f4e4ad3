import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { erasedAddress } from './domain/tombstone.ts'
import { eraseEverywhere, everythingKnownOf } from './erase-subject.ts'
import { erasureLog, readTombstones } from './erasure-log.ts'
import { findAccount } from './personal-data-repository.ts'

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
  let erased = 0
  for (const { memberId } of stones) {
    const account = await findAccount(own, memberId)
    if (account === null || account.email === erasedAddress(memberId)) continue
    const person = await everythingKnownOf(ctx, account)
    await eraseEverywhere(ctx, own, { person, reason: 'erased before; a backup brought it back' })
    erased += 1
  }
  return { tombstones: stones.length, erased }
}
