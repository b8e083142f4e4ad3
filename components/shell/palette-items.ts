import type { Text } from '#components/language/use-text.ts'
import type { IconName } from '#components/ui/icon-paths.ts'
import type { SearchOutput } from '#lib/modules/dashboards/schemas.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { actHref, type PageAction } from './page-actions.ts'
import { filterScopes, scopeLines } from './scopes.ts'
import type { CommandName } from './shell-commands.tsx'

/** What choosing a line of the palette does: it opens an address, changes the scope, or runs a command of the page. */
export type PaletteAct =
  | { readonly kind: 'open'; readonly href: string }
  | { readonly kind: 'scope'; readonly option: ScopeOption }
  | { readonly kind: 'command'; readonly name: CommandName }

/** A line of the palette. */
export interface PaletteItem {
  /** Unique, and the same each time. */
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly icon: IconName
  readonly act: PaletteAct
}

/** Lines that belong together. */
export interface PaletteGroup {
  /** Its label is the text `palette.group.<name>`. */
  readonly name: 'recent' | 'pages' | 'actions' | 'scopes' | SearchOutput['results'][number]['kind']
  readonly items: readonly PaletteItem[]
}

/** Commands of the shell with the key that does the same; their titles are the texts `command.<name>`. */
export const COMMANDS: Readonly<Record<CommandName, { readonly key: string; readonly icon: IconName }>> = {
  palette: { key: 'Ctrl K', icon: 'search' },
  keys: { key: '?', icon: 'list' },
  scope: { key: 'G S', icon: 'box' },
  inbox: { key: 'G N', icon: 'inbox' },
  news: { key: 'G W', icon: 'page' },
  about: { key: 'G X', icon: 'book' },
  'time-range': { key: 'T', icon: 'clock' },
  'step-back': { key: ',', icon: 'left' },
  'step-on': { key: '.', icon: 'right' },
  'back-to-live': { key: '', icon: 'play' },
  pause: { key: 'L', icon: 'pause' },
  theme: { key: '\\', icon: 'sun' },
  acknowledge: { key: 'A', icon: 'tick' },
  resolve: { key: 'R', icon: 'tick' },
  update: { key: 'U', icon: 'person' },
  escalate: { key: 'E', icon: 'bell' },
}

/** A page, as it is called in the language of the page. */
export interface PalettePage {
  readonly href: string
  readonly label: string
  readonly icon: IconName
}

/** What the palette is made of. */
export interface PaletteParts {
  readonly text: string
  readonly pages: readonly PalettePage[]
  readonly actions: readonly Omit<PageAction, 'permission'>[]
  readonly commands: readonly CommandName[]
  readonly scopes: readonly ScopeOption[]
  /** Newest first. */
  readonly recent: readonly PaletteItem[]
  readonly found: SearchOutput['results']
}

/** Words in any order, each in the title or the detail; or letters of the title in their order, as `inc` of `Incidents`. */
export function fits(text: string, item: Pick<PaletteItem, 'title' | 'detail'>): boolean {
  const searched = `${item.title} ${item.detail}`.toLowerCase()
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.every((word) => searched.includes(word)) || isSpelled(words.join(''), item.title.toLowerCase())
}

/** Whether the letters stand in `title` in their order, each at the start of a word or after the one before. */
function isSpelled(letters: string, title: string): boolean {
  let at = -1
  for (const letter of letters) {
    const next = title.charAt(at + 1) === letter && at >= 0 ? at + 1 : startOf(letter, title, at + 1)
    if (next === -1) return false
    at = next
  }
  return letters !== ''
}

function startOf(letter: string, title: string, from: number): number {
  for (let i = from; i < title.length; i += 1) {
    if (title.charAt(i) === letter && (i === 0 || title.charAt(i - 1) === ' ')) return i
  }
  return -1
}

const KIND_ICONS: Record<SearchOutput['results'][number]['kind'], IconName> = {
  incident: 'incident',
  service: 'pulse',
  tenant: 'box',
  platform: 'fleet',
  rule: 'bell',
  source: 'plug',
  member: 'person',
  key: 'key',
  target: 'plug',
  request: 'inbox',
  provider: 'key',
  view: 'list',
  invitation: 'people',
}

/** How many of the scopes stand in the palette; the switcher has them all. */
const SCOPES_SHOWN = 6
/** How many recent ones stand first while nothing is typed. */
const RECENT_SHOWN = 5

/** The lines that fit the text, in groups: recent ones first while nothing is typed. */
export function paletteGroups(t: Text<'shell'>, parts: PaletteParts): readonly PaletteGroup[] {
  const { text, recent, scopes, found } = parts
  const fitting = (items: readonly PaletteItem[]) => items.filter((item) => text === '' || fits(text, item))
  const scopeItems = (text === '' ? [] : filterScopes(scopes, text))
    .slice(0, SCOPES_SHOWN)
    .map((option) => scopeItem(t, option))
  const groups: PaletteGroup[] = [
    { name: 'recent', items: text === '' ? recent.slice(0, RECENT_SHOWN) : [] },
    { name: 'pages', items: fitting(parts.pages.map((page) => pageItem(t, page))) },
    {
      name: 'actions',
      items: fitting([
        ...parts.actions.map((action) => actionItem(t, action)),
        ...parts.commands.map((name) => commandItem(t, name)),
      ]),
    },
    { name: 'scopes', items: scopeItems },
    ...foundGroups(found, scopeItems),
  ]
  return groups.filter(({ items }) => items.length > 0)
}

const pageItem = (t: Text<'shell'>, { href, label, icon }: PalettePage): PaletteItem => ({
  id: `page ${href}`,
  title: label,
  detail: t('palette.page'),
  icon,
  act: { kind: 'open', href },
})

const actionItem = (t: Text<'shell'>, action: Omit<PageAction, 'permission'>): PaletteItem => ({
  id: `action ${action.name}`,
  title: t(`action.${action.name}`),
  detail: '',
  icon: action.icon,
  act: { kind: 'open', href: actHref(action) },
})

const commandItem = (t: Text<'shell'>, name: CommandName): PaletteItem => ({
  id: `command ${name}`,
  title: t(`command.${name}`),
  detail: COMMANDS[name].key,
  icon: COMMANDS[name].icon,
  act: { kind: 'command', name },
})

const scopeItem = (t: Text<'shell'>, option: ScopeOption): PaletteItem => ({
  id: `scope ${option.param}`,
  title: option.name,
  detail: t('palette.goToScope', { level: scopeLines(t, option).level }),
  icon: option.kind === 'tenant' ? 'box' : 'fleet',
  act: { kind: 'scope', option },
})

/** What the server found, by kind, in the order of the best of each; scopes that stand there already are left out. */
function foundGroups(
  found: SearchOutput['results'],
  scopes: readonly PaletteItem[],
): readonly PaletteGroup[] {
  const known = new Set(scopes.map(({ id }) => id))
  const rest = found.filter(({ kind, id }) => !known.has(`scope ${kind}:${id}`))
  const kinds = [...new Set(rest.map(({ kind }) => kind))]
  return kinds.map((kind) => ({
    name: kind,
    items: rest
      .filter((result) => result.kind === kind)
      .map(({ id, title, detail, href }) => ({
        id: `${kind} ${id}`,
        title,
        detail,
        icon: KIND_ICONS[kind],
        act: { kind: 'open' as const, href },
      })),
  }))
}
