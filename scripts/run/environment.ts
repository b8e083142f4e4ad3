import type { RoleAddresses } from '#lib/infra/cluster/provision.ts'
import { envSchema } from '#lib/infra/config/env.ts'
import type { Settings } from './settings.ts'
import { deriveSecret } from './state.ts'

/** What the processes of an installation are told, and from what. */
export interface EnvironmentParts {
  readonly settings: Settings
  readonly secret: string
  readonly secondSecret?: string | undefined
  readonly stateDirectory: string
  readonly addresses: RoleAddresses
}

/** Names that npm adds for its own scripts; they say nothing to the product. */
const isNoise = (name: string): boolean => /^(?:npm_|INIT_CWD$|BAILIWICK_START_PID$)/i.test(name)

/** The environment of the product's processes: every setting, validated, and the addresses of the roles that run. */
export function processEnvironment(parts: EnvironmentParts): Record<string, string> {
  const { settings, secret, secondSecret, stateDirectory, addresses } = parts
  const { config } = settings
  const inherited = Object.entries(settings.environment).filter(([name]) => !isNoise(name))
  const validated = Object.entries(config).map(([name, value]): [string, string] => [name, String(value)])
  const unset = Object.keys(envSchema.shape).map((name): [string, string] => [name, ''])
  const all: Record<string, string | undefined> = {
    ...Object.fromEntries(inherited),
    // Empty means not set. Not absent: Next.js reads .env by itself and would fill in what is missing.
    ...Object.fromEntries(unset),
    ...Object.fromEntries(validated),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // Its login may create roles; nothing that runs needs it.
    DATABASE_URL: '',
    BAILIWICK_SECRET: secret,
    BAILIWICK_SECRET_PREVIOUS: secondSecret ?? '',
    BAILIWICK_STATE_DIR: stateDirectory,
    DB_URL_AUTH: addresses.auth,
    DB_URL_TENANT: addresses.tenant,
    DB_URL_STAFF: addresses.staff,
    DB_URL_ENGINE: addresses.engine,
    DB_URL_JOBS: addresses.jobs,
    NEXTAUTH_URL: config.PUBLIC_URL,
    NEXTAUTH_SECRET: deriveSecret(secret, 'next-auth'),
  }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** The environment of the command line: that of the processes, with the roles that own the tables and read backups. */
export const consoleEnvironment = (
  environment: Readonly<Record<string, string>>,
  addresses: RoleAddresses,
): Record<string, string> => ({
  ...environment,
  DB_URL_OWNER: addresses.owner,
  DB_URL_BACKUP: addresses.backup,
})
