import { z } from 'zod'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { PASSWORD, Person } from '../../e2e/support/person.ts'
import type { WriteAddress } from '../../e2e/support/remote-write.ts'
import { startStoppableCluster } from '../../e2e/support/stoppable-cluster.ts'

const ADMIN = 'admin@example.test'
const PLATFORMS = ['Licences', 'Payments', 'Learning', 'Logistics', 'Mail']

const created = z.object({ id: z.string() })
const source = z.object({ credential: z.string() })

/** A platform of the installation, and how samples of its tenants are sent. */
export interface Platform {
  readonly id: string
  readonly source: WriteAddress
}

/** The whole product on a database that lives as long as the measurement. */
export interface Place {
  readonly installation: Installation
  /** The address of its database, as the superuser. */
  readonly databaseUrl: string
  readonly admin: Person
  readonly platforms: readonly Platform[]
  close(): Promise<void>
}

/** Limits of our own that a measurement would reach, and nothing else. */
const UNLIMITED = {
  RATE_READING_PER_MINUTE: '10000000',
  RATE_QUERY_PER_MINUTE: '10000000',
  RATE_INGEST_PER_MINUTE: '10000000',
}

async function addPlatform({ engineUrl }: Installation, admin: Person, name: string): Promise<Platform> {
  const { id } = await admin.must(created, 'POST', '/api/v1/platforms', {
    scope: 'operator',
    body: { name },
  })
  const made = await admin.must(source, 'POST', '/api/v1/sources', {
    scope: `platform:${id}`,
    body: { name: 'load', plan: 'unlimited', tenantLabel: 'tenant' },
  })
  return { id, source: { url: `${engineUrl}/api/v1/write`, credential: made.credential } }
}

/** Starts the product, production build and a database that keeps its promises, with five platforms and one admin. */
export async function openPlace(): Promise<Place> {
  const cluster = await startStoppableCluster()
  const closing = [async () => await cluster.remove()]
  const close = async (): Promise<void> => {
    for (const end of closing.toReversed()) await end()
  }
  try {
    const installation = await startInstallation({ DATABASE_URL: cluster.url, ...UNLIMITED })
    closing.push(async () => {
      await installation.stop()
      installation.remove()
    })
    await installation.cli('setup', '--name', 'Ada Admin', '--email', ADMIN, '--password', PASSWORD)
    const admin = new Person(installation.url)
    await admin.signIn(ADMIN, PASSWORD)
    await admin.enrol()
    const platforms: Platform[] = []
    for (const name of PLATFORMS) platforms.push(await addPlatform(installation, admin, name))
    return { installation, databaseUrl: cluster.url, admin, platforms, close }
  } catch (error) {
    await close()
    throw error
  }
}
