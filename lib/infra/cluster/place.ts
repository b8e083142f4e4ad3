import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The account that Postgres runs as when we are root; `undefined` elsewhere means "as whoever we are". */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/** Folder that all checkouts of a machine share when the product runs as root. */
export const SYSTEM_DIRECTORY = '/var/lib/bailiwick'

const USER_NAME = 'bailiwick-db'

/** True when this process runs as root, who may not run Postgres itself. */
export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * The folder of data, secrets and run-time records of one installation: `dataDirectory` when given, else `.data` in
 * the checkout. As root it lies outside the checkout, because the account of Postgres cannot even pass through a home
 * of mode 0700; the hash of the path keeps two checkouts on one machine apart.
 */
export function stateDirectory(
  checkout: string,
  dataDirectory: string | undefined,
  asRoot = isRoot(),
): string {
  if (dataDirectory !== undefined && dataDirectory !== '') return resolve(checkout, dataDirectory)
  const id = createHash('sha256').update(realpathSync(checkout)).digest('hex').slice(0, 12)
  return asRoot ? join(SYSTEM_DIRECTORY, id) : join(checkout, '.data')
}

function lookUpUser(name: string): ServerUser | undefined {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

/**
 * The system account for Postgres, created on first use as root; `undefined` for a normal user. A bare number would
 * not do: initdb refuses a uid without a passwd entry. Throws when the machine has no `useradd`.
 */
export function serverUser(): ServerUser | undefined {
  if (!isRoot()) return undefined
  const found = lookUpUser(USER_NAME)
  if (found) return found
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER_NAME]
  try {
    execFileSync('useradd', flags, { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (cause) {
    const other = lookUpUser(USER_NAME) // another start may have been faster
    if (other) return other
    throw new Error(
      `Postgres does not run as root and the account ${USER_NAME} could not be made: create it, or start as a normal user`,
      { cause },
    )
  }
  const made = lookUpUser(USER_NAME)
  if (!made) throw new Error(`useradd made no account ${USER_NAME}`)
  return made
}

/**
 * Makes `directory` and lets the account of Postgres pass through it (pass, not read). Throws when a folder above it
 * keeps that account out, naming the folder to change.
 */
export function makeStateDirectory(directory: string, user: ServerUser | undefined): void {
  mkdirSync(directory, { recursive: true, mode: user ? 0o711 : 0o700 })
  if (!user) return
  chmodSync(directory, (statSync(directory).mode & 0o777) | 0o011)
  try {
    execFileSync('test', ['-x', directory], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' })
  } catch (cause) {
    throw new Error(
      `${directory} cannot be reached by the account ${USER_NAME}: a folder above it is closed to others. Set DATA_DIR to another place`,
      { cause },
    )
  }
}
