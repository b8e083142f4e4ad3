import type { Text } from '#components/language/use-text.ts'
import { parseScopeParam } from '#lib/core/scope.ts'
import { TIME_PARAM_NAMES } from '#lib/core/time-range.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** The option of this parameter, else the first, which is the widest one; null for a member without any scope. */
export const currentScope = (options: readonly ScopeOption[], param: string | null): ScopeOption | null =>
  options.find((option) => option.param === param) ?? options[0] ?? null

/**
 * A scope of the address whose name is not known yet, somewhere below `roots`; null for what is no scope, or when there are
 * none. Below one platform alone it belongs to that one.
 */
export function namelessScope(roots: readonly string[], param: string): ScopeOption | null {
  const ref = roots.length === 0 ? null : parseScopeParam(param)
  if (ref === null || ref.kind === 'operator') return null
  const [root = '', second] = roots
  const above = second === undefined && root.startsWith('platform:') ? root.replace('platform:', '') : null
  const platformId = ref.kind === 'platform' ? ref.id : above
  return { param, kind: ref.kind, name: '…', platformId, platformName: null }
}

/** What the switcher lists: recent ones first while nothing is typed, each scope once. */
export interface ShownScopes {
  readonly recent: readonly ScopeOption[]
  readonly others: readonly ScopeOption[]
}

/** Arranges what was brought along, what the server found for the text, and what was chosen before. */
export function shownScopes(parts: {
  readonly text: string
  readonly brought: readonly ScopeOption[]
  readonly found: readonly ScopeOption[]
  readonly recent: readonly ScopeOption[]
}): ShownScopes {
  const { text, brought, found, recent } = parts
  const each = new Map<string, ScopeOption>()
  for (const option of [...filterScopes(brought, text), ...found])
    if (!each.has(option.param)) each.set(option.param, option)
  const others = [...each.values()]
  // With a handful of them, all are in sight, and a second list of the same is in the way.
  const isFew = others.length <= FEW
  return { recent: text.trim() === '' && !isFew ? recent : [], others }
}

/** As many scopes as are seen without a look around. */
const FEW = 10

/** The two lines of the switcher: the level, and the name. */
export function scopeLines(
  t: Text<'shell'>,
  { kind, name, platformName }: ScopeOption,
): { readonly level: string; readonly name: string } {
  const isBelow = kind === 'tenant' && platformName !== null
  return { level: isBelow ? t('scopes.tenantOf', { platform: platformName }) : t(`scopes.${kind}`), name }
}

/** The options whose names contain every word of `text`, in any case. A platform's name finds its tenants too. */
export function filterScopes(options: readonly ScopeOption[], text: string): readonly ScopeOption[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return options.filter(({ name, platformName, kind }) => {
    const searched = `${name} ${platformName ?? ''} ${kind}`.toLowerCase()
    return words.every((word) => searched.includes(word))
  })
}

/** A path of this installation with the scope in its query; the rest of the query and the hash stay. */
export function hrefWithScope(href: string, scope: string | null): string {
  if (scope === null) return href
  const [beforeHash = '', hash] = href.split('#')
  const [path = '', search] = beforeHash.split('?')
  const query = new URLSearchParams(search)
  query.delete('scope')
  const rest = query.toString()
  const tail = `${rest === '' ? '' : `&${rest}`}${hash === undefined ? '' : `#${hash}`}`
  return `${path}?scope=${scope}${tail}`
}

/**
 * The address of a list with what narrows it, in this scope. Where nothing does, it says so: an address that says nothing
 * leads to the view that its reader chose to begin with, and whoever has just cleared a filter wants the list.
 */
export function listAddress(path: string, query: URLSearchParams, scope: string): string {
  const text = query.toString()
  return hrefWithScope(`${path}?${text === '' ? 'view=usual' : text}`, scope)
}

/** The same path with those of `names` that the address in view has and the path does not. */
export function hrefCarrying(href: string, search: URLSearchParams, names: readonly string[]): string {
  const [beforeHash = '', hash] = href.split('#')
  const [path = '', own = ''] = beforeHash.split('?')
  const query = new URLSearchParams(own)
  const carried = names.flatMap((name) => {
    const value = query.has(name) ? null : search.get(name)
    return value === null ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`]
  })
  const all = [...(own === '' ? [] : [own]), ...carried].join('&')
  return `${path}${all === '' ? '' : `?${all}`}${hash === undefined ? '' : `#${hash}`}`
}

/** Query parameters that mean the same in every scope. */
const KEPT = [...TIME_PARAM_NAMES, 'range']

/** Query parameters that narrow nothing by themselves. */
const NO_FILTER = ['scope', 'view']

/** Where a change of scope leads, and what of the old page does not come along. */
export interface ScopeSwitch {
  readonly href: string
  readonly dropped: 'item' | 'filters' | 'both' | null
}

/** Keeps page and time range; an object of the old scope gives way to its list, filters are dropped. */
export function switchScope(pathname: string, search: URLSearchParams, scope: string): ScopeSwitch {
  const [section = '', object] = pathname.split('/').filter((part) => part !== '')
  const kept = new URLSearchParams()
  let hasDroppedFilters = false
  for (const [name, value] of search) {
    if (KEPT.includes(name)) kept.set(name, value)
    else if (!NO_FILTER.includes(name)) hasDroppedFilters = true
  }
  const query = kept.toString()
  return {
    href: hrefWithScope(`/${section}${query === '' ? '' : `?${query}`}`, scope),
    dropped:
      object === undefined ? (hasDroppedFilters ? 'filters' : null) : hasDroppedFilters ? 'both' : 'item',
  }
}
