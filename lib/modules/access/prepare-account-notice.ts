import { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { languageOf, SOURCE_LANGUAGE } from '#lib/core/language.ts'
import { sayIn } from '#lib/core/words.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { bothKeyrings, type Keyring } from '#lib/infra/auth/keys.ts'
import { emailChangeToken, signInLinkToken, unlockToken } from '#lib/infra/auth/one-time-token.ts'
import { noticeMail, type AccountNotice, type NoticeMail } from './domain/account-notice.ts'
import { findNotice } from './notice-repository.ts'

const address = z.string().nullable()
const PLAIN_KINDS = [
  'password',
  'factor',
  'recovery_codes',
  'email_changed',
  'passkey_added',
  'passkey_removed',
  'recovery_code_used',
] as const
const endingRole = { role: z.string(), scopeName: z.string(), expiresAt: z.iso.datetime() }
const stored = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new_device'), device: z.string(), address, way: z.string() }),
  z.object({ kind: z.enum(PLAIN_KINDS), address }),
  z.object({ kind: z.literal('email_asked'), newEmail: z.string(), address }),
  z.object({ kind: z.literal('email_confirm'), changeId: z.string(), expiresAt: z.iso.datetime() }),
  z.object({
    kind: z.literal('account_locked'),
    unlockId: z.string(),
    expiresAt: z.iso.datetime(),
    address,
  }),
  z.object({ kind: z.literal('role_ending'), ...endingRole }),
  z.object({ kind: z.literal('role_renewal'), ...endingRole, holder: z.string() }),
  z.object({
    kind: z.literal('credential_ending'),
    what: z.enum(['source', 'scim_token']),
    credential: z.string(),
    scopeName: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  z.object({ kind: z.literal('sign_in_link'), linkId: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ kind: z.literal('password_link'), linkId: z.string(), expiresAt: z.iso.datetime() }),
])

/** Under which secret the hash of a link was made. */
const madeUnder = z.object({ keyId: z.string().optional() })

/** The mail of a notice that waits, with its address; null once it went out. For jobs; throws `not_found` for others. */
export async function prepareAccountNotice(
  ctx: RequestContext,
  { noticeId }: { readonly noticeId: string },
  own: Runtime = runtime(),
): Promise<(NoticeMail & { readonly to: string }) | null> {
  authorize(ctx, 'operator:write')
  if (ctx.scope.kind !== 'operator') throw notFound()
  const row = await ctx.db.read(async (tx) => await findNotice(tx, noticeId))
  if (row === null) throw notFound()
  if (row.sentAt !== null) return null
  const details: object = typeof row.details === 'object' && row.details !== null ? row.details : {}
  const keyring = keyringOf(own, madeUnder.parse(details).keyId)
  const notice = withLink({ ...own, keyring }, stored.parse({ ...details, kind: row.kind }))
  const { name, timeZone } = row.member
  const language = languageOf(row.member.language) ?? SOURCE_LANGUAGE
  const reader = { name, timeZone, language, say: sayIn(language) }
  const mail = noticeMail(notice, { ...reader, at: row.createdAt, publicUrl: own.publicUrl })
  return { ...mail, to: row.toEmail }
}

/** The notice as it is sent: the token of a link is made now, and stands in the mail alone. */
function withLink(own: Runtime, row: z.output<typeof stored>): AccountNotice {
  switch (row.kind) {
    case 'email_confirm':
      return linkTo(own, row, `/confirm-email#${emailChangeToken(own.keyring, row.changeId)}`)
    case 'sign_in_link':
      return linkTo(own, row, `/sign-in/link#${signInLinkToken(own.keyring, row.linkId)}`)
    case 'password_link':
      return linkTo(own, row, `/sign-in/password#${signInLinkToken(own.keyring, row.linkId)}`)
    case 'account_locked': {
      const link = `${own.publicUrl}/unlock#${unlockToken(own.keyring, row.unlockId)}`
      return { kind: row.kind, link, expiresAt: new Date(row.expiresAt), address: row.address }
    }
    case 'role_ending':
    case 'role_renewal':
    case 'credential_ending':
      return { ...row, expiresAt: new Date(row.expiresAt) }
    default:
      return row
  }
}

const linkTo = (
  own: Runtime,
  {
    kind,
    expiresAt,
  }: {
    readonly kind: 'email_confirm' | 'sign_in_link' | 'password_link'
    readonly expiresAt: string
  },
  path: string,
): AccountNotice => ({ kind, link: `${own.publicUrl}${path}`, expiresAt: new Date(expiresAt) })

/** The keys under which something was made, by the id of their wrapping key; the present ones when nothing is known. */
const keyringOf = ({ keyring }: Runtime, keyId: string | undefined): Keyring =>
  bothKeyrings(keyring).find(({ wrapping }) => wrapping[0].id === keyId) ?? keyring
