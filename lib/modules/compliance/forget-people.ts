import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { addressDigest, findMentions } from '#lib/modules/audit/index.ts'
import { erasedAddress, wordsOf } from './domain/tombstone.ts'
import { eraseEverywhere, everythingKnownOf } from './erase-subject.ts'
import { erasureLog, readTombstones, writeTombstone } from './erasure-log.ts'
import { findAccount, type Account } from './personal-data-repository.ts'
import type { ErasedOutput } from './schemas.ts'

/** Who is to be forgotten together, and why. */
export interface Forgetting {
  readonly memberIds: readonly string[]
  /** Stands in the audit chain, and so names nobody. */
  readonly reason: string
  /** The file of tombstones; without it that of the installation. */
  readonly log?: string | undefined
}

/**
 * Forgets several people, for whoever decided on it; the chains are read once for all of them. Says after each what went.
 * Who was erased already is passed over, so that it may run again after a crash. Operator scope.
 */
export async function* forgetPeople(
  ctx: RequestContext,
  own: Pick<Runtime, 'database'>,
  { memberIds, reason, log }: Forgetting,
): AsyncGenerator<ErasedOutput> {
  authorize(ctx, 'tenant:erase', { asking: true })
  const accounts: Account[] = []
  for (const id of memberIds) {
    const account = await findAccount(own, id)
    if (account !== null && account.email !== erasedAddress(id)) accounts.push(account)
  }
  if (accounts.length === 0) return
  const people = await everythingKnownOf(ctx, accounts)
  const path = log ?? erasureLog()
  const written = new Set((await readTombstones(path)).map(({ memberId }) => memberId))
  // What mentions any of them goes with the first: all of them are forgotten.
  let mentions = await findMentions(ctx, people.flatMap(wordsOf))
  for (const person of people) {
    if (!written.has(person.id))
      await writeTombstone(path, {
        at: ctx.clock.now().toISOString(),
        memberId: person.id,
        address: addressDigest(person.email),
      })
    yield await eraseEverywhere(ctx, own, { person, reason, mentions })
    mentions = []
  }
}
