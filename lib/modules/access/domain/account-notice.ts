import { formatSeconds } from '#lib/core/duration.ts'

/** A role that ends: to its holder, or to somebody who may give it again. */
export type EndingRoleNotice = {
  readonly role: string
  readonly scopeName: string
  readonly expiresAt: Date
} & ({ readonly kind: 'role_ending' } | { readonly kind: 'role_renewal'; readonly holder: string })

/** A source or a provisioning token that ends: to whoever may make another one. */
export interface EndingCredentialNotice {
  readonly kind: 'credential_ending'
  readonly what: 'source' | 'scim_token'
  readonly credential: string
  readonly scopeName: string
  readonly expiresAt: Date
}

/** What happened to an account that its member is told by mail. */
export type AccountNotice =
  | {
      readonly kind: 'new_device'
      readonly device: string
      readonly address: string | null
      readonly way: string
    }
  | {
      readonly kind:
        | 'password'
        | 'factor'
        | 'recovery_codes'
        | 'email_changed'
        | 'passkey_added'
        | 'passkey_removed'
        | 'recovery_code_used'
      readonly address: string | null
    }
  | EndingRoleNotice
  | EndingCredentialNotice
  | { readonly kind: 'email_asked'; readonly newEmail: string; readonly address: string | null }
  | {
      readonly kind: 'email_confirm' | 'sign_in_link' | 'password_link'
      readonly link: string
      readonly expiresAt: Date
    }
  | {
      readonly kind: 'account_locked'
      readonly link: string
      readonly expiresAt: Date
      readonly address: string | null
    }

/** Whom a notice goes to, and where it leads. */
export interface NoticeParts {
  readonly name: string
  readonly timeZone: string
  readonly at: Date
  /** Address of the installation. */
  readonly publicUrl: string
}

/** Subject and text of a mail. */
export interface NoticeMail {
  readonly subject: string
  readonly text: string
}

const timeIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(at)

const SUBJECTS: Record<AccountNotice['kind'], string> = {
  new_device: 'New sign-in to Bailiwick',
  password: 'Your Bailiwick password was changed',
  factor: 'Your Bailiwick second factor was changed',
  recovery_codes: 'Your Bailiwick recovery codes were replaced',
  passkey_added: 'A passkey was added to your Bailiwick account',
  passkey_removed: 'A passkey was removed from your Bailiwick account',
  recovery_code_used: 'A recovery code of yours was used in Bailiwick',
  email_asked: 'A new e-mail address was asked for in Bailiwick',
  email_confirm: 'Confirm your new e-mail address in Bailiwick',
  account_locked: 'Your Bailiwick account is locked for an hour',
  email_changed: 'Your Bailiwick e-mail address was changed',
  sign_in_link: 'Your link to sign in to Bailiwick',
  password_link: 'Your link to set a new Bailiwick password',
  role_ending: 'A role of yours in Bailiwick ends soon',
  credential_ending: 'A credential in Bailiwick ends soon',
  role_renewal: 'A role that you may renew in Bailiwick ends soon',
}

const from = (address: string | null): string => (address === null ? '' : `, from the address ${address}`)

type LinkNotice = Extract<AccountNotice, { link: string }>

/** What a link is for, and the link in a line of its own. */
function linkLines(notice: LinkNotice, { at, timeZone }: NoticeParts): readonly string[] {
  const { kind, link } = notice
  const until = timeIn(notice.expiresAt, timeZone)
  if (kind === 'email_confirm') {
    return [
      `this address was named as your new one. Follow this link before ${until} to make it so:`,
      '',
      link,
    ]
  }
  if (notice.kind === 'account_locked') {
    return [
      `somebody typed a wrong password or code at your account too often, the last time on ${timeIn(at, timeZone)}${from(notice.address)}. It is locked for an hour. Sessions that are open stay open, and you can sign in on devices on which you did so before.`,
      '',
      `To sign in elsewhere now, open your account by this link. It works once, until ${until}:`,
      '',
      link,
    ]
  }
  const aim = kind === 'sign_in_link' ? 'sign in' : 'set a new password'
  return [
    `you asked for a link to ${aim}. It works once, until ${until}, in the browser in which you asked:`,
    '',
    link,
    '',
    'Nobody of ours asks for this link. Do not pass it on.',
  ]
}

const isEndingRole = (notice: AccountNotice): notice is EndingRoleNotice =>
  notice.kind === 'role_ending' || notice.kind === 'role_renewal'

/** Which role ends when, and what to do when it is still needed. */
function endingRoleLines(
  notice: EndingRoleNotice,
  { at, timeZone, publicUrl }: NoticeParts,
): readonly string[] {
  const { role, scopeName, expiresAt } = notice
  const left = formatSeconds((expiresAt.getTime() - at.getTime()) / 1000)
  const facts = [
    `  Role   ${role.replaceAll('_', ' ')}`,
    `  Scope  ${scopeName}`,
    `  End    ${timeIn(expiresAt, timeZone)}, ${left} from this mail`,
  ]
  return notice.kind === 'role_ending'
    ? [
        'a role that you hold was given to you until a moment, which comes soon:',
        '',
        ...facts,
        '',
        'From then on it opens nothing. If you still need it, ask whoever gives roles in this scope.',
      ]
    : [
        'a role that you may give ends soon:',
        '',
        `  Member ${notice.holder}`,
        ...facts,
        '',
        `If it is still needed, give the same role again with a later end: ${publicUrl}/members`,
      ]
}

/** Which credential ends when, what stops then, and where another one is made. */
function endingCredentialLines(
  { what, credential, scopeName, expiresAt }: EndingCredentialNotice,
  { at, timeZone, publicUrl }: NoticeParts,
): readonly string[] {
  const isSource = what === 'source'
  const left = formatSeconds((expiresAt.getTime() - at.getTime()) / 1000)
  return [
    `a credential ends by itself, and ${isSource ? 'what sends with it is refused from then on' : 'its identity provider keeps nobody in step from then on'}:`,
    '',
    `  ${isSource ? 'Source' : 'Token '} ${credential}`,
    `  Scope  ${scopeName}`,
    `  End    ${timeIn(expiresAt, timeZone)}, ${left} from this mail`,
    '',
    `If it is still needed, make another one before: ${publicUrl}/${isSource ? 'sources' : 'provisioning'}`,
  ]
}

function whatHappened(
  notice: Exclude<AccountNotice, LinkNotice | EndingRoleNotice | EndingCredentialNotice>,
  parts: NoticeParts,
): readonly string[] {
  const at = timeIn(parts.at, parts.timeZone)
  switch (notice.kind) {
    case 'new_device':
      return [
        `somebody signed in to your account from a device or a network that was not seen before:`,
        '',
        `  Device   ${notice.device}`,
        `  Address  ${notice.address ?? 'not known'}`,
        `  By       ${notice.way}`,
        `  Time     ${at}`,
      ]
    case 'password':
      return [
        `your password was changed on ${at}${from(notice.address)}. Every other session of yours ended.`,
      ]
    case 'factor':
      return [
        `your second factor was changed on ${at}${from(notice.address)}. Earlier recovery codes are worth nothing any more, and every other session of yours ended.`,
      ]
    case 'recovery_codes':
      return [
        `new recovery codes were made for your account on ${at}${from(notice.address)}. The earlier ones are worth nothing any more.`,
      ]
    case 'passkey_added':
      return [
        `a passkey was added to your account on ${at}${from(notice.address)}. Whoever holds it can sign in as you. Every other session of yours ended.`,
      ]
    case 'passkey_removed':
      return [
        `a passkey was removed from your account on ${at}${from(notice.address)}; it is refused from now on. Every other session of yours ended.`,
      ]
    case 'recovery_code_used':
      return [
        `one of your recovery codes was used in place of your second factor on ${at}${from(notice.address)}. It does not work again.`,
      ]
    case 'email_asked':
      return [
        `on ${at}${from(notice.address)} it was asked to change your address to ${notice.newEmail}. It changes once the link is followed that went there.`,
      ]
    case 'email_changed':
      return [
        `on ${at}${from(notice.address)} your address was changed. You sign in with the new one from now on.`,
      ]
  }
}

/** The mail of a notice. Values of requests stand alone in their lines, and the text is no markup. */
export function noticeMail(notice: AccountNotice, parts: NoticeParts): NoticeMail {
  if (isEndingRole(notice) || notice.kind === 'credential_ending') {
    const lines = isEndingRole(notice) ? endingRoleLines(notice, parts) : endingCredentialLines(notice, parts)
    const text = [`${parts.name},`, '', ...lines, '', 'If not, there is nothing to do.']
    return { subject: SUBJECTS[notice.kind], text: text.join('\n') }
  }
  const closing =
    'link' in notice
      ? 'If you did not ask for it, do nothing: the link ends by itself.'
      : `If this was you, there is nothing to do. If not, end your sessions and change your password now: ${parts.publicUrl}/profile`
  const lines = 'link' in notice ? linkLines(notice, parts) : whatHappened(notice, parts)
  const text = [`${parts.name},`, '', ...lines, '', closing].join('\n')
  return { subject: SUBJECTS[notice.kind], text }
}
