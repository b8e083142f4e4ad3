import type { Messages } from '#components/language/english.ts'
import type { IconName } from '#components/ui/icon-paths.ts'
import type { Permission } from '#lib/core/permissions.ts'

/** An action, by the name of its text. */
export type ActionName = keyof Messages['shell']['action']

/** An action of a page: where it is done, and what a member needs for it. */
export interface PageAction {
  /** Its title, the name of its button there, is the text `action.<name>`. */
  readonly name: ActionName
  /** The page. */
  readonly href: string
  /** Whether `do=<name>` of the address opens its form there. */
  readonly isAsked?: boolean
  readonly icon: IconName
  readonly permission: Permission
}

/** What can be done on the pages. */
export const PAGE_ACTIONS: readonly PageAction[] = [
  { name: 'openIncident', href: '/incidents', icon: 'incident', permission: 'incident:open', isAsked: true },
  { name: 'acknowledge', href: '/incidents', icon: 'tick', permission: 'incident:acknowledge' },
  { name: 'resolve', href: '/incidents', icon: 'tick', permission: 'incident:resolve' },
  { name: 'postUpdate', href: '/incidents', icon: 'person', permission: 'incident:comment' },
  { name: 'escalate', href: '/incidents', icon: 'bell', permission: 'incident:write' },
  { name: 'writeRule', href: '/rules', icon: 'bell', permission: 'rule:write', isAsked: true },
  { name: 'connectSource', href: '/sources', icon: 'plug', permission: 'source:create', isAsked: true },
  { name: 'createKey', href: '/api-keys', icon: 'key', permission: 'apikey:create', isAsked: true },
  { name: 'inviteMember', href: '/members', icon: 'people', permission: 'member:invite', isAsked: true },
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
  PAGE_ACTIONS.filter(({ href, isAsked }) => href === path && isAsked === true).map(({ name }) => name)

/** Where an act is begun. */
export const actHref = ({ name, href, isAsked }: Pick<PageAction, 'name' | 'href' | 'isAsked'>): string =>
  isAsked === true ? `${href}?do=${name}` : href
