import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { reachableHost, required } from '#lib/infra/config/index.ts'
import type { Command } from '../command.ts'

const LIMIT_MS = 3000

/** The part of the run record that `npm start` leaves for the command line. */
const runRecord = z.object({
  pid: z.number(),
  version: z.string(),
  startedAt: z.string(),
  urls: z.object({ web: z.string(), engine: z.string() }),
  ports: z.record(z.string(), z.number()),
})

interface Health {
  readonly ok: boolean
  /** Time to the answer, milliseconds. */
  readonly ms: number
  readonly detail: string
}

async function look(url: string): Promise<Health> {
  const begun = performance.now()
  const since = (): number => Math.round((performance.now() - begun) * 10) / 10
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS) })
    await response.body?.cancel()
    return { ok: response.ok, ms: since(), detail: `answers ${response.status}` }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return { ok: false, ms: since(), detail: isLate ? `no answer within ${LIMIT_MS} ms` : 'does not answer' }
  }
}

/** Shows the processes of the running installation and how they are. */
export const status: Command = {
  name: 'status',
  summary: 'shows processes, addresses, versions and health; exits 1 when something is not well',
  options: {},
  async run({ settings }) {
    const record = runRecord.parse(
      JSON.parse(readFileSync(join(required('BAILIWICK_STATE_DIR'), 'run.json'), 'utf8')),
    )
    const at = (port: number, path: string, host = reachableHost(settings.HOST)): string =>
      `http://${host}:${port}${path}`
    const processes = await Promise.all(
      Object.entries(record.ports).map(async ([name, port]) => ({
        name,
        port,
        // The jobs process listens on loopback, whatever HOST says.
        ...(await look(at(port, '/healthz', name === 'jobs' ? '127.0.0.1' : undefined))),
      })),
    )
    const readiness = await look(at(record.ports['web'] ?? settings.PORT, '/readyz'))
    const ok = readiness.ok && processes.every((one) => one.ok)
    const { version, startedAt, pid, urls } = record
    return {
      json: { ok, version, node: process.version, startedAt, pid, urls, ready: { ...readiness }, processes },
      lines: [
        `Bailiwick ${version}, Node ${process.version}, process ${pid}, since ${startedAt}`,
        `web     ${urls.web}`,
        `engine  ${urls.engine}`,
        ...processes.map(
          ({ name, port, detail, ms }) => `${name.padEnd(8)} port ${port}: ${detail} (${ms} ms)`,
        ),
        `readiness: ${readiness.ok ? 'ready' : 'not ready'} (${readiness.ms} ms)`,
      ],
      exitCode: ok ? 0 : 1,
    }
  },
}
