/** Where the cross-hair of a page stands: a time in seconds since 1970; null where it stands nowhere. */
export interface CursorStore {
  readonly read: () => number | null
  readonly move: (seconds: number | null) => void
  /** Calls `listener` after each move; returns what ends that. */
  readonly subscribe: (listener: (seconds: number | null) => void) => () => void
}

/** Makes a store. It is no React state: twenty charts follow the pointer without rendering again. */
export function createCursorStore(): CursorStore {
  let place: number | null = null
  const listeners = new Set<(seconds: number | null) => void>()
  return {
    read: () => place,
    move: (seconds) => {
      if (seconds === place) return
      place = seconds
      for (const listener of listeners) listener(seconds)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
