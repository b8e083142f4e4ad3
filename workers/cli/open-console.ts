import { userInfo } from 'node:os'
import { systemClock } from '#lib/core/clock.ts'
import { notFound } from '#lib/core/errors.ts'
import { resolveScope } from '#lib/infra/auth/identify.ts'
import { config, required } from '#lib/infra/config/index.ts'
import { createRuntime, installRuntime } from '#lib/infra/context/runtime.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { openDatabase } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import type { Console } from './command.ts'

/** A console that is connected, and how to end that. */
export interface OpenConsole {
  readonly console: Console
  close(): Promise<void>
}

/** The user of this machine who types; a number where the machine knows no name. */
function osUser(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}

/** Opens the console of the running installation, whose settings are this process's environment. Throws ConfigError. */
export function openConsole(): OpenConsole {
  const settings = config()
  const database = openDatabase(
    { auth: required('DB_URL_AUTH'), tenant: required('DB_URL_TENANT'), staff: required('DB_URL_STAFF') },
    'console',
    { max: 2 },
  )
  // Standard output belongs to the result, and whatever fails is told on standard error.
  const log = createLogger('console', 'silent')
  const clock = systemClock
  const secret = required('BAILIWICK_SECRET')
  const secondSecret = settings.BAILIWICK_SECRET_PREVIOUS
  installRuntime(
    createRuntime({ secret, secondSecret, database, log, publicUrl: settings.PUBLIC_URL, clock }),
  )
  const actor = { kind: 'console', user: osUser() } as const
  return {
    console: {
      settings,
      contextIn: (scope) => systemContext({ scope, actor, database, clock, log }),
      async findScope(ref) {
        const scope = await database.asAuth(async (tx) => await resolveScope(tx, ref))
        if (scope === null) throw notFound()
        return scope
      },
    },
    close: async () => await database.close(),
  }
}
