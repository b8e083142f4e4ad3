import type { SessionKind } from '#lib/core/session-limits.ts'

/** The groups of members with session limits of their own, in words. */
export const SESSION_KIND_WORDS: Readonly<
  Record<SessionKind, { readonly name: string; readonly who: string }>
> = {
  admin: { name: 'Admins', who: 'Whoever holds an admin role, whatever else they hold' },
  on_call: { name: 'On call', who: 'Whoever holds the role on call and no admin role' },
  other: { name: 'Everybody else', who: 'All other roles' },
}
