import { DomainError, invalidField, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import {
  addressDigest,
  eraseSubjectPayloads,
  findMentions,
  findNames,
  recordAudit,
  type NamedPart,
  type Subject,
} from '#lib/modules/audit/index.ts'
import { ERASED_NAME, ERASED_WORD, erasedAddress, wordsOf } from './domain/tombstone.ts'
import { erasureLog, writeTombstone } from './erasure-log.ts'
import {
  eraseAccount,
  erasePersonalRows,
  findAccount,
  findKnown,
  isLastOperatorAdmin,
  type Account,
  type Person,
} from './personal-data-repository.ts'
import { eraseSubjectInput, type ErasedOutput, type EraseSubjectInput } from './schemas.ts'

/**
 * Forgets a member: account, sessions, channels, names and addresses in history, and what audit chains tell about them.
 * The chains hold as before. A tombstone outside of the database is written first, so that a restored backup is brought
 * up to date. Operator scope only. Throws `precondition_failed` for the last operator admin and without a place for
 * the tombstone, and `conflict` for somebody who was erased already.
 */
export async function eraseSubject(
  ctx: RequestContext,
  input: EraseSubjectInput,
  own: Runtime = runtime(),
  log?: string,
): Promise<ErasedOutput> {
  authorize(ctx, 'tenant:erase')
  if (ctx.scope.kind !== 'operator')
    throw new DomainError('forbidden', 'A person is forgotten everywhere at once: do it in operator scope.')
  const { memberId, reason } = parseInput(eraseSubjectInput, input)
  const person = await personWith(ctx, own, memberId)
  if (person.email === erasedAddress(memberId))
    throw new DomainError('conflict', 'This member was erased already.')
  if (wordsOf(person).some((word) => reason.toLowerCase().includes(word.toLowerCase())))
    throw invalidField('reason', 'give the reason without naming the person: it stays in the audit chain')
  await writeTombstone(log ?? erasureLog(), {
    at: ctx.clock.now().toISOString(),
    memberId,
    address: addressDigest(person.email),
  })
  const mentions = await findMentions(ctx, wordsOf(person))
  return await eraseEverywhere(ctx, own, { person, reason, mentions })
}

async function personWith(ctx: RequestContext, own: Runtime, memberId: string): Promise<Person> {
  const account = await findAccount(own, memberId)
  if (account === null) throw notFound()
  if (await ctx.db.read(async (tx) => await isLastOperatorAdmin(tx, memberId)))
    throw new DomainError(
      'precondition_failed',
      'This is the last operator admin. Make somebody else operator admin first.',
    )
  const [person] = await everythingKnownOf(ctx, [account])
  if (person === undefined) throw notFound()
  return person
}

/** People with former names and addresses, as accounts, tables and audit chains tell them. */
export async function everythingKnownOf(
  ctx: RequestContext,
  accounts: readonly Account[],
): Promise<Person[]> {
  const called = await findNames(
    ctx,
    accounts.map(({ id }) => id),
  )
  const people: Person[] = []
  for (const { id, email, name, confirmed } of accounts) {
    const known = await ctx.db.read(async (tx) => await findKnown(tx, id))
    const isOurs = (text: string): boolean =>
      [ERASED_NAME, erasedAddress(id)].includes(text) || text.startsWith(ERASED_WORD)
    const names = new Set([name, ...known.names, ...(called.get(id) ?? [])])
    const addresses = new Set([email, ...confirmed, ...known.addresses])
    people.push({
      id,
      email,
      names: [...names].filter((one) => !isOurs(one)),
      addresses: [...addresses].filter((one) => !isOurs(one)),
    })
  }
  return people
}

/** Whom an erasure is about, and where they were found. */
export interface Erasing {
  readonly person: Person
  readonly reason: string
  /** What mentions them in audit chains, as `findMentions` found it. */
  readonly mentions: readonly NamedPart[]
}

/** Erases and records it. Running it again finishes what was begun. */
export async function eraseEverywhere(
  ctx: RequestContext,
  own: Pick<Runtime, 'database'>,
  { person, reason, mentions }: Erasing,
): Promise<ErasedOutput> {
  const subjects: Subject[] = [
    { kind: 'member', id: person.id },
    ...person.addresses.map((address): Subject => ({ kind: 'address', address })),
  ]
  const now = ctx.clock.now()
  const erased = await ctx.db.tx(async (tx) => {
    const rows = await erasePersonalRows(tx, person, now)
    const { chains, parts } = await eraseSubjectPayloads(tx, ctx, { subjects, mentions })
    await recordAudit(tx, ctx, {
      action: 'subject.erase',
      target: { kind: 'subject', id: person.id },
      details: { reason, chains, parts, rows },
    })
    return { memberId: person.id, chains, parts, rows }
  })
  // Last: the account tells what to look for, in case the above has to be run again.
  await eraseAccount(own, person.id, now)
  return erased
}
