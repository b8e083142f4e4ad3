import type { Messages } from '#components/language/english.ts'
import type { IconName } from '#components/ui/icon-paths.ts'
import type { Permission } from '#lib/core/permissions.ts'

/** An action, by the name of its text. */
export type ActionName = keyof Messages['shell']['action']

/** An action of a page: where it is done, and what a member needs for it. */
export interface PageAction {
  /** Its title, the name of its button there, is the text `action.<name>`. */
  readonly name: ActionName
  /** The page; with `do=<name>` where its form stands open as soon as the page does. */
  readonly href: string
  readonly icon: IconName
  readonly permission: Permission
}

/** What can be done on the pages. */
export const PAGE_ACTIONS: readonly PageAction[] = [
  { name: 'openIncident', href: '/incidents?do=openIncident', icon: 'incident', permission: 'incident:open' },
  { name: 'acknowledge', href: '/incidents', icon: 'tick', permission: 'incident:acknowledge' },
  { name: 'resolve', href: '/incidents', icon: 'tick', permission: 'incident:resolve' },
  { name: 'writeRule', href: '/rules?do=writeRule', icon: 'bell', permission: 'rule:write' },
  { name: 'connectSource', href: '/sources?do=connectSource', icon: 'plug', permission: 'source:create' },
  { name: 'createKey', href: '/api-keys?do=createKey', icon: 'key', permission: 'apikey:create' },
  { name: 'inviteMember', href: '/members?do=inviteMember', icon: 'people', permission: 'member:invite' },
  { name: 'createTenant', href: '/tenants', icon: 'box', permission: 'tenant:create' },
  { name: 'suspendTenant', href: '/tenants', icon: 'stop', permission: 'tenant:suspend' },
  { name: 'decideRequest', href: '/requests', icon: 'inbox', permission: 'request:approve' },
  { name: 'verifyAudit', href: '/audit', icon: 'chain', permission: 'audit:read' },
  { name: 'exportAudit', href: '/audit', icon: 'chain', permission: 'audit:export' },
  { name: 'reviewAccess', href: '/access/review', icon: 'review', permission: 'access:review' },
  { name: 'setSignIn', href: '/sign-on', icon: 'key', permission: 'identity:write' },
]

/** Actions about the member alone. */
export const OWN_ACTIONS: readonly Omit<PageAction, 'permission'>[] = [
  { name: 'changePaging', href: '/profile', icon: 'phone' },
  { name: 'changePassword', href: '/profile', icon: 'key' },
  { name: 'seeSessions', href: '/profile', icon: 'shield' },
]

/** What `do=` of an address can ask for on this page. */
export const askableOn = (path: string): readonly string[] =>
  PAGE_ACTIONS.filter(({ name, href }) => href === `${path}?do=${name}`).map(({ name }) => name)
