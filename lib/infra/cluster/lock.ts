import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive } from './is-alive.ts'

const record = z.object({ pid: z.number().int().positive(), startTime: z.string() })
type Holder = z.infer<typeof record>

/** Thrown while another process holds the directory; `pid` is that process, when it could be read. */
export class DirectoryInUse extends Error {
  readonly pid: number | undefined

  constructor(directory: string, pid: number | undefined) {
    super(`${directory} is in use by process ${pid ?? '(unknown)'}`)
    this.name = 'DirectoryInUse'
    this.pid = pid
  }
}

/**
 * The kernel's start time of a process, in clock ticks. After kill -9 or a reboot the pid in a lock may belong to
 * somebody else; pid and start time together do not. Empty where /proc is absent, which leaves the bare pid.
 */
function startTime(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function livingHolder(file: string): Holder | undefined {
  try {
    const holder = record.parse(JSON.parse(readFileSync(file, 'utf8')))
    return isAlive(holder.pid) && startTime(holder.pid) === holder.startTime ? holder : undefined
  } catch {
    return undefined
  }
}

function linkIfAbsent(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (existsSync(to)) return false
    throw error
  }
}

/** Moves a stale lock out of the way. Throws DirectoryInUse when the lock turns out to be alive. */
function clearStale(directory: string, file: string, aside: string): void {
  try {
    renameSync(file, aside)
  } catch {
    return // nothing there, or another starter was faster; the link decides
  }
  // Not "delete the stale file": between looking and deleting somebody may have taken it, and theirs would go. What
  // was moved is looked at again, and given back when it is alive.
  const other = livingHolder(aside)
  if (!other) return
  linkIfAbsent(aside, file)
  throw new DirectoryInUse(directory, other.pid)
}

/**
 * Takes `directory` for this process and returns the function that gives it back. A lock left by a killed process is
 * taken over. Throws DirectoryInUse while another living process holds it.
 */
export function lockDirectory(directory: string): () => void {
  const file = join(directory, 'lock.json')
  const mine = `${file}.${process.pid}`
  const aside = `${mine}.aside`
  try {
    const holder = livingHolder(file)
    if (holder) throw new DirectoryInUse(directory, holder.pid)
    clearStale(directory, file, aside)
    // Written first, then linked: the lock appears with its content or not at all; an empty one would look stale.
    const me: Holder = { pid: process.pid, startTime: startTime(process.pid) }
    writeFileSync(mine, JSON.stringify(me), { mode: 0o600 })
    if (!linkIfAbsent(mine, file)) throw new DirectoryInUse(directory, livingHolder(file)?.pid)
  } finally {
    for (const left of [mine, aside]) rmSync(left, { force: true })
  }
  return () => rmSync(file, { force: true })
}
