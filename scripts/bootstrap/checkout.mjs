// Facts about this checkout that hold before anything is installed.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'

/** The folder of the checkout. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The oldest Node that starts this; everything after the installation runs on the pinned one. */
const MINIMUM = [20, 19]

/** Throws on a Node that is too old to get as far as the pinned one. */
export function assertNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    throw new Error(`Node ${version} is too old: ${MINIMUM.join('.')} or newer is needed to start`)
  }
}

/** The value of a setting: from the real environment, else from the file of settings (`.env`), else undefined. */
export function setting(name, root = ROOT, env = process.env) {
  if (env[name] !== undefined && env[name] !== '') return env[name]
  const file = resolve(root, env.BAILIWICK_ENV_FILE ?? '.env')
  const value = existsSync(file) ? parseEnv(readFileSync(file, 'utf8'))[name] : undefined
  return value === '' ? undefined : value
}

/** Reads a JSON file. */
export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** Seconds since `begun` (a value of `performance.now()`), for people. */
export const seconds = (begun) => `${((performance.now() - begun) / 1000).toFixed(1)} s`

/**
 * What Node needs besides `environment` so that it keeps what it has compiled: half of the time in which a process
 * begins goes into TypeScript and bytecode that the one before it has made already. A folder that cannot be written
 * costs that time and nothing else.
 */
export const withCompileCache = (root, environment) => ({
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
  ...environment,
})
