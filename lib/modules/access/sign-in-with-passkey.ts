// house: acts before a scope is known: whoever signs in holds no permission yet
import { invalidField } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { browserHashes } from '#lib/infra/auth/browser-cookie.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { actingAs } from './acting-as.ts'
import { answeredEvenly } from './check-credentials.ts'
import { beginSession, type BegunSession } from './begin-session.ts'
import { checkPasskey, type PasskeyVerdict } from './check-passkey.ts'
import { beginAttempt } from './guesses.ts'
import { signInWithPasskeyInput, type SignInWithPasskeyInput } from './schemas.ts'

/** The request of somebody who signs in with a passkey. */
export type PasskeySignInRequest = SignInWithPasskeyInput & {
  /** Value of the cookie of the browser; empty when it has none. */
  readonly browser: string
  readonly userAgent: string | null
}

/**
 * Signs a member in with a passkey alone. Whoever shows one has it and has proved to it who they are, which is two
 * factors: step-up is open afterwards. Throws `invalid_input` in the same words whatever was wrong, for unknown passkeys too.
 */
export async function signInWithPasskey(
  ctx: RequestContext,
  { browser, userAgent, ...input }: PasskeySignInRequest,
  own: Runtime = runtime(),
): Promise<BegunSession> {
  const { passkey } = parseInput(signInWithPasskeyInput, input)
  const proof = { purpose: 'sign-in', browsers: browserHashes(own.keyring, browser), passkey } as const
  const verdict = await answeredEvenly(
    async () => {
      const judged = await checkPasskey(own, proof)
      if (judged.verdict === 'wrong') await refuse(ctx, own, judged)
      return judged
    },
    (judged) => judged.verdict === 'wrong',
  )
  if (verdict.verdict === 'wrong') {
    throw invalidField(
      'passkey',
      'this passkey was not accepted; try it again on this page, or sign in with your password',
    )
  }
  const { account } = verdict
  return await beginSession(ctx, { member: account, way: 'passkey', factor: 'passkey', userAgent }, own)
}

async function refuse(
  ctx: RequestContext,
  own: Runtime,
  { account, fault }: Extract<PasskeyVerdict, { verdict: 'wrong' }>,
): Promise<void> {
  // Nobody can guess a signature: it is counted, but waits for nothing and locks nobody out.
  if (account !== null) await beginAttempt(own, { email: account.email, address: ctx.ip, known: 'passkey' })
  const acting = account === null ? ctx : actingAs(ctx, account)
  await ctx.db.tx(async (tx) => {
    await recordSecurityEvent(tx, acting, {
      kind: 'sign-in.failed',
      details: { way: 'passkey', reason: `passkey: ${fault}` },
    })
    await recordAudit(tx, acting, {
      action: 'session.refuse',
      target: {
        kind: 'member',
        id: account?.id ?? 'unknown',
        ...(account === null ? {} : { name: account.name }),
      },
      details: { reason: 'passkey', fault },
    })
  })
}
