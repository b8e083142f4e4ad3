'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { foundScopesQuery } from './api/scopes-query.ts'
import { readRecentScopes } from './recent-scopes.ts'
import { scopeLines, shownScopes } from './scopes.ts'
import { useShell } from './shell-context.tsx'
import { useSettled } from './use-settled.ts'

/** How long somebody pauses before the server is asked, in milliseconds. */
const PAUSE_MS = 120
/** What the server keeps of a text. */
const LONGEST = 100

/** Properties of `ScopeList`. */
export interface ScopeListProps {
  readonly current: ScopeOption
  readonly onChoose: (option: ScopeOption) => void
  /** Whether the field has the focus as soon as it is there. */
  readonly takesFocus?: boolean
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** What fits the text: of what the page brought along at once, of all others once the server answered. */
function useScopesFor(text: string) {
  const { scopes, more } = useShell()
  const [recent] = useState(readRecentScopes)
  const typed = text.trim()
  const asked = useSettled(typed, PAUSE_MS)
  const search = useInfiniteQuery({ ...foundScopesQuery(more, asked), enabled: more.length > 0 })
  const isSettled = asked === typed
  const found = isSettled ? (search.data?.pages.flatMap((page) => page.scopes) ?? []) : []
  return {
    ...shownScopes({ text, brought: scopes, found, recent }),
    isSearching: more.length > 0 && (!isSettled || search.isFetching),
    problem: search.error,
    showMore: search.hasNextPage
      ? () => {
          search.fetchNextPage().catch(() => {}) // the next render shows the outcome
        }
      : null,
  }
}

/** A field that finds scopes; arrow keys move between the field and the scopes below it. Loaded on first use. */
export function ScopeList({ current, onChoose, takesFocus = false }: ScopeListProps) {
  const t = useText('shell')
  const [text, setText] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const { recent, others, isSearching, problem, showMore } = useScopesFor(text)
  useEffect(() => {
    if (takesFocus) field.current?.focus()
  }, [takesFocus])
  const moveFocus = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const stops = [...(frame.current?.querySelectorAll<HTMLElement>('input, button') ?? [])]
    const here = stops.findIndex((stop) => stop === document.activeElement)
    stops[Math.min(stops.length - 1, Math.max(0, here + step))]?.focus()
  }
  const chooseFirst = (event: KeyboardEvent) => {
    const [first] = [...recent, ...others]
    if (event.key === 'Enter' && first !== undefined && !event.nativeEvent.isComposing) onChoose(first)
    else moveFocus(event)
  }
  return (
    <div ref={frame}>
      <label className="-mx-1 -mt-1 mb-1 flex h-[42px] items-center gap-2 border-b border-line px-2.5">
        <Icon name="search" />
        <span className="sr-only">{t('scopes.find')}</span>
        <input
          ref={field}
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST}
          placeholder={t('scopes.find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={chooseFirst}
          className="min-w-0 grow bg-transparent outline-none"
        />
      </label>
      <div className="max-h-[50vh] overflow-y-auto">
        <Options label={t('scopes.recent')} options={recent} {...{ current, onChoose, moveFocus }} />
        <Options label={t('scopes.label')} options={others} {...{ current, onChoose, moveFocus }} />
        {showMore === null ? null : (
          <button
            type="button"
            onClick={showMore}
            onKeyDown={moveFocus}
            className="min-h-[30px] w-full rounded-control px-2 text-left text-fg-2 -outline-offset-2 hover:bg-accent-soft pointer-coarse:min-h-11"
          >
            {t('scopes.more')}
          </button>
        )}
      </div>
      <p role="status" className="px-2 text-small text-fg-3">
        {problem === null
          ? stateWords(t, others.length, isSearching)
          : t('scopes.failed', { why: problem.message })}
      </p>
    </div>
  )
}

function stateWords(t: Text<'shell'>, count: number, isSearching: boolean): string | null {
  if (count > 0) return null
  return t(isSearching ? 'scopes.searching' : 'scopes.none')
}

interface OptionsProps {
  readonly label: string
  readonly options: readonly ScopeOption[]
  readonly current: ScopeOption
  readonly onChoose: (option: ScopeOption) => void
  readonly moveFocus: (event: KeyboardEvent) => void
}

function Options({ label, options, current, onChoose, moveFocus }: OptionsProps) {
  const t = useText('shell')
  if (options.length === 0) return null
  return (
    <ul aria-label={label} className="not-last:mb-1 not-last:border-b not-last:border-line not-last:pb-1">
      {options.map((option) => {
        const isHere = option.param === current.param
        return (
          <li key={option.param}>
            <button
              type="button"
              aria-current={isHere ? 'true' : undefined}
              onClick={() => onChoose(option)}
              onKeyDown={moveFocus}
              className={classNames(
                'flex min-h-[30px] w-full items-center gap-2 rounded-control px-2 text-left -outline-offset-2 hover:bg-accent-soft pointer-coarse:min-h-11',
                option.kind === 'tenant' && 'pl-6',
              )}
            >
              <span className="min-w-0 truncate">{option.name}</span>
              <span className="ml-auto shrink-0 text-micro text-fg-3">{scopeLines(t, option).level}</span>
              {isHere ? <Icon name="tick" size={13} /> : null}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
