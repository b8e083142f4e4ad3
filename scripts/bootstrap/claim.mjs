// "Does it run already?", asked before anything is touched: `npm ci` and `next build` would pull the files from under
// a running server. The mark is a listening socket: unlike a pid file it dies with its process, by kill -9 too, and
// cannot be mistaken for another process with the same pid.
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const FOLDER = '.run'
/** What a connection says when no process has the socket. */
const NOBODY = ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']
const ANSWER_MS = 3000
const isWindows = process.platform === 'win32'

/** Thrown when another start holds the claim; `info` is what that one says about itself. */
export class AlreadyRunning extends Error {
  exitCode = 3

  constructor(info) {
    const where = info.url ? `at ${info.url}` : 'and is still starting'
    super(
      `Bailiwick already runs here ${where} (process ${info.pid ?? 'unknown'}). Stop it with Ctrl-C where it runs, or: kill ${info.pid ?? 'PID'}`,
    )
    this.info = info
  }
}

/**
 * The socket of one installation of a checkout: one data directory is one installation. Relative to the checkout, which
 * must be the current directory, because the path of a socket may have about 100 bytes only.
 */
export function socketPath(root, dataDirectory) {
  const id = createHash('sha256')
    .update(`${root}\0${dataDirectory ?? ''}`)
    .digest('hex')
    .slice(0, 12)
  return isWindows ? `\\\\.\\pipe\\bailiwick-${id}` : join(FOLDER, `${id}.sock`)
}

const parse = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/**
 * What the process behind a socket says about itself: null when nobody listens there, `{}` when somebody does but does
 * not answer (it may be paused).
 */
export async function ask(path) {
  return await new Promise((done) => {
    let text = ''
    const probe = net.connect(path)
    probe.setTimeout(ANSWER_MS, () => probe.destroy(new Error('no answer')))
    probe.on('data', (chunk) => (text += chunk))
    probe.once('error', (error) => done(NOBODY.includes(error.code) ? null : {}))
    probe.once('end', () => done(parse(text)))
  })
}

/** What runs from this checkout, except the process `except`. */
export async function runningHere(except) {
  let names = []
  try {
    names = readdirSync(FOLDER).filter((name) => name.endsWith('.sock'))
  } catch {
    return []
  }
  const answers = await Promise.all(names.map((name) => ask(join(FOLDER, name))))
  return answers.filter((info) => info !== null && info.pid !== except)
}

const listen = async (server, path) =>
  await new Promise((done, fail) => {
    const failed = (error) => {
      if (error.code === 'EADDRINUSE') done(false)
      else fail(new Error(`${path}: ${error.message}`, { cause: error }))
    }
    server.once('error', failed)
    server.listen(path, () => {
      server.off('error', failed)
      done(true)
    })
  })

/** Removes the socket of a killed process. Moved aside first and asked again: another starter may just have made it. */
async function removeStale(path) {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // another starter was faster
  }
  try {
    if ((await ask(aside)) !== null) linkSync(aside, path)
  } finally {
    rmSync(aside, { force: true })
  }
}

/**
 * Claims this installation for this process until it ends. Returns a function that adds to what others are told.
 * Throws AlreadyRunning.
 */
export async function claim(path) {
  if (!isWindows) mkdirSync(FOLDER, { recursive: true, mode: 0o700 })
  const info = { pid: process.pid }
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(JSON.stringify(info))
  })
  for (let attempt = 1; !(await listen(server, path)); attempt += 1) {
    const other = await ask(path)
    if (other) throw new AlreadyRunning(other)
    if (attempt > 20) throw new Error(`${path} cannot be claimed: remove it if nothing runs here`)
    await sleep(50) // a socket that was made a moment ago does not answer yet
    if ((await ask(path)) === null) await removeStale(path)
  }
  server.unref()
  process.once('exit', () => {
    if (!isWindows) rmSync(path, { force: true })
  })
  return (more) => Object.assign(info, more)
}
