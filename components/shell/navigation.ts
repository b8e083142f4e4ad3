import type { IconName } from '#components/ui/icon-paths.ts'
import type { Permission } from '#lib/core/permissions.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** Where members sign in. */
export const SIGN_IN_PATH = '/sign-in'

/** A page of the sidebar. */
export interface NavigationItem {
  readonly href: string
  readonly label: string
  readonly icon: IconName
  /** What a member needs to see it. */
  readonly permission: Permission
}

/** Pages that belong together. */
export interface NavigationGroup {
  readonly label: string
  readonly items: readonly NavigationItem[]
}

const INCIDENTS: NavigationItem = {
  href: '/incidents',
  label: 'Incidents',
  icon: 'incident',
  permission: 'incident:read',
}
const SERVICES: NavigationItem = {
  href: '/services',
  label: 'Services',
  icon: 'pulse',
  permission: 'service:read',
}
const EXPLORE: NavigationItem = {
  href: '/explore',
  label: 'Explore',
  icon: 'search',
  permission: 'metrics:query',
}
const MATRIX: NavigationItem = {
  href: '/matrix',
  label: 'Health matrix',
  icon: 'matrix',
  permission: 'service:read',
}
const RULES: NavigationItem = { href: '/rules', label: 'Rules', icon: 'bell', permission: 'rule:read' }
const AUDIT: NavigationItem = {
  href: '/audit',
  label: 'Audit chain',
  icon: 'chain',
  permission: 'audit:read',
}
const REVIEW: NavigationItem = {
  href: '/access/review',
  label: 'Access review',
  icon: 'review',
  permission: 'access:review-read',
}
const SECURITY: NavigationItem = {
  href: '/security',
  label: 'Security events',
  icon: 'shield',
  permission: 'security:read',
}
const CANARIES: NavigationItem = {
  href: '/canaries',
  label: 'Canaries',
  icon: 'seal',
  permission: 'canary:read',
}
const HEALTH: NavigationItem = {
  href: '/health',
  label: 'Bailiwick itself',
  icon: 'bars',
  permission: 'service:read',
}
const ON_CALL: NavigationItem = {
  href: '/on-call',
  label: 'On call',
  icon: 'phone',
  permission: 'schedule:read',
}
const SOURCES: NavigationItem = {
  href: '/sources',
  label: 'Sources',
  icon: 'plug',
  permission: 'source:read',
}
const REQUESTS: NavigationItem = {
  href: '/requests',
  label: 'Requests',
  icon: 'inbox',
  permission: 'profile:read',
}
const MEMBERS: NavigationItem = {
  href: '/members',
  label: 'Members',
  icon: 'people',
  permission: 'member:read',
}
const ACCESS: NavigationItem = {
  href: '/access',
  label: 'Who may do what',
  icon: 'table',
  permission: 'access:read',
}
const PROVISIONING: NavigationItem = {
  href: '/provisioning',
  label: 'Provisioning',
  icon: 'card',
  permission: 'access:read',
}
const SIGN_ON: NavigationItem = { href: '/sign-on', label: 'Sign-on', icon: 'key', permission: 'access:read' }
const SETTINGS: NavigationItem = {
  href: '/settings',
  label: 'Settings',
  icon: 'sliders',
  permission: 'platform:read',
}
const FIRST_STEPS: NavigationItem = {
  href: '/first-steps',
  label: 'First steps',
  icon: 'list',
  permission: 'platform:create',
}
const TENANTS: NavigationItem = { href: '/tenants', label: 'Tenants', icon: 'box', permission: 'tenant:read' }
const LEAVE: NavigationItem = { ...TENANTS, label: 'Data and leaving', icon: 'exit' }

/** The member's own page; it stands in the account menu, not among the pages of a scope. */
export const PROFILE: NavigationItem = {
  href: '/profile',
  label: 'Profile',
  icon: 'person',
  permission: 'profile:read-own',
}

const HOME_LABELS = { operator: 'Fleet', platform: 'Platform', tenant: 'Home' } as const

const homeOf = (level: ScopeOption['kind']): NavigationItem => ({
  href: '/',
  label: HOME_LABELS[level],
  icon: 'fleet',
  permission: 'service:read',
})

/** Every page of the sidebar, whatever the scope. */
export const NAVIGATION: readonly NavigationItem[] = [
  homeOf('operator'),
  INCIDENTS,
  SERVICES,
  MATRIX,
  EXPLORE,
  RULES,
  AUDIT,
  CANARIES,
  HEALTH,
  SECURITY,
  REVIEW,
  ON_CALL,
  SOURCES,
  MEMBERS,
  ACCESS,
  SIGN_ON,
  REQUESTS,
  PROVISIONING,
  TENANTS,
  SETTINGS,
  FIRST_STEPS,
]

/** Whether the member may open the page at this path. */
export type MayOpen = (href: string) => boolean

/**
 * The groups of the sidebar: what to watch, what is proved, what is run; a tenant's own things are its account. Pages that
 * the member may not open are left out.
 */
export function navigationFor(level: ScopeOption['kind'], mayOpen: MayOpen): readonly NavigationGroup[] {
  const account = [SOURCES, MEMBERS, ACCESS, SIGN_ON, REQUESTS]
  const groups: readonly NavigationGroup[] = [
    {
      label: 'Watch',
      items: [homeOf(level), INCIDENTS, SERVICES, ...(level === 'tenant' ? [] : [MATRIX]), EXPLORE, RULES],
    },
    { label: 'Prove', items: [AUDIT, ...(level === 'operator' ? [CANARIES, HEALTH] : []), SECURITY, REVIEW] },
    level === 'tenant'
      ? { label: 'Account', items: [...account, PROVISIONING, LEAVE, SETTINGS] }
      : {
          label: 'Run',
          items: [
            ON_CALL,
            ...account,
            ...(level === 'platform' ? [PROVISIONING] : []),
            TENANTS,
            SETTINGS,
            ...(level === 'operator' ? [FIRST_STEPS] : []),
          ],
        },
  ]
  return groups.flatMap(({ label, items }) => {
    const open = items.filter(({ href }) => mayOpen(href))
    return open.length === 0 ? [] : [{ label, items: open }]
  })
}

/** The pages of the phone's bottom bar, at most four; the fifth place opens everything else. */
export function phoneNavigation(level: ScopeOption['kind'], mayOpen: MayOpen): readonly NavigationItem[] {
  const items = navigationFor(level, mayOpen).flatMap((group) => group.items)
  const wanted =
    level === 'tenant'
      ? ['/', '/incidents', '/sources', '/audit']
      : ['/', '/incidents', '/on-call', '/sources']
  // Whoever may not open one of them gets the next page in its place.
  const first = items.filter(({ href }) => wanted.includes(href))
  const rest = items.filter(({ href }) => !wanted.includes(href))
  return [...first, ...rest].slice(0, wanted.length)
}

/** Whether `pathname` is the page of this item or below it. */
export const isCurrent = (href: string, pathname: string): boolean =>
  isAt(href, pathname) &&
  // A page below another one may have a place of its own in the sidebar.
  !NAVIGATION.some((page) => page.href.startsWith(`${href}/`) && isAt(page.href, pathname))

const isAt = (href: string, pathname: string): boolean =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
