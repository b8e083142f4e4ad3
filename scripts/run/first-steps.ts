import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'

const POLL_MS = 150
const PATIENCE_MS = 20_000
const answerShape = z.object({ code: z.string().nullable() })

/** One look at `/readyz`: '' when it is ready, else what it says. */
async function look(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    const text = await response.text()
    return response.status === 200 ? '' : `${response.status} ${text.slice(0, 300)}`
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  }
}

/** Resolves when `url` answers 200. Says now and then what it answers instead; ends early when `signal` aborts. */
export async function waitUntilReady(
  url: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let next = performance.now() + PATIENCE_MS
  while (!signal.aborted) {
    const answer = await look(url)
    if (answer === '') return
    if (performance.now() > next) {
      say(`not ready yet: ${url} says ${answer}`)
      next = performance.now() + PATIENCE_MS
    }
    await sleep(POLL_MS)
  }
}

/** How to get in: the one-time code for the first operator admin, or where to sign in. Never throws. */
export async function howToSignIn(
  checkout: string,
  publicUrl: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(checkout, 'workers/cli.ts'), 'setup-code', '--json'],
      { cwd: checkout, env },
    )
    const { code } = answerShape.parse(JSON.parse(stdout))
    return code === null
      ? `Sign in at ${publicUrl}/sign-in`
      : `First start: open ${publicUrl}/setup and enter the code ${code}`
  } catch (error) {
    return `The set-up code could not be read: ${error instanceof Error ? error.message : String(error)}`
  }
}
