import { readdirSync } from 'node:fs'

const SCIM = 'app/api/scim/scim-refusals.integration.test.ts'
const SCIM_FIELDS = 'testing/isolation/fields-scim.integration.test.ts'
const DOORS = 'app/api/every-door.integration.test.ts'
const HEALTH = 'app/readyz/health-routes.integration.test.ts'

/**
 * Routes that answer with something else than JSON of a declaration, or are not ours to declare, each with the test that asks
 * it what strangers would: other tenants' ids, wrong credentials, bad input. Those of SCIM take no scope but that of their token.
 */
export const OTHER_ROUTES: Readonly<Record<string, string>> = {
  '/api/auth/[...nextauth]': 'e2e/suites/doors.ts',
  '/api/live': DOORS,
  '/api/openapi.json': HEALTH,
  '/api/scim/v2/Groups': SCIM,
  '/api/scim/v2/Groups/[id]': SCIM,
  '/api/scim/v2/ResourceTypes': SCIM,
  '/api/scim/v2/ResourceTypes/[id]': SCIM_FIELDS,
  '/api/scim/v2/Schemas': SCIM,
  '/api/scim/v2/Schemas/[id]': SCIM_FIELDS,
  '/api/scim/v2/ServiceProviderConfig': SCIM,
  '/api/scim/v2/Users': SCIM,
  '/api/scim/v2/Users/[id]': SCIM,
  '/api/scim/v2/[[...rest]]': 'app/api/scim/scim-protocol.integration.test.ts',
  '/api/sso/[providerId]/acs': DOORS,
  '/api/sso/[providerId]/callback': DOORS,
  '/api/sso/[providerId]/finish': DOORS,
  '/api/sso/[providerId]/metadata': DOORS,
  '/api/sso/[providerId]/start': DOORS,
  '/healthz': HEALTH,
  '/metrics': HEALTH,
  '/p/[token]': 'app/p/phone-page.integration.test.ts',
  '/readyz': HEALTH,
}

/** Addresses of the folders with a route.ts, as Next.js writes them; groups in parentheses are no part of an address. */
export const addressesOnDisk = (): string[] =>
  readdirSync(new URL('../../app/', import.meta.url), { recursive: true })
    .map(String)
    .filter((file) => /(?:^|\/)route\.tsx?$/.test(file))
    .map((file) => `/${file.replace(/\/?route\.tsx?$/, '')}`.replaceAll(/\/\([^/]+\)/g, ''))
