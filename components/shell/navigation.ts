import type { Messages } from '#components/language/english.ts'
import type { IconName } from '#components/ui/icon-paths.ts'
import type { Permission } from '#lib/core/permissions.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** Where members sign in. */
export const SIGN_IN_PATH = '/sign-in'

/** A page, by the name of its text. */
export type PageName = keyof Messages['shell']['page']

/** A page of the sidebar. */
export interface NavigationItem {
  readonly href: string
  /** Its label is the text `page.<name>`. */
  readonly name: PageName
  readonly icon: IconName
  /** What a member needs to see it. */
  readonly permission: Permission
  /** Another permission with which it is seen as well. */
  readonly orPermission?: Permission
}

/** Pages that belong together. */
export interface NavigationGroup {
  /** Its label is the text `group.<name>`. */
  readonly name: 'watch' | 'prove' | 'account' | 'run'
  readonly items: readonly NavigationItem[]
}

const INCIDENTS: NavigationItem = {
  href: '/incidents',
  name: 'incidents',
  icon: 'incident',
  permission: 'incident:read',
}
const SERVICES: NavigationItem = {
  href: '/services',
  name: 'services',
  icon: 'pulse',
  permission: 'service:read',
}
const EXPLORE: NavigationItem = {
  href: '/explore',
  name: 'explore',
  icon: 'search',
  permission: 'metrics:query',
}
const MATRIX: NavigationItem = {
  href: '/matrix',
  name: 'matrix',
  icon: 'matrix',
  permission: 'service:read',
}
const RULES: NavigationItem = { href: '/rules', name: 'rules', icon: 'bell', permission: 'rule:read' }
const AUDIT: NavigationItem = {
  href: '/audit',
  name: 'audit',
  icon: 'chain',
  permission: 'audit:read',
}
const REVIEW: NavigationItem = {
  href: '/access/review',
  name: 'review',
  icon: 'review',
  permission: 'access:review-read',
}
const SECURITY: NavigationItem = {
  href: '/security',
  name: 'security',
  icon: 'shield',
  permission: 'security:read',
}
const CANARIES: NavigationItem = {
  href: '/canaries',
  name: 'canaries',
  icon: 'seal',
  permission: 'canary:read',
}
const HEALTH: NavigationItem = {
  href: '/health',
  name: 'health',
  icon: 'bars',
  permission: 'service:read',
}
const ON_CALL: NavigationItem = {
  href: '/on-call',
  name: 'onCall',
  icon: 'phone',
  permission: 'schedule:read',
}
const SOURCES: NavigationItem = {
  href: '/sources',
  name: 'sources',
  icon: 'plug',
  permission: 'source:read',
}
const REQUESTS: NavigationItem = {
  href: '/requests',
  name: 'requests',
  icon: 'inbox',
  permission: 'profile:read',
}
const MEMBERS: NavigationItem = {
  href: '/members',
  name: 'members',
  icon: 'people',
  permission: 'member:read',
}
const API_KEYS: NavigationItem = {
  href: '/api-keys',
  name: 'apiKeys',
  icon: 'key',
  // Whoever makes keys sees their own, whoever reads access sees them all.
  permission: 'apikey:create',
  orPermission: 'access:read',
}
const ACCESS: NavigationItem = {
  href: '/access',
  name: 'access',
  icon: 'table',
  permission: 'access:read',
}
const PROVISIONING: NavigationItem = {
  href: '/provisioning',
  name: 'provisioning',
  icon: 'card',
  permission: 'access:read',
}
const SIGN_ON: NavigationItem = { href: '/sign-on', name: 'signOn', icon: 'globe', permission: 'access:read' }
const SETTINGS: NavigationItem = {
  href: '/settings',
  name: 'settings',
  icon: 'sliders',
  permission: 'platform:read',
}
const FIRST_STEPS: NavigationItem = {
  href: '/first-steps',
  name: 'firstSteps',
  icon: 'list',
  permission: 'platform:create',
}
const TENANTS: NavigationItem = { href: '/tenants', name: 'tenants', icon: 'box', permission: 'tenant:read' }
const LEAVE: NavigationItem = { ...TENANTS, name: 'leaving', icon: 'exit' }

/** The member's own page; it stands in the account menu, not among the pages of a scope. */
export const PROFILE: NavigationItem = {
  href: '/profile',
  name: 'profile',
  icon: 'person',
  permission: 'profile:read-own',
}

const HOMES = { operator: 'fleet', platform: 'platform', tenant: 'home' } as const

const homeOf = (level: ScopeOption['kind']): NavigationItem => ({
  href: '/',
  name: HOMES[level],
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
  API_KEYS,
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
  const account = [SOURCES, MEMBERS, API_KEYS, ACCESS, SIGN_ON, REQUESTS]
  const groups: readonly NavigationGroup[] = [
    {
      name: 'watch',
      items: [homeOf(level), INCIDENTS, SERVICES, ...(level === 'tenant' ? [] : [MATRIX]), EXPLORE, RULES],
    },
    { name: 'prove', items: [AUDIT, ...(level === 'operator' ? [CANARIES, HEALTH] : []), SECURITY, REVIEW] },
    level === 'tenant'
      ? { name: 'account', items: [...account, PROVISIONING, LEAVE, SETTINGS] }
      : {
          name: 'run',
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
  return groups.flatMap(({ name, items }) => {
    const open = items.filter(({ href }) => mayOpen(href))
    return open.length === 0 ? [] : [{ name, items: open }]
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
