import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until `done` says so, looking every 20 ms; fails with `what` after `ms`. */
export async function eventually(
  what: string,
  done: () => boolean | Promise<boolean>,
  ms = 30_000,
): Promise<void> {
  const end = performance.now() + ms
  while (!(await done())) {
    if (performance.now() > end) assert.fail(`${what}: not within ${ms} ms`)
    await sleep(20)
  }
}
