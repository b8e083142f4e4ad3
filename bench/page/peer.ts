import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { openWebhookReceiver } from '#testing/webhook-receiver.ts'
import { until } from '../../e2e/support/until.ts'
import { startDebianProgram, type DebianProgram } from './program.ts'
import { firstCall, INTERVAL_SECONDS, type Side } from './side.ts'
import { PUSHED_METRIC, pushedTrouble, type Target } from './trouble.ts'

const STATUS = { page: '"status":"firing"', recovery: '"status":"resolved"' } as const

const targetList = z.object({
  data: z.object({ activeTargets: z.array(z.object({ health: z.string() })) }),
})
const alertmanagerList = z.object({ data: z.object({ activeAlertmanagers: z.array(z.unknown()) }) })

const alertmanagerConfig = (hook: string): string => `
route:
  receiver: person
  group_by: [alertname, instance]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 4h
receivers:
  - name: person
    webhook_configs: [{ url: '${hook}', send_resolved: true }]
`

const prometheusConfig = (targets: readonly Target[], alertmanager: string): string => `
global:
  scrape_interval: ${INTERVAL_SECONDS}s
  scrape_timeout: 1s
  evaluation_interval: ${INTERVAL_SECONDS}s
rule_files: [rules.yml]
alerting:
  alertmanagers: [{ static_configs: [{ targets: ['${alertmanager}'] }] }]
scrape_configs:
  - job_name: bench
    static_configs: [{ targets: [${targets.map(({ instance }) => `'${instance}'`).join(', ')}] }]
`

/**
 * A group of rules for each target: how far a target's scrape and its group's evaluation lie apart follows from the hash
 * of their names and stays as it is, so one pair alone would measure one accident.
 */
const rulesFile = (targets: readonly Target[]): string => `
groups:
${targets
  .map(
    ({ instance }) => `  - name: ${instance}
    rules: [{ alert: target-down, expr: 'up{job="bench", instance="${instance}"} == 0' }]
`,
  )
  .join('')}  - name: pushed
    rules: [{ alert: ${PUSHED_METRIC}, expr: '${PUSHED_METRIC} > 0' }]
`

async function ask<S extends z.ZodType>(schema: S, url: string): Promise<z.output<S>> {
  return schema.parse(await (await fetch(url)).json())
}

/** Resolves when the Alertmanager is known and every target is up. */
async function untilWatched(prometheus: string, targets: number): Promise<void> {
  await until('Prometheus knows its Alertmanager', async () => {
    const { data } = await ask(alertmanagerList, `${prometheus}/api/v1/alertmanagers`)
    return data.activeAlertmanagers.length === 1 ? true : null
  })
  await until('Prometheus sees all targets', async () => {
    const { data } = await ask(targetList, `${prometheus}/api/v1/targets`)
    return data.activeTargets.filter(({ health }) => health === 'up').length === targets ? true : null
  })
}

/** Starts Debian's Alertmanager, and its Prometheus with everything that it needs to be as fast as it can be here. */
export async function startPeer(targets: readonly Target[]): Promise<Side> {
  const directory = mkdtempSync(join(tmpdir(), 'bailiwick-bench-peer-'))
  const receiver = await openWebhookReceiver()
  const programs: DebianProgram[] = []
  const close = async (): Promise<void> => {
    for (const program of programs) await program.kill()
    await receiver.close()
    rmSync(directory, { recursive: true, force: true })
  }
  const [alertmanager, prometheus] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`]
  writeFileSync(join(directory, 'alertmanager.yml'), alertmanagerConfig(receiver.url))
  writeFileSync(join(directory, 'prometheus.yml'), prometheusConfig(targets, alertmanager))
  writeFileSync(join(directory, 'rules.yml'), rulesFile(targets))
  const start = async (command: string, address: string, args: readonly string[]): Promise<void> => {
    const ready = `http://${address}/-/ready`
    programs.push(await startDebianProgram(command, [`--web.listen-address=${address}`, ...args], ready))
  }
  try {
    await start('prometheus-alertmanager', alertmanager, [
      `--config.file=${directory}/alertmanager.yml`,
      `--storage.path=${directory}/alertmanager`,
      '--cluster.listen-address=',
    ])
    await start('prometheus', prometheus, [
      `--config.file=${directory}/prometheus.yml`,
      `--storage.tsdb.path=${directory}/prometheus`,
      '--web.enable-remote-write-receiver',
    ])
    await untilWatched(`http://${prometheus}`, targets.length)
    const remoteWrite = { url: `http://${prometheus}/api/v1/write`, credential: null }
    await pushedTrouble(remoteWrite).mendIt()
    return {
      targets,
      remoteWrite,
      async told(what, about, since) {
        return (await firstCall(receiver, { name: 'Prometheus', mark: STATUS[what], about, since })).at
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
