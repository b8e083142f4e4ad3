import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newRecoveryCodes, recoveryCodeHash } from '#lib/infra/auth/recovery-codes.ts'
import { endSessionsOf, markFactorShown } from '#lib/infra/auth/session.ts'
import { relyingParty, verifyMaking } from '#lib/infra/auth/webauthn.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember, requireSession } from './acting.ts'
import { notifyMember } from './notify-member.ts'
import { takeChallenge } from './passkey-challenge.ts'
import { findPasskeys, insertPasskey, lockFactors } from './passkey-repository.ts'
import { addPasskeyInput, type AddPasskeyInput, type AddPasskeyOutput } from './schemas.ts'
import { findAccountById, hasFactor, replaceRecoveryCodes } from './sign-in-repository.ts'
import { toPasskeyView } from './views.ts'

/** More than anybody has devices; few enough to be read. */
const MOST_PASSKEYS = 20

/**
 * Makes a passkey that the browser has just made count. With the first factor of a member come ten recovery codes. Every
 * other session of the member ends, and a mail tells them of it.
 */
export async function addPasskey(
  ctx: RequestContext,
  input: AddPasskeyInput,
  own: Runtime = runtime(),
): Promise<AddPasskeyOutput> {
  authorize(ctx, 'factor:write')
  const member = requireMember(ctx)
  const session = requireSession(ctx)
  const { name, passkey } = parseInput(addPasskeyInput, input)
  const use = { purpose: 'register' as const, browsers: [session.hash] }
  const challenge = await takeChallenge(own, use, passkey.response.clientDataJSON)
  const made = challenge === null ? null : await verifyMaking(relyingParty(own.publicUrl), challenge, passkey)
  if (made === null) {
    throw new DomainError(
      'precondition_failed',
      'This passkey is not what was asked of the browser, or it came too late. Begin again.',
    )
  }
  const now = ctx.clock.now()
  const id = newId()
  return await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'factor.add-passkey',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { passkey: id, name },
    })
    const added = await own.database.asAuth(async (auth) => {
      const recoveryCodes = await codesForFirst(auth, own, member.id)
      const row = await insertPasskey(auth, { ...made, id, memberId: member.id, name, createdAt: now })
      await endSessionsOf(auth, member.id, now, { reason: 'factor', except: session.id })
      await markFactorShown(auth, session.hash, now)
      return { passkey: toPasskeyView(row), recoveryCodes }
    })
    await notifyMember(own, member, { kind: 'passkey_added', address: ctx.ip })
    return added
  })
}

/** New recovery codes when this is the first factor of the member, else null. Throws when there are too many already. */
async function codesForFirst(auth: Tx, own: Runtime, memberId: string): Promise<string[] | null> {
  await lockFactors(auth, memberId)
  if ((await findPasskeys(auth, memberId)).length >= MOST_PASSKEYS) {
    throw new DomainError(
      'precondition_failed',
      `You have ${MOST_PASSKEYS} passkeys already. Remove one that you do not use any more first.`,
    )
  }
  const account = await findAccountById(auth, memberId)
  if (account === null || hasFactor(account)) return null
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(
    auth,
    memberId,
    codes.map((one) => recoveryCodeHash(own.keyring.pepper, memberId, one)),
  )
  return codes
}
