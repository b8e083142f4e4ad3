// house: acts before a scope is known: whoever asks for a link holds no permission yet
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { browserHash } from '#lib/infra/auth/browser-cookie.ts'
import { oneTimeHash, signInLinkToken } from '#lib/infra/auth/one-time-token.ts'
import { newId } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting-as.ts'
import { answeredEvenly } from './check-credentials.ts'
import { maskEmail } from './domain/email.ts'
import { notifyMember } from './notify-member.ts'
import { askSignInLinkInput, type AskSignInLinkInput, type AskSignInLinkOutput } from './schemas.ts'
import { countSignInLinks, insertSignInLink, type LinkPurpose } from './sign-in-link-repository.ts'
import { findAccount, type Account } from './sign-in-repository.ts'
import { signOnOnlyFault } from './sign-on-only.ts'

const LIFETIME_MS = 15 * 60_000
/** Links that go to one mailbox within `WINDOW_MS`: enough for a mail that was lost, too few to flood anybody. */
const MOST_LINKS = 5
const WINDOW_MS = 60 * 60_000

/** Why no mail goes out; for the audit entry alone. */
type Silence = 'unknown' | 'disabled' | 'no_password' | 'sign_on_only' | 'too_many'

/**
 * Sends a link to sign in with, or to set a new password with, to the address of a member. The answer is the same, at
 * the same moment, whether there is such a member, and whether a mail goes out.
 */
export async function askSignInLink(
  ctx: RequestContext,
  { browser, ...input }: AskSignInLinkInput & { readonly browser: string },
  own: Runtime = runtime(),
): Promise<AskSignInLinkOutput> {
  const { email, purpose } = parseInput(askSignInLinkInput, input)
  await answeredEvenly(
    async () => {
      const account = await own.database.asAuth(async (auth) => await findAccount(auth, email))
      const silence = account === null ? 'unknown' : await silenceOf(own, account, purpose)
      await auditAsking(ctx, { account, purpose, silence, email })
      if (account !== null && silence === null) await send(own, account, { purpose, browser })
    },
    () => true,
  )
  return { email, minutes: LIFETIME_MS / 60_000 }
}

async function silenceOf(own: Runtime, account: Account, purpose: LinkPurpose): Promise<Silence | null> {
  if (account.state !== 'active') return 'disabled'
  if (purpose === 'password' && account.passwordHash === null) return 'no_password'
  if ((await signOnOnlyFault(own, account.id, 'link')) !== null) return 'sign_on_only'
  const since = new Date(own.clock.now().getTime() - WINDOW_MS)
  const sent = await own.database.asAuth(async (auth) => await countSignInLinks(auth, account.id, since))
  return sent >= MOST_LINKS ? 'too_many' : null
}

interface Asking {
  readonly account: Account | null
  readonly purpose: LinkPurpose
  readonly silence: Silence | null
  readonly email: string
}

async function auditAsking(ctx: RequestContext, { account, purpose, silence, email }: Asking): Promise<void> {
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, account === null ? ctx : actingAs(ctx, account), {
      action: 'link.ask',
      target:
        account === null
          ? { kind: 'member', id: 'unknown' }
          : { kind: 'member', id: account.id, name: account.name },
      details: {
        purpose,
        sent: silence === null,
        ...(silence === null ? {} : { reason: silence }),
        ...(account === null ? { email: maskEmail(email) } : {}),
      },
    })
  })
}

async function send(
  own: Runtime,
  account: Account,
  { purpose, browser }: { readonly purpose: LinkPurpose; readonly browser: string },
): Promise<void> {
  const id = newId()
  const createdAt = own.clock.now()
  const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS)
  await own.database.asAuth(async (auth) => {
    await insertSignInLink(auth, {
      id,
      memberId: account.id,
      purpose,
      tokenHash: oneTimeHash(own.keyring, signInLinkToken(own.keyring, id)),
      browser: browserHash(own.keyring, browser),
      createdAt,
      expiresAt,
    })
  })
  await notifyMember(own, account, {
    kind: purpose === 'sign-in' ? 'sign_in_link' : 'password_link',
    linkId: id,
    expiresAt: expiresAt.toISOString(),
  })
}
