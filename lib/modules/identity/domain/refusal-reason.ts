/** Why a sign-on ended without a session, with what is answered; the sign-in page says it in the language of its reader. */
export const REFUSALS = {
  transaction:
    'This sign-in was not begun here, took longer than ten minutes, or was used already. Begin again.',
  browser: 'This sign-in was begun in another browser. Begin again in this one.',
  provider: 'This identity provider is not active. Ask an admin.',
  unconfirmed:
    'This identity provider waits for an admin whose role lasts to confirm it, so nobody was signed in. Tell one: the page Sign-on has the button.',
  unreachable: 'The identity provider could not be reached. Try again, and tell an admin when it stays away.',
  denied: 'The identity provider did not let you in. Begin again, or ask an admin.',
  answer:
    'The answer of the identity provider did not pass our checks, so nobody was signed in. Tell an admin.',
  email: 'The identity provider gave no verified e-mail address of yours. Ask an admin to have it send one.',
  domain:
    'Your e-mail address lies outside the domains that this identity provider may vouch for. Ask an admin.',
  elsewhere:
    'There is a member with your address who does not belong here. Ask an admin of this scope for an invitation first.',
  disabled: 'Your account is disabled. Ask an admin.',
  suspended:
    'Your organisation is suspended in this portal, so sign-on is closed and nobody was signed in. Nothing was deleted. Ask an admin: they were told why, and whom to ask.',
  groups: 'None of your groups at the identity provider gives access here. Ask an admin which one you need.',
} as const

/** Why a sign-on ended without a session. */
export type RefusalReason = keyof typeof REFUSALS

/** What the sign-in page has to say: why a sign-on failed, or that there is no other way in. */
export type SignOnNotice = RefusalReason | 'sign_on_only'

/** The notice that a reason in the address of the sign-in page asks for; null for none, `answer` for an unknown one. */
export function noticeOf(reason: string | undefined): SignOnNotice | null {
  if (reason === undefined) return null
  if (reason === 'sign_on_only') return reason
  return isRefusal(reason) ? reason : 'answer'
}

const isRefusal = (reason: string): reason is RefusalReason => Object.hasOwn(REFUSALS, reason)
