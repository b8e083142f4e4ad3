import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { until } from './until.ts'

const living = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})

/** A program of Debian's that the test started; ended by its own handle. */
export interface Peer {
  readonly port: number
  /** Ends it at once. */
  kill(): Promise<void>
}

async function startPeer(
  command: string,
  args: readonly string[],
  port: number,
  path: string,
): Promise<Peer> {
  const child = spawn(command, [...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  living.add(child)
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)))
  const ended = Promise.withResolvers<boolean>()
  child.once('close', () => {
    living.delete(child)
    ended.resolve(true)
  })
  child.once('error', (error) => (log += error.message))
  await until(`${command} on port ${port}`, async () => {
    if (!living.has(child)) throw new Error(log)
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    await response.arrayBuffer()
    return response.ok ? true : null
  })
  return {
    port,
    async kill() {
      child.kill('SIGKILL')
      await ended.promise
    },
  }
}

/** Debian's node exporter on a port of its own, or on the given one. */
export async function startNodeExporter(port?: number): Promise<Peer> {
  const at = port ?? (await freePort())
  return await startPeer('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${at}`], at, '/metrics')
}

/** Debian's Prometheus, which scrapes itself every second and writes what it sees to a source. */
export async function startPrometheus(remote: {
  readonly url: string
  readonly credential: string
}): Promise<Peer & { remove(): void }> {
  const directory = mkdtempSync(join(tmpdir(), 'bailiwick-prometheus-'))
  const port = await freePort()
  writeFileSync(
    join(directory, 'prometheus.yml'),
    `global:
  scrape_interval: 1s
scrape_configs:
  - job_name: prometheus
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]
remote_write:
  - url: ${remote.url}
    authorization: { credentials: '${remote.credential}' }
    queue_config: { batch_send_deadline: 1s }
`,
  )
  const args = [
    `--config.file=${join(directory, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(directory, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]
  const peer = await startPeer('prometheus', args, port, '/-/ready')
  return { ...peer, remove: () => rmSync(directory, { recursive: true, force: true }) }
}
