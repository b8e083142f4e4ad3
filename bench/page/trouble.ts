import { compress } from 'snappy'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { flatLabels } from '#lib/modules/metrics/domain/labels.ts'
import { WriteRequestWriter } from '#lib/modules/metrics/domain/remote-write/write-request-writer.ts'
import { startDebianProgram, type DebianProgram } from './program.ts'

/** Something that can break and be mended again. */
export interface Trouble {
  /** A text that every notice about it holds. */
  readonly about: string
  /** Breaks it; resolves with the moment at which it broke, in ms since 1970. */
  breakIt(): Promise<number>
  /** Mends it; resolves with the moment at which mending began, in ms since 1970. */
  mendIt(): Promise<number>
}

/** A scrape target that can be killed and started again: Debian's node exporter. */
export interface Target extends Trouble {
  /** Host and port, as in the label `instance`. */
  readonly instance: string
  close(): Promise<void>
}

/** Starts a target. It shows what the exporter knows of itself and no more: scraping is not what is measured. */
export async function startTarget(): Promise<Target> {
  const instance = `127.0.0.1:${await freePort()}`
  const start = async (): Promise<DebianProgram> =>
    await startDebianProgram(
      'prometheus-node-exporter',
      ['--collector.disable-defaults', `--web.listen-address=${instance}`],
      `http://${instance}/metrics`,
    )
  let exporter = await start()
  return {
    instance,
    about: instance,
    breakIt: async () => await exporter.kill(),
    async mendIt() {
      const at = Date.now()
      exporter = await start()
      return at
    },
    async close() {
      await exporter.kill()
    },
  }
}

/** The metric that is written; a rule of each side fires above 0. */
export const PUSHED_METRIC = 'bench_pressure'

/** Where samples are written to. */
export interface RemoteWrite {
  readonly url: string
  /** Bearer token; null where none is wanted. */
  readonly credential: string | null
}

/** Writes one sample of the metric by remote-write 1.0; resolves with the moment before it was sent, in ms since 1970. */
async function write({ url, credential }: RemoteWrite, value: number): Promise<number> {
  const at = Date.now()
  const writer = new WriteRequestWriter()
  writer.add(flatLabels({ __name__: PUSHED_METRIC, job: 'bench' }), at, value)
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
      ...(credential === null ? {} : { authorization: `Bearer ${credential}` }),
    },
    body: new Uint8Array(await compress(Buffer.from(writer.finish()))),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`)
  return at
}

/** A series that is written by its owner: broken while its newest sample is 1. */
export const pushedTrouble = (to: RemoteWrite): Trouble => ({
  about: PUSHED_METRIC,
  breakIt: async () => await write(to, 1),
  mendIt: async () => await write(to, 0),
})
