import { appendFileSync, renameSync, statSync } from 'node:fs'
import type { Clock } from '#lib/core/clock.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'

/** What happened, one line each: `{"time":…,"what":…,…}`. */
export interface LogFile {
  write(what: string, more?: Readonly<Record<string, string | number | null>>): void
}

const MAX_BYTES = 5 * 1024 * 1024

/** Keeps the file before this one under another name, and nothing older: what grows for ever fills the disk. */
function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_BYTES) renameSync(path, `${path}.1`)
}

/**
 * Opens the watcher's own log. Written at once and without a buffer, so that it tells what happened even when the
 * process is killed. A disk that is full must not stop the watch, so failures go to `log`.
 */
export function openLogFile(path: string, clock: Clock, log: Logger): LogFile {
  return {
    write(what, more = {}) {
      const line = { time: clock.now().toISOString(), what, ...more }
      log.info(more, what)
      try {
        rotate(path)
        appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 })
      } catch (error) {
        log.error({ err: error }, 'the log of the watcher cannot be written')
      }
    },
  }
}
