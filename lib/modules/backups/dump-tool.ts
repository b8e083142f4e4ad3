import { spawn } from 'node:child_process'
import { DomainError } from '#lib/core/errors.ts'

const INSTALL =
  'Install the Postgres client tools, version 15 or newer: `apt-get install postgresql-client` on Debian, `brew install libpq` on macOS.'

/** Address of a database without its password, and the environment that carries the password to the tool. */
export function connectionOf(url: string): {
  readonly name: string
  readonly env: Readonly<Record<string, string>>
} {
  const address = new URL(url)
  const env = { PGPASSWORD: decodeURIComponent(address.password) }
  address.password = ''
  return { name: address.href, env }
}

interface RunResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a client tool to its end. Throws `precondition_failed` with the command to type when it is not installed. */
export async function runTool(
  tool: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const { promise, resolve, reject } = Promise.withResolvers<RunResult>()
  // PATH alone: nothing of our own environment, which holds secrets, reaches the tool.
  const child = spawn(tool, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: toolPath(), LC_ALL: 'C', NODE_ENV: 'production', ...env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout = (stdout + chunk.toString()).slice(-65_536)))
  child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-65_536)))
  child.once('error', (error: NodeJS.ErrnoException) => {
    reject(
      error.code === 'ENOENT'
        ? new DomainError('precondition_failed', `${tool} is not on the PATH. ${INSTALL}`)
        : error,
    )
  })
  child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }))
  return await promise
}

/** Where client tools are looked for: the usual folders of Debian, of Homebrew, and of Postgres' own packages. */
const toolPath = (): string =>
  [
    '/usr/local/bin',
    '/usr/bin',
    '/bin',
    '/opt/homebrew/bin',
    '/opt/homebrew/opt/libpq/bin',
    '/usr/local/opt/libpq/bin',
  ].join(':')

/** The version of a client tool as it prints it; throws `precondition_failed` below 15, which cannot dump our server. */
export async function toolVersion(tool: string): Promise<string> {
  const { stdout } = await runTool(tool, ['--version'])
  const version = /(\d+)(?:\.\d+)*/.exec(stdout)
  if (version === null || Number(version[1]) < 15) {
    throw new DomainError('precondition_failed', `${tool} is ${stdout.trim()}, which is too old. ${INSTALL}`)
  }
  return version[0]
}
