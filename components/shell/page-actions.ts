import type { IconName } from '#components/ui/icon-paths.ts'
import type { Permission } from '#lib/core/permissions.ts'

/** An action of a page: where it is done, and what a member needs for it. */
export interface PageAction {
  readonly title: string
  readonly href: string
  readonly icon: IconName
  readonly permission: Permission
}

/** What can be done on the pages, by the name of its button there. */
export const PAGE_ACTIONS: readonly PageAction[] = [
  { title: 'Open an incident', href: '/incidents', icon: 'incident', permission: 'incident:open' },
  { title: 'Acknowledge an incident', href: '/incidents', icon: 'tick', permission: 'incident:acknowledge' },
  { title: 'Resolve an incident', href: '/incidents', icon: 'tick', permission: 'incident:resolve' },
  { title: 'Write a rule', href: '/rules', icon: 'bell', permission: 'rule:write' },
  { title: 'Connect a source', href: '/sources', icon: 'plug', permission: 'source:create' },
  { title: 'Create an API key', href: '/sources', icon: 'key', permission: 'apikey:create' },
  { title: 'Invite a member', href: '/members', icon: 'people', permission: 'member:invite' },
  { title: 'Create a tenant', href: '/tenants', icon: 'box', permission: 'tenant:create' },
  { title: 'Suspend a tenant', href: '/tenants', icon: 'stop', permission: 'tenant:suspend' },
  { title: 'Decide a request', href: '/requests', icon: 'inbox', permission: 'request:approve' },
  { title: 'Verify the audit chain', href: '/audit', icon: 'chain', permission: 'audit:read' },
  { title: 'Export the audit chain', href: '/audit', icon: 'chain', permission: 'audit:export' },
  { title: 'Review who has access', href: '/access/review', icon: 'review', permission: 'access:review' },
  { title: 'Set how members sign in', href: '/sign-on', icon: 'key', permission: 'identity:write' },
]

/** Actions about the member alone. */
export const OWN_ACTIONS: readonly Omit<PageAction, 'permission'>[] = [
  { title: 'Change how you are paged', href: '/profile', icon: 'phone' },
  { title: 'Change your password', href: '/profile', icon: 'key' },
  { title: 'See where you are signed in', href: '/profile', icon: 'shield' },
]
