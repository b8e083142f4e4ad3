import assert from 'node:assert/strict'
import type { Browser } from 'playwright'
import { z } from 'zod'
import { arrive } from './arrive.ts'
import { englishLeft } from './english-left.ts'
import { idOf } from './id-of.ts'
import { goAndSettle, keepShots, overflowOf, PHONE, shotName } from './look.ts'
import type { Person } from './person.ts'

/** The explanation of a figure of each page that has some. */
const explained = ({
  tenant,
  platform,
  host,
}: {
  readonly tenant: string
  readonly platform: string
  readonly host: string
}): readonly string[] => [
  '/?scope=operator&explain=tenants-healthy',
  '/?scope=operator&explain=lowest-error-budget',
  `/?scope=tenant:${tenant}&explain=days-without-incident`,
  `/?scope=platform:${platform}&explain=backups-proved`,
  '/matrix?scope=operator&explain=services-down',
  `/services/${host}?scope=operator&explain=traffic`,
  `/services/${host}?scope=operator&explain=days-without-incident`,
]

/** Makes what they show, and tells the addresses of the pages in the scopes in which they say other things. */
export async function movedPages(admin: Person): Promise<readonly string[]> {
  const created = z.object({ id: z.string() })
  const platform = await admin.must(created, 'POST', '/api/v1/platforms', {
    scope: 'operator',
    body: { name: 'SaaS IDP' },
  })
  const tenant = await admin.must(created, 'POST', '/api/v1/tenants', {
    scope: 'operator',
    body: { platformId: platform.id, name: 'Merbau' },
  })
  const host = await idOf(admin, 'services', { name: 'host' })
  const opened = await incidentOf(admin, tenant.id, 'Merbau tidak menjawab')
  const resolved = await incidentOf(admin, tenant.id, 'Merbau perlahan')
  await admin.must(z.unknown(), 'POST', `/api/v1/incidents/${resolved}/resolve`, {
    scope: `tenant:${tenant.id}`,
    body: { note: 'Dimulakan semula.' },
  })
  const fleet = [
    'audit',
    'audit/witnesses',
    'security',
    'access/review',
    'requests',
    'rules',
    'services',
    'tenants',
    'members',
    'sources',
    'api-keys',
    'sign-on',
    'access',
    'profile',
  ]
  return [
    ...[...fleet, 'access/review?show=all', 'canaries', 'on-call', `services/${host}`].map(
      (path) => `/${path}${path.includes('?') ? '&' : '?'}scope=operator`,
    ),
    ...['audit', 'canaries', 'on-call', 'rules', 'services', 'tenants', 'security', 'access/review'].map(
      (path) => `/${path}?scope=tenant:${tenant.id}`,
    ),
    ...['on-call', 'sources', 'provisioning'].map((path) => `/${path}?scope=platform:${platform.id}`),
    ...['', 'health', 'matrix', 'settings', 'first-steps'].map((path) => `/${path}?scope=operator`),
    ...explained({ tenant: tenant.id, platform: platform.id, host }),
    '/audit?scope=operator&text=nothing+has+this',
    '/incidents?scope=operator',
    '/incidents?scope=operator&state=closed&severity=P9&text=nothing+has+this',
    `/incidents?scope=tenant:${tenant.id}&state=all`,
    `/incidents/${opened}?scope=tenant:${tenant.id}`,
    `/incidents/${resolved}?scope=tenant:${tenant.id}`,
    '/explore?scope=operator',
    '/explore?scope=operator&q=up',
    '/explore?scope=operator&q=up&q=sum(&view=table&unit=apples',
    '/explore?scope=operator&q=up&kind=instant',
  ]
}

/** An incident that the admin opens by hand in a tenant; its title is Malay, because titles are as people write them. */
async function incidentOf(admin: Person, tenantId: string, title: string): Promise<string> {
  const { id } = await admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/incidents', {
    scope: `tenant:${tenantId}`,
    body: { title, severity: 'P1', description: 'Dilihat oleh seseorang.' },
  })
  return id
}

/** English that is left on pages in Malay, at a desk and on a phone, and what does not fit there. */
export async function faultsInMalay(
  { url, browser, admin }: { readonly url: string; readonly browser: Browser; readonly admin: Person },
  paths: readonly string[],
): Promise<readonly string[]> {
  const english = await arrive(browser, admin, { locale: 'en-GB' })
  const [first = ''] = paths
  await goAndSettle(english, url + first)
  assert.ok((await englishLeft(english)).length > 3, `the finder sees English on ${first}`)
  await english.context().close()
  const page = await arrive(browser, admin, { locale: 'ms-MY' })
  const faults: string[] = []
  for (const path of paths) {
    await goAndSettle(page, url + path)
    assert.equal(await page.locator('html').getAttribute('lang'), 'ms')
    faults.push(...(await englishLeft(page)).map((left) => `${path} ${left}`))
    await keepShots(page, `${shotName(path)}-ms`)
    const desk = page.viewportSize()
    await page.setViewportSize(PHONE.viewport)
    faults.push(...(await overflowOf(page)).map((fault) => `${path} ${fault}`))
    await keepShots(page, `${shotName(path)}-ms-phone`)
    if (desk !== null) await page.setViewportSize(desk)
  }
  await page.context().close()
  return faults
}
