/** What a key does in a table whose rows can be walked. */
export type RowAct = 'next' | 'previous' | 'first' | 'last' | 'open' | 'choose' | 'menu'

const ACTS: Readonly<Record<string, RowAct>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  o: 'open',
  x: 'choose',
  '.': 'menu',
}

/** A key press as far as it matters here. */
export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key means in a row; null for a key that is not ours. Enter is left to the link that has the focus. */
export function rowAct({ key, ctrlKey, metaKey, altKey }: Pressed): RowAct | null {
  if (ctrlKey || metaKey || altKey) return null
  return ACTS[key.length === 1 ? key.toLowerCase() : key] ?? null
}

/** The row that a walk leads to from row `from` (-1: none yet) of `count`; null where there is none to go to. */
export function rowAfter(act: RowAct, from: number, count: number): number | null {
  const to =
    act === 'next'
      ? from + 1
      : act === 'previous'
        ? from - 1
        : act === 'first'
          ? 0
          : act === 'last'
            ? count - 1
            : -1
  return to >= 0 && to < count ? to : null
}
