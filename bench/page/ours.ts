import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { openMailbox } from '#testing/mailbox.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openWebhookReceiver, type WebhookReceiver } from '#testing/webhook-receiver.ts'
import { Person } from '../../e2e/support/person.ts'
import { until } from '../../e2e/support/until.ts'
import { firstCall, INTERVAL_SECONDS, type Side } from './side.ts'
import { PUSHED_METRIC, pushedTrouble, type Target } from './trouble.ts'

const EMAIL = 'on-call@example.test'
const PASSWORD = 'a pass phrase for one benchmark 1'
const TYPES = { page: 'incident.page', recovery: 'incident.resolved' } as const

const anything = z.unknown()
const source = z.object({ remoteWriteUrl: z.string(), credential: z.string() })
const withId = z.object({ id: z.string() })
const vector = z.object({ data: z.object({ result: z.array(anything) }) })

interface Place {
  readonly installation: Installation
  readonly member: Person
  readonly platform: string
  readonly tenant: string
}

async function command<S extends z.ZodType>(
  installation: Installation,
  schema: S,
  ...args: readonly string[]
): Promise<z.output<S>> {
  return schema.parse(JSON.parse(await installation.cli(...args, '--json')))
}

async function makePlace(installation: Installation): Promise<Place> {
  const run = async (...args: readonly string[]): Promise<string> =>
    (await command(installation, withId, ...args)).id
  await installation.cli('setup', '--name', 'On Call', '--email', EMAIL, '--password', PASSWORD)
  const platform = await run('platform', 'create', '--name', 'Bench')
  const tenant = await run('tenant', 'create', '--platform', platform, '--name', 'Bench')
  const member = new Person(installation.url)
  await member.signIn(EMAIL, PASSWORD)
  await member.enrol()
  return { installation, member, platform: `platform:${platform}`, tenant: `tenant:${tenant}` }
}

/** Pages go to the one member at once, by a signed webhook; returns the secret of the signature. */
async function pageAtOnce({ member, platform }: Place, receiver: WebhookReceiver): Promise<string> {
  const me = await member.must(withId, 'GET', '/api/v1/me')
  const { secret } = await member.must(z.object({ secret: z.string() }), 'POST', '/api/v1/me/channels', {
    body: { kind: 'webhook', target: receiver.url },
  })
  await member.must(anything, 'PUT', '/api/v1/escalation-policy', {
    scope: platform,
    body: { steps: [{ delaySeconds: 0, memberIds: [me.id] }] },
  })
  return secret
}

async function allow({ member }: Place, port: number): Promise<void> {
  await member.must(anything, 'POST', '/api/v1/outgoing-allow', {
    scope: 'operator',
    body: { cidr: '127.0.0.1/32', port, reason: 'a target or the receiver of the benchmark' },
  })
}

/** The rules keep the interval that a rule has by default: samples that arrive are not to wait for it. */
async function addRules({ member, platform, tenant }: Place): Promise<void> {
  const rule = { forSeconds: 0, severity: 'P1' }
  await member.must(anything, 'POST', '/api/v1/rules', {
    scope: platform,
    body: {
      ...rule,
      name: 'target-down',
      expr: 'up{job="bench"} == 0',
      summary: '{{ $labels.instance }} is down',
    },
  })
  await member.must(anything, 'POST', '/api/v1/rules', {
    scope: tenant,
    body: {
      ...rule,
      name: 'pressure',
      expr: `${PUSHED_METRIC} > 0`,
      summary: `${PUSHED_METRIC} is above 0`,
    },
  })
}

async function addTargets({ member, platform }: Place, targets: readonly Target[]): Promise<void> {
  for (const { instance } of targets) {
    await member.must(anything, 'POST', '/api/v1/scrape-targets', {
      scope: platform,
      body: {
        url: `http://${instance}/metrics`,
        job: 'bench',
        intervalSeconds: INTERVAL_SECONDS,
        timeoutSeconds: 1,
      },
    })
  }
}

/** Resolves when all targets are up and the first sample that was written is there. */
async function untilWatched({ member, platform, tenant }: Place, targets: number): Promise<void> {
  const count = async (scope: string, query: string): Promise<number> =>
    (await member.must(vector, 'GET', `/api/v1/query?${new URLSearchParams({ query })}`, { scope })).data
      .result.length
  await until('all targets are up', async () =>
    (await count(platform, 'up{job="bench"} == 1')) === targets ? true : null,
  )
  await until('the written series is there', async () =>
    (await count(tenant, PUSHED_METRIC)) === 1 ? true : null,
  )
}

/**
 * Starts the whole product and one member on call, who is paged by e-mail and by a signed webhook at once. The targets
 * belong to a platform, the written series to a tenant of it.
 */
export async function startOurs(targets: readonly Target[]): Promise<Side> {
  const mailbox = await openMailbox()
  const receiver = await openWebhookReceiver()
  const installation = await startInstallation({ SMTP_URL: mailbox.url })
  const close = async (): Promise<void> => {
    await installation.stop()
    installation.remove()
    await mailbox.close()
    await receiver.close()
  }
  try {
    const place = await makePlace(installation)
    const ports = targets.map(({ instance }) => Number(new URL(`http://${instance}`).port))
    for (const port of [receiver.port, ...ports]) await allow(place, port)
    const secret = await pageAtOnce(place, receiver)
    const tenantId = place.tenant.replace('tenant:', '')
    const made = await command(installation, source, 'source', 'create', '--tenant', tenantId)
    const remoteWrite = { url: made.remoteWriteUrl, credential: made.credential }
    // A source that was made a moment ago may have to send again (503), as every sender does.
    await until('a first sample is taken', async () => await pushedTrouble(remoteWrite).mendIt())
    await addTargets(place, targets)
    await untilWatched(place, targets.length)
    await addRules(place)
    return {
      targets,
      remoteWrite,
      async told(what, about, since) {
        const call = await firstCall(receiver, { name: 'Bailiwick', mark: TYPES[what], about, since })
        new Webhook(secret).verify(call.body, call.headers) // throws unless it is signed
        return call.at
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
