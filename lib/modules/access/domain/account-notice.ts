import { formatSeconds } from '#lib/core/duration.ts'
import type { Language } from '#lib/core/language.ts'
import { roleName } from '#lib/core/role-name.ts'
import type { PlainText, Say } from '#lib/core/say.ts'

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
  /** What the member chose, and how it is said. */
  readonly language: Language
  readonly say: Say
  readonly at: Date
  /** Address of the installation. */
  readonly publicUrl: string
}

/** Subject and text of a mail. */
export interface NoticeMail {
  readonly subject: string
  readonly text: string
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ms: 'ms-MY' }

const timeIn = (at: Date, { timeZone, language }: NoticeParts): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'long',
    hourCycle: 'h23',
  }).format(at)

/** Labels and values below each other. Values of requests stand alone in their lines. */
function factLines(facts: readonly (readonly [string, string])[]): readonly string[] {
  const longest = Math.max(...facts.map(([label]) => label.length))
  const width = longest > 6 ? longest + 2 : 7
  return facts.map(([label, value]) => `  ${label.padEnd(width)}${value}`)
}

const SUBJECTS: Record<AccountNotice['kind'], PlainText> = {
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

/** From where, with a comma before it; nothing where it is not known. */
const from = (address: string | null, say: Say): string =>
  address === null ? '' : say(', from the address {address}', { address })

type LinkNotice = Extract<AccountNotice, { link: string }>

/** What a link is for, and the link in a line of its own. */
function linkLines(notice: LinkNotice, parts: NoticeParts): readonly string[] {
  const { kind, link } = notice
  const { say } = parts
  const until = timeIn(notice.expiresAt, parts)
  if (kind === 'email_confirm') {
    return [
      say('this address was named as your new one. Follow this link before {until} to make it so:', {
        until,
      }),
      '',
      link,
    ]
  }
  if (notice.kind === 'account_locked') {
    return [
      say(
        'somebody typed a wrong password or code at your account too often, the last time on {time}{from}. It is locked for an hour. Sessions that are open stay open, and you can sign in on devices on which you did so before.',
        { time: timeIn(parts.at, parts), from: from(notice.address, say) },
      ),
      '',
      say('To sign in elsewhere now, open your account by this link. It works once, until {until}:', {
        until,
      }),
      '',
      link,
    ]
  }
  return [
    kind === 'sign_in_link'
      ? say(
          'you asked for a link to sign in. It works once, until {until}, in the browser in which you asked:',
          { until },
        )
      : say(
          'you asked for a link to set a new password. It works once, until {until}, in the browser in which you asked:',
          { until },
        ),
    '',
    link,
    '',
    say('Nobody of ours asks for this link. Do not pass it on.'),
  ]
}

const isEndingRole = (notice: AccountNotice): notice is EndingRoleNotice =>
  notice.kind === 'role_ending' || notice.kind === 'role_renewal'

/** When something ends, and how long after the mail. */
const endOf = (expiresAt: Date, parts: NoticeParts): string =>
  parts.say('{time}, {span} from this mail', {
    time: timeIn(expiresAt, parts),
    span: formatSeconds((expiresAt.getTime() - parts.at.getTime()) / 1000),
  })

/** Which role ends when, and what to do when it is still needed. */
function endingRoleLines(notice: EndingRoleNotice, parts: NoticeParts): readonly string[] {
  const { say, publicUrl } = parts
  const facts = [
    [say('Role'), roleName(say, notice.role)],
    [say('Scope'), notice.scopeName],
    [say('End'), endOf(notice.expiresAt, parts)],
  ] as const
  return notice.kind === 'role_ending'
    ? [
        say('a role that you hold was given to you until a moment, which comes soon:'),
        '',
        ...factLines(facts),
        '',
        say('From then on it opens nothing. If you still need it, ask whoever gives roles in this scope.'),
      ]
    : [
        say('a role that you may give ends soon:'),
        '',
        ...factLines([[say('Member'), notice.holder], ...facts]),
        '',
        say('If it is still needed, give the same role again with a later end: {address}', {
          address: `${publicUrl}/members`,
        }),
      ]
}

/** Which credential ends when, what stops then, and where another one is made. */
function endingCredentialLines(notice: EndingCredentialNotice, parts: NoticeParts): readonly string[] {
  const { say, publicUrl } = parts
  const isSource = notice.what === 'source'
  return [
    isSource
      ? say('a credential ends by itself, and what sends with it is refused from then on:')
      : say('a credential ends by itself, and its identity provider keeps nobody in step from then on:'),
    '',
    ...factLines([
      [isSource ? say('Source') : say('Token'), notice.credential],
      [say('Scope'), notice.scopeName],
      [say('End'), endOf(notice.expiresAt, parts)],
    ]),
    '',
    say('If it is still needed, make another one before: {address}', {
      address: `${publicUrl}/${isSource ? 'sources' : 'provisioning'}`,
    }),
  ]
}

type HappenedNotice = Exclude<AccountNotice, LinkNotice | EndingRoleNotice | EndingCredentialNotice>

/** What happened, with its moment and from where; of what needs nothing else. */
const HAPPENED = {
  password: 'your password was changed on {time}{from}. Every other session of yours ended.',
  factor:
    'your second factor was changed on {time}{from}. Earlier recovery codes are worth nothing any more, and every other session of yours ended.',
  recovery_codes:
    'new recovery codes were made for your account on {time}{from}. The earlier ones are worth nothing any more.',
  passkey_added:
    'a passkey was added to your account on {time}{from}. Whoever holds it can sign in as you. Every other session of yours ended.',
  passkey_removed:
    'a passkey was removed from your account on {time}{from}; it is refused from now on. Every other session of yours ended.',
  recovery_code_used:
    'one of your recovery codes was used in place of your second factor on {time}{from}. It does not work again.',
  email_changed: 'on {time}{from} your address was changed. You sign in with the new one from now on.',
} as const

function whatHappened(notice: HappenedNotice, parts: NoticeParts): readonly string[] {
  const { say } = parts
  const time = timeIn(parts.at, parts)
  if (notice.kind === 'new_device')
    return [
      say('somebody signed in to your account from a device or a network that was not seen before:'),
      '',
      ...factLines([
        [say('Device'), notice.device],
        [say('Address'), notice.address ?? say('not known')],
        [say('By'), notice.way],
        [say('Time'), time],
      ]),
    ]
  const at = { time, from: from(notice.address, say) }
  if (notice.kind === 'email_asked')
    return [
      say(
        'on {time}{from} it was asked to change your address to {address}. It changes once the link is followed that went there.',
        { ...at, address: notice.newEmail },
      ),
    ]
  return [say(HAPPENED[notice.kind], at)]
}

/** The mail of a notice. Values of requests stand alone in their lines, and the text is no markup. */
export function noticeMail(notice: AccountNotice, parts: NoticeParts): NoticeMail {
  const { say } = parts
  const subject = say(SUBJECTS[notice.kind])
  if (isEndingRole(notice) || notice.kind === 'credential_ending') {
    const lines = isEndingRole(notice) ? endingRoleLines(notice, parts) : endingCredentialLines(notice, parts)
    const text = [`${parts.name},`, '', ...lines, '', say('If not, there is nothing to do.')]
    return { subject, text: text.join('\n') }
  }
  const closing =
    'link' in notice
      ? say('If you did not ask for it, do nothing: the link ends by itself.')
      : say(
          'If this was you, there is nothing to do. If not, end your sessions and change your password now: {address}',
          { address: `${parts.publicUrl}/profile` },
        )
  const lines = 'link' in notice ? linkLines(notice, parts) : whatHappened(notice, parts)
  const text = [`${parts.name},`, '', ...lines, '', closing].join('\n')
  return { subject, text }
}
