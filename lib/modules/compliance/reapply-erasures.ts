import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { erasedAddress, wordsOf } from './domain/tombstone.ts'
import { eraseEverywhere } from './erase-subject.ts'
import { erasureLog, readTombstones } from './erasure-log.ts'
import { findPerson, findTargets } from './personal-data-repository.ts'

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
    const person = await findPerson(own, memberId)
    if (person === null || person.email === erasedAddress(memberId)) continue
    const whole = { ...person, targets: await ctx.db.read(async (tx) => await findTargets(tx, memberId)) }
    const reason = 'erased before; a backup brought it back'
    await eraseEverywhere(ctx, own, { person: whole, words: wordsOf(whole), reason })
    erased += 1
  }
  return { tombstones: stones.length, erased }
}
