import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until the answer is neither null nor undefined; throws `what` and the last error after `limitMs`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined>,
  limitMs = 30_000,
): Promise<T> {
  const limit = performance.now() + limitMs
  let last: unknown = 'no answer yet'
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== null && answer !== undefined) return answer
    } catch (error) {
      last = error
    }
    if (performance.now() > limit) throw new Error(`${what}: not within ${limitMs} ms (${String(last)})`)
    await sleep(100)
  }
}
