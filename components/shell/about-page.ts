import type { Messages } from '#components/language/english.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { isCurrent, NAVIGATION, navigationFor, PROFILE, type NavigationItem } from './navigation.ts'

/** A page that is explained, by the name of its texts. */
export type ExplainedPage = keyof Messages['about']['page']

/** A page as it is explained: by its texts, and by the page of the sidebar to which it belongs. */
export interface AboutPage {
  readonly name: ExplainedPage
  readonly item: NavigationItem
  /** Whether it is that page itself, and not one below it. */
  readonly isItself: boolean
}

/** Pages below one of the sidebar that answer something else. */
const BELOW: Readonly<Record<string, ExplainedPage>> = {
  '/incidents': 'incident',
  '/services': 'service',
  '/requests': 'request',
  '/audit': 'witnesses',
}

/** The page at this path as it is explained in a scope of this level; null where nothing of ours stands. */
export function aboutPage(pathname: string, level: ScopeOption['kind']): AboutPage | null {
  // The sidebar of the level knows what a page is called there; a page that it leaves out still stands at its address.
  const ofLevel = navigationFor(level, () => true).flatMap(({ items }) => items)
  const item = [...ofLevel, ...NAVIGATION, PROFILE].find(({ href }) => isCurrent(href, pathname))
  if (item === undefined) return null
  const isItself = item.href === pathname
  return { name: isItself ? item.name : (BELOW[item.href] ?? item.name), item, isItself }
}
