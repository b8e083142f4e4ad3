import { z } from 'zod'
import type { Mailbox } from '#testing/mailbox.ts'
import type { Installation } from '#testing/processes.ts'
import type { WebhookReceiver } from '#testing/webhook-receiver.ts'
import type { Inhabited } from './inhabited.ts'
import { PASSWORD, Person } from './person.ts'
import type { WriteAddress } from './remote-write.ts'
import { ADMIN, setUp } from './set-up.ts'

/** A platform with a tenant that sends, and two members who are paged one after the other. */
export interface Estate {
  readonly admin: Person
  readonly platform: string
  readonly tenant: string
  readonly source: WriteAddress
  /** Reads the tenant's metrics; `url` ends in `/api/v1`. */
  readonly reader: WriteAddress
  /** Where the pages of one incident go, by step as people count: `channel address`. */
  readonly pagedAt: ReadonlyMap<string, readonly string[]>
}

const SECOND = 'second@example.test'
/** The metric of the estate's rules: something burns while its value is above zero. */
export const BURNING_METRIC = 'survival_burning'
/** How many rules there are, one for each value of the label `lane`: an open incident takes in what its rule fires. */
export const LANES = 4
/** Seconds until the second member is paged. */
const DELAY_SECONDS = 2

const own = z.object({ id: z.string() })
const withCredential = z.object({ credential: z.string() })

/** Calls the command line and reads the object that it prints. */
export async function callCli(
  installation: Installation,
  ...args: readonly string[]
): Promise<Record<string, string>> {
  const text = await installation.cli(...args, '--json')
  return z.record(z.string(), z.coerce.string()).parse(JSON.parse(text))
}

async function inviteSecond(admin: Person, platform: string, mailbox: Mailbox): Promise<Person> {
  await admin.must(z.unknown(), 'POST', '/api/v1/invitations', {
    scope: `platform:${platform}`,
    body: { email: SECOND, name: 'Sam Second', role: 'on_call' },
  })
  const { mail } = await mailbox.waitFor(({ to }) => to === SECOND)
  const token = /bw_inv_[\w.-]+/.exec(mail.text ?? '')?.[0] ?? ''
  const second = new Person(admin.origin)
  await second.must(z.unknown(), 'POST', '/api/v1/invitations/accept', {
    body: { token, name: 'Sam Second', password: PASSWORD },
  })
  await second.signIn(SECOND, PASSWORD)
  await second.enrol()
  return second
}

async function pagePeople(
  admin: Person,
  second: Person,
  scope: string,
  hook: WebhookReceiver,
): Promise<void> {
  await admin.must(z.unknown(), 'POST', '/api/v1/outgoing-allow', {
    scope: 'operator',
    body: { cidr: '127.0.0.1/32', port: hook.port, reason: 'a receiver on this machine' },
  })
  await second.must(z.unknown(), 'POST', '/api/v1/me/channels', {
    body: { kind: 'webhook', target: hook.url },
  })
  const ids = []
  for (const person of [admin, second]) ids.push((await person.must(own, 'GET', '/api/v1/me')).id)
  await admin.must(z.unknown(), 'PUT', '/api/v1/escalation-policy', {
    scope,
    body: {
      steps: ids.map((id, step) => ({ delaySeconds: step * DELAY_SECONDS, memberIds: [id] })),
    },
  })
}

/** Sets up the estate on an installation without members. */
export async function prepareEstate(
  installation: Installation,
  mailbox: Mailbox,
  receiver: WebhookReceiver,
): Promise<Estate> {
  return await settle({ installation, mailbox, admin: (await setUp(installation)).admin }, receiver)
}

/** Sets up the estate beside what an installation has; its admin is paged. */
export async function settle(
  { installation, mailbox, admin }: Pick<Inhabited, 'installation' | 'mailbox' | 'admin'>,
  receiver: WebhookReceiver,
): Promise<Estate> {
  const { id: platform } = await admin.must(own, 'POST', '/api/v1/platforms', { body: { name: 'Licences' } })
  const { id: tenant } = await admin.must(own, 'POST', '/api/v1/tenants', {
    scope: 'operator',
    body: { platformId: platform, name: 'Merbau' },
  })
  const credentials = { scope: `tenant:${tenant}` }
  const source = await admin.must(withCredential, 'POST', '/api/v1/sources', {
    ...credentials,
    body: { plan: 'unlimited' },
  })
  const key = await admin.must(withCredential, 'POST', '/api/v1/api-keys', {
    ...credentials,
    body: { permissions: ['metrics:query'] },
  })
  const scope = `platform:${platform}`
  const second = await inviteSecond(admin, platform, mailbox)
  await pagePeople(admin, second, scope, receiver)
  for (let lane = 0; lane < LANES; lane += 1) {
    await admin.must(z.unknown(), 'POST', '/api/v1/rules', {
      scope: `tenant:${tenant}`,
      body: {
        name: `burning ${lane}`,
        expr: `${BURNING_METRIC}{lane="${lane}"} > 0`,
        forSeconds: 0,
        severity: 'P1',
        summary: 'burning {{ $labels.episode }}',
      },
    })
  }
  return {
    admin,
    platform,
    tenant,
    source: { url: `${installation.engineUrl}/api/v1/write`, credential: source.credential },
    reader: { url: `${installation.engineUrl}/api/v1`, credential: key.credential },
    pagedAt: new Map([
      ['1', [`email ${ADMIN}`]],
      ['2', [`email ${SECOND}`, `webhook ${receiver.url}`]],
    ]),
  }
}
