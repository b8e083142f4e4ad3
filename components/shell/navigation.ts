import type { IconName } from '#components/ui/icon-paths.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** Where members sign in. */
export const SIGN_IN_PATH = '/sign-in'

/** A page of the sidebar. */
export interface NavigationItem {
  readonly href: string
  readonly label: string
  readonly icon: IconName
}

/** Pages that belong together. */
export interface NavigationGroup {
  readonly label: string
  readonly items: readonly NavigationItem[]
}

const INCIDENTS: NavigationItem = { href: '/incidents', label: 'Incidents', icon: 'incident' }
const SERVICES: NavigationItem = { href: '/services', label: 'Services', icon: 'pulse' }
const RULES: NavigationItem = { href: '/rules', label: 'Rules', icon: 'bell' }
const AUDIT: NavigationItem = { href: '/audit', label: 'Audit chain', icon: 'chain' }
const SECURITY: NavigationItem = { href: '/security', label: 'Security events', icon: 'key' }
const CANARIES: NavigationItem = { href: '/canaries', label: 'Canaries', icon: 'seal' }
const ON_CALL: NavigationItem = { href: '/on-call', label: 'On call', icon: 'phone' }
const SOURCES: NavigationItem = { href: '/sources', label: 'Sources', icon: 'plug' }
const REQUESTS: NavigationItem = { href: '/requests', label: 'Requests', icon: 'tick' }
const MEMBERS: NavigationItem = { href: '/members', label: 'Members', icon: 'person' }
const ACCESS: NavigationItem = { href: '/access', label: 'Who may do what', icon: 'key' }
const PROVISIONING: NavigationItem = { href: '/provisioning', label: 'Provisioning', icon: 'change' }

const SIGN_ON: NavigationItem = { href: '/sign-on', label: 'Sign-on', icon: 'key' }
const TENANTS: NavigationItem = { href: '/tenants', label: 'Tenants', icon: 'box' }
const LEAVE: NavigationItem = { href: '/tenants', label: 'Data and leaving', icon: 'exit' }

/** The member's own page; it stands in the account menu, not among the pages of a scope. */
export const PROFILE: NavigationItem = { href: '/profile', label: 'Profile', icon: 'person' }

const HOME_LABELS = { operator: 'Fleet', platform: 'Platform', tenant: 'Home' } as const

/** The groups of the sidebar: what to watch, what is proved, what is run; a tenant's own things are its account. */
export function navigationFor(level: ScopeOption['kind']): readonly NavigationGroup[] {
  const home: NavigationItem = { href: '/', label: HOME_LABELS[level], icon: 'fleet' }
  const watch: NavigationGroup = { label: 'Watch', items: [home, INCIDENTS, SERVICES, RULES] }
  const proved = level === 'operator' ? [AUDIT, CANARIES, SECURITY] : [AUDIT, SECURITY]
  const prove: NavigationGroup = { label: 'Prove', items: proved }
  return level === 'tenant'
    ? [
        watch,
        prove,
        { label: 'Account', items: [SOURCES, MEMBERS, ACCESS, SIGN_ON, REQUESTS, PROVISIONING, LEAVE] },
      ]
    : [
        watch,
        prove,
        {
          label: 'Run',
          items: [
            ON_CALL,
            SOURCES,
            MEMBERS,
            ACCESS,
            SIGN_ON,
            REQUESTS,
            ...(level === 'platform' ? [PROVISIONING] : []),
            TENANTS,
          ],
        },
      ]
}

/** The four pages of the phone's bottom bar; the fifth place opens everything else. */
export function phoneNavigation(level: ScopeOption['kind']): readonly NavigationItem[] {
  const items = navigationFor(level).flatMap((group) => group.items)
  const wanted =
    level === 'tenant'
      ? ['/', '/incidents', '/sources', '/audit']
      : ['/', '/incidents', '/on-call', '/sources']
  return items.filter(({ href }) => wanted.includes(href))
}

/** Whether `pathname` is the page of this item or below it. */
export const isCurrent = (href: string, pathname: string): boolean =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)

/** The letters that stand for a member: of the first and the last word of the name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toUpperCase()
}

/** The first code point, which can be two units long. */
const firstLetter = (word: string): string => {
  const point = word.codePointAt(0)
  return point === undefined ? '' : String.fromCodePoint(point)
}
