/**
 * Shares one answer: who asks while it is being found waits for the same, and for `keptMs` after it was found hears it again.
 * A failure is told to those who waited for it and not kept. `now` in milliseconds of any steady clock.
 */
export function sharedFor<T>(keptMs: number, now: () => number, find: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined
  let found: { readonly answer: T; readonly at: number } | undefined
  const findOnce = async (): Promise<T> => {
    try {
      const answer = await find()
      found = { answer, at: now() }
      return answer
    } finally {
      underWay = undefined
    }
  }
  return async () => {
    if (found !== undefined && now() - found.at < keptMs) return found.answer
    underWay ??= findOnce()
    return await underWay
  }
}
