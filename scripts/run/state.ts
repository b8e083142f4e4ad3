import { createHmac, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { lockDirectory } from '#lib/infra/cluster/lock.ts'
import { makeStateDirectory, serverUser, stateDirectory } from '#lib/infra/cluster/place.ts'

/** What the command line has to know about a running installation. */
export const runRecord = z.object({
  pid: z.number(),
  version: z.string(),
  startedAt: z.string(),
  urls: z.object({ web: z.string(), engine: z.string() }),
  ports: z.record(z.string(), z.number()),
  environment: z.record(z.string(), z.string()),
})

/** What the command line has to know about a running installation. */
export type RunRecord = z.infer<typeof runRecord>

/** The folder of an installation's data, held by this process. */
export interface State {
  readonly directory: string
  release(): void
}

/** Makes and locks the state directory. Throws DirectoryInUse while another process has it. */
export function openState(checkout: string, dataDirectory: string | undefined): State {
  const directory = stateDirectory(checkout, dataDirectory)
  makeStateDirectory(directory, serverUser())
  return { directory, release: lockDirectory(directory) }
}

/** Writes a file that only we can read, whole or not at all, and on disk when this returns. */
function writePrivately(file: string, text: string): void {
  const fresh = `${file}.new`
  rmSync(fresh, { force: true })
  const descriptor = openSync(fresh, 'wx', 0o600)
  writeSync(descriptor, text)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(fresh, file)
}

/** The secret of an installation, and the one beside it while it is being replaced. */
export interface OpenedSecret {
  readonly secret: string
  readonly secondSecret: string | undefined
  /** The file in which it was just made. */
  readonly madeIn: string | undefined
}

/**
 * The installation's secret: the given one, else the first line of the file in the state directory, which is made the
 * first time. A second line is the secret beside it.
 */
export function openSecret(
  directory: string,
  given: {
    readonly BAILIWICK_SECRET?: string | undefined
    readonly BAILIWICK_SECRET_PREVIOUS?: string | undefined
  },
): OpenedSecret {
  const { BAILIWICK_SECRET: secret, BAILIWICK_SECRET_PREVIOUS: secondSecret } = given
  if (secret !== undefined) return { secret, secondSecret, madeIn: undefined }
  const file = join(directory, 'secret')
  const isNew = !existsSync(file)
  if (isNew) writePrivately(file, `${randomBytes(32).toString('hex')}\n`)
  const [first = '', second] = readFileSync(file, 'utf8').trim().split(/\s+/)
  return { secret: first, secondSecret: second ?? secondSecret, madeIn: isNew ? file : undefined }
}

/** The password of the embedded cluster's superuser, made the first time. It is needed for nothing but starting. */
export function superuserPassword(directory: string): string {
  const file = join(directory, 'secrets.json')
  if (!existsSync(file))
    writePrivately(file, `${JSON.stringify({ postgres: randomBytes(24).toString('hex') })}\n`)
  return z.object({ postgres: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).postgres
}

/** A secret for one purpose, derived from the installation's: 64 hex digits. */
export const deriveSecret = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(`bailiwick/${purpose}`).digest('hex')

/** Where the record of the running installation lies. */
export const runFile = (directory: string): string => join(directory, 'run.json')

/** Writes the record for the command line; it holds the database's passwords. */
export function writeRunRecord(directory: string, record: RunRecord): void {
  writePrivately(runFile(directory), `${JSON.stringify(record, null, 2)}\n`)
}

/** Removes the record: from now on the command line says that nothing runs. */
export const removeRunRecord = (directory: string): void => rmSync(runFile(directory), { force: true })
