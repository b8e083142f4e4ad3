import { spawn, type ChildProcess } from 'node:child_process'
import { until } from '../../e2e/support/until.ts'

const living = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL') // a bench that fails leaves nothing running
})

/** A program of Debian's that runs beside the bench. */
export interface DebianProgram {
  /** Kills it at once; resolves with the moment of the kill, in ms since 1970, when it is gone. */
  kill(): Promise<number>
}

/** Starts a program and resolves when the address answers 2xx; rejects with the end of its log when it does not. */
export async function startDebianProgram(
  command: string,
  args: readonly string[],
  readyUrl: string,
): Promise<DebianProgram> {
  const child = spawn(command, [...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  living.add(child)
  const ended = Promise.withResolvers<boolean>()
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)))
  child.once('error', (error) => (log += error.message))
  child.once('close', () => {
    living.delete(child)
    ended.resolve(true)
  })
  await until(`${command} at ${readyUrl}`, async () => {
    if (!living.has(child)) throw new Error(log)
    const response = await fetch(readyUrl)
    await response.arrayBuffer()
    return response.ok ? true : null
  })
  return {
    async kill() {
      const at = Date.now()
      child.kill('SIGKILL')
      await ended.promise
      return at
    },
  }
}
