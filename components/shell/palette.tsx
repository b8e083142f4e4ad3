'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { use, useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { LinkProvider } from '#components/ui/app-link.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { SearchOutput } from '#lib/modules/dashboards/schemas.ts'
import { searchQuery } from './api/search-query.ts'
import { navigationFor, PROFILE } from './navigation.ts'
import { OWN_ACTIONS, PAGE_ACTIONS } from './page-actions.ts'
import { COMMANDS, paletteGroups, type PaletteGroup, type PaletteItem } from './palette-items.ts'
import { keepRecent, readRecent } from './recent.ts'
import { useScopeChoice } from './scope-switcher.tsx'
import { useCommands, type CommandName } from './shell-commands.tsx'
import { useMayDo, useMayOpen, useScope, useShell } from './shell-context.tsx'
import { useSettled } from './use-settled.ts'

/** How long somebody pauses before the server is asked, in milliseconds. */
const PAUSE_MS = 120
const NONE: SearchOutput['results'] = []

/** The names of the commands that the page in view has; the palette does not open itself. */
function useOwnCommands(): readonly CommandName[] {
  const { has } = useCommands()
  const names: readonly CommandName[] = [
    'acknowledge',
    'resolve',
    'update',
    'escalate',
    'time-range',
    'step-back',
    'step-on',
    'back-to-live',
    'pause',
    'scope',
    'inbox',
    'news',
    'theme',
    'keys',
  ]
  return names.filter((name) => Object.hasOwn(COMMANDS, name) && has(name))
}

/** The lines for a text, and how the search for objects stands. */
function useLines(text: string) {
  const t = useText('shell')
  const scope = useScope()
  const { scopes } = useShell()
  const mayOpen = useMayOpen()
  const mayDo = useMayDo()
  const commands = useOwnCommands()
  const [recent] = useState(readRecent)
  const asked = useSettled(text.trim(), PAUSE_MS)
  const search = useQuery({
    ...searchQuery(scope?.param ?? '', asked),
    enabled: scope !== null && asked !== '',
    placeholderData: (before) => before,
  })
  const groups = paletteGroups(t, {
    text: text.trim(),
    pages: [...navigationFor(scope?.kind ?? 'tenant', mayOpen).flatMap(({ items }) => items), PROFILE].map(
      ({ href, icon, name }) => ({ href, icon, label: t(`page.${name}`) }),
    ),
    actions: [...PAGE_ACTIONS.filter(({ name, href }) => mayOpen(href) && mayDo(name)), ...OWN_ACTIONS],
    commands,
    scopes,
    recent,
    found: text.trim() === '' ? NONE : (search.data?.results ?? NONE),
  })
  return { groups, isSearching: asked !== '' && search.isFetching, problem: search.error }
}

/** Finds every page, object, action and scope of the member by a few letters, and goes there. Loaded on first use. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useText('shell')
  const ref = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [place, setPlace] = useState(0)
  const shown = useDeferredValue(text)
  const { groups, isSearching, problem } = useLines(shown)
  const items = groups.flatMap((group) => group.items)
  const active = items[Math.min(place, items.length - 1)]
  const listId = useId()
  const choose = useChoice(() => ref.current?.close())
  useEffect(() => {
    if (ref.current?.open === false) ref.current.showModal()
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setPlace((was) => (Math.min(was, items.length - 1) + step + items.length) % Math.max(1, items.length))
    }
    if (event.key === 'Enter' && active !== undefined && !event.nativeEvent.isComposing) {
      // What the line opens takes the focus at once; the rest of this press would push its first button.
      event.preventDefault()
      choose(active)
    }
  }
  return (
    <dialog
      ref={ref}
      aria-label={t('search')}
      closedby="any"
      onClose={onClose}
      className="mx-auto mt-[10dvh] mb-auto w-[min(640px,calc(100vw-24px))] overflow-hidden rounded-dialog bg-overlay text-fg-1 shadow-pop open:arrives"
    >
      <label className="flex h-12 items-center gap-2.5 border-b border-line px-4">
        <Icon name="search" />
        <span className="sr-only">{t('search')}</span>
        <input
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-activedescendant={active === undefined ? undefined : optionId(listId, active)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setPlace(0)
          }}
          onKeyDown={onKeyDown}
          className="min-w-0 grow bg-transparent outline-none"
        />
      </label>
      <Lines listId={listId} groups={groups} active={active} onChoose={choose} />
      <p role="status" className="border-t border-line px-4 py-2 text-small text-fg-3">
        {problem === null
          ? stateWords(t, items.length, isSearching)
          : t('palette.failed', { why: problem.message })}
      </p>
    </dialog>
  )
}

const stateWords = (t: Text<'shell'>, count: number, isSearching: boolean): string => {
  if (isSearching) return t('palette.searching')
  return t(count === 0 ? 'palette.nothing' : 'palette.keys')
}

const optionId = (listId: string, item: PaletteItem): string => `${listId} ${item.id}`.replaceAll(/\s/g, '-')

/** Does what a line says, once the palette is closed and has given the focus back. */
function useChoice(close: () => void): (item: PaletteItem) => void {
  const router = useRouter()
  const complete = use(LinkProvider)
  const { run } = useCommands()
  const goTo = useScopeChoice()
  return (item) => {
    close()
    const { act } = item
    if (act.kind === 'command') run(act.name)
    if (act.kind === 'scope') {
      keepRecent(item, `/?scope=${act.option.param}`)
      goTo(act.option)
    }
    if (act.kind === 'open') {
      const href = complete(act.href)
      keepRecent(item, href)
      router.push(href)
    }
  }
}

interface LinesProps {
  readonly listId: string
  readonly groups: readonly PaletteGroup[]
  readonly active: PaletteItem | undefined
  readonly onChoose: (item: PaletteItem) => void
}

function Lines({ listId, groups, active, onChoose }: LinesProps) {
  const t = useText('shell')
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={ref}
      id={listId}
      role="listbox"
      aria-label={t('palette.found')}
      className="max-h-[60dvh] overflow-y-auto p-1.5"
    >
      {groups.map((group) => (
        <div key={group.name} role="group" aria-labelledby={`${listId}-${group.name}`}>
          <p id={`${listId}-${group.name}`} className="px-2.5 pt-2 pb-1 text-micro text-fg-3">
            {t(`palette.group.${group.name}`)}
          </p>
          {group.items.map((item) => (
            <Line
              key={item.id}
              id={optionId(listId, item)}
              item={item}
              isActive={item === active}
              onChoose={() => onChoose(item)}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

interface LineProps {
  readonly id: string
  readonly item: PaletteItem
  readonly isActive: boolean
  readonly onChoose: () => void
}

/** The focus stays in the field; the keys of the field choose among the lines. */
function Line({ id, item, isActive, onChoose }: LineProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onChoose()
      }}
      className={classNames(
        'flex min-h-[34px] cursor-pointer items-center gap-2.5 rounded-control px-2.5 pointer-coarse:min-h-11',
        isActive ? 'bg-accent-soft' : 'hover:bg-raised',
      )}
    >
      <Icon name={item.icon} className="text-fg-3" />
      <span className="min-w-0 truncate">{item.title}</span>
      <span className="ml-auto max-w-[45%] shrink-0 truncate text-small text-fg-3">{item.detail}</span>
    </div>
  )
}
