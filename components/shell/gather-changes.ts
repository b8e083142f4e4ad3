import type { Query, QueryClient } from '@tanstack/react-query'
import { isTouched } from './live-state.ts'

/** Changes that come close together are one look at the server: the pace of a live page, in milliseconds. */
export const AT_ONCE_MS = 300

/** How long what a page brings along may have been on its way while changes of it were heard, in milliseconds. */
const ON_THE_WAY_MS = 5000

/** A refresh that fails shows itself where its data is shown. */
const ignore = (): void => {}

/** How long changes are gathered before a look at the server, in milliseconds; null while the page is paused. */
export interface Pace {
  readonly wait: () => number | null
  /** Calls back whenever the wait has changed; the returned function ends that. */
  readonly onChange: (listener: () => void) => () => void
}

/** A pace and the way to change it. It starts as that of a live page. */
export function makePace(): { readonly pace: Pace; readonly set: (wait: number | null) => void } {
  let wait: number | null = AT_ONCE_MS
  const listeners = new Set<() => void>()
  const set = (next: number | null) => {
    if (next === wait) return
    wait = next
    for (const listener of listeners) listener()
  }
  const onChange = (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  return { pace: { wait: () => wait, onChange }, set }
}

/** Changes that wait for the next look. */
export interface Gathered {
  add: (table: string) => void
  /** Notes that anything may have changed. */
  addAll: () => void
  stop: () => void
}

/** Collects the tables of changes that come close together, then refreshes the queries that are made of them. */
export function gatherChanges(
  client: Pick<QueryClient, 'invalidateQueries' | 'getQueryCache'>,
  pace: Pace,
  now: () => number = Date.now,
): Gathered {
  const heard = new Map<string, number>()
  let changed = new Set<string>()
  let isAll = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    const [tables, all] = [changed, isAll]
    changed = new Set()
    isAll = false
    timer = undefined
    const touched = all ? {} : { predicate: ({ meta }: Query) => isTouched(meta?.tables, tables) }
    client.invalidateQueries(touched).catch(ignore)
  }
  const start = () => {
    const wait = pace.wait()
    if (wait !== null) timer ??= setTimeout(flush, wait)
  }
  // What came while the page was paused is looked at when it goes on.
  const restart = () => {
    clearTimeout(timer)
    timer = undefined
    if (isAll || changed.size > 0) start()
  }
  const forget = pace.onChange(restart)
  const lookAt = (table: string) => {
    changed.add(table)
    start()
  }
  // What a page brought along was read by the server a moment before it stood here.
  const leave = client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'added' || query.state.data === undefined) return
    for (const [table, at] of heard)
      if (at > now() - ON_THE_WAY_MS && isTouched(query.meta?.tables, new Set([table]))) lookAt(table)
  })
  return {
    add(table) {
      heard.set(table, now())
      lookAt(table)
    },
    addAll() {
      isAll = true
      start()
    },
    stop() {
      forget()
      leave()
      clearTimeout(timer)
    },
  }
}
