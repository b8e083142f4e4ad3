import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment, startProgram } from '#testing/processes.ts'

/** An engine in a process of its own. */
export interface EngineProcess {
  readonly port: number
  /** Resident memory in MiB, as the kernel counts it. */
  memory(): number
  /** Ends the process as a power cut would. */
  kill(): Promise<void>
}

/** Starts an engine process on a database and waits until it takes samples; on a free port unless one is given. */
export async function spawnEngine(engineUrl: string, port = 0): Promise<EngineProcess> {
  const script = fileURLToPath(new URL('./run-engine.ts', import.meta.url))
  const program = startProgram([script, engineUrl, String(port)], cleanEnvironment({}))
  const [line] = await program.waitForLine(/^\d+$/)
  return {
    port: Number(line),
    memory() {
      const status = readFileSync(`/proc/${program.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
    },
    async kill() {
      if (!program.hasEnded()) await program.stop('SIGKILL')
    },
  }
}
