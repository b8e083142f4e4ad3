import { systemClock, type Clock } from '#lib/core/clock.ts'
import { createKeyring, type Keyring } from '#lib/infra/auth/keys.ts'
import { createSealer, type Sealer } from '#lib/infra/auth/sealer.ts'
import { config, required } from '#lib/infra/config/index.ts'
import { openDatabase, type Database } from '#lib/infra/db/index.ts'
import { createLogger, type Logger } from '#lib/infra/telemetry/logger.ts'

/** What a process has once, and every request of it uses. */
export interface Runtime {
  readonly database: Database
  readonly keyring: Keyring
  readonly sealer: Sealer
  readonly clock: Clock
  readonly log: Logger
  /** The address under which people reach the installation, without a slash at its end. */
  readonly publicUrl: string
}

declare global {
  // On globalThis, because the bundler may put this file into several bundles, each with variables of its own.
  var bailiwickRuntime: Runtime | undefined
}

function openRuntime(): Runtime {
  const settings = config()
  const urls = {
    ...(settings.DB_URL_AUTH === undefined ? {} : { auth: settings.DB_URL_AUTH }),
    ...(settings.DB_URL_TENANT === undefined ? {} : { tenant: settings.DB_URL_TENANT }),
    ...(settings.DB_URL_STAFF === undefined ? {} : { staff: settings.DB_URL_STAFF }),
  }
  return createRuntime({
    secret: required('BAILIWICK_SECRET'),
    secondSecret: settings.BAILIWICK_SECRET_PREVIOUS,
    database: openDatabase(urls, 'web'),
    log: createLogger('web', settings.LOG_LEVEL),
    publicUrl: settings.PUBLIC_URL,
  })
}

/** Puts a runtime together; the clock is that of the machine unless another one is given. */
export function createRuntime(parts: {
  readonly secret: string
  /** The one beside it, while the secret is being replaced. */
  readonly secondSecret?: string | undefined
  readonly database: Database
  readonly log: Logger
  readonly publicUrl: string
  readonly clock?: Clock
}): Runtime {
  const keyring = createKeyring(parts.secret, parts.secondSecret)
  return {
    database: parts.database,
    keyring,
    sealer: createSealer(parts.database, keyring),
    clock: parts.clock ?? systemClock,
    log: parts.log,
    publicUrl: parts.publicUrl,
  }
}

/** Makes a runtime the one of this process: for processes that open their own database, and for tests. */
export function installRuntime(opened: Runtime): void {
  globalThis.bailiwickRuntime = opened
}

/** The runtime of this process; the web process opens it from its settings at the first request. */
export function runtime(): Runtime {
  globalThis.bailiwickRuntime ??= openRuntime()
  return globalThis.bailiwickRuntime
}
