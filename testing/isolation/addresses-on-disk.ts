import { readdirSync } from 'node:fs'

/**
 * Routes that answer with something else than JSON of a declaration, or are not ours to declare. Those of SCIM take no
 * scope but that of their token; lib/modules/scim asks them with another tenant's ids.
 */
export const OTHER_ROUTES = [
  '/api/auth/[...nextauth]',
  '/api/live',
  '/api/openapi.json',
  '/api/scim/v2/Groups',
  '/api/scim/v2/Groups/[id]',
  '/api/scim/v2/ResourceTypes',
  '/api/scim/v2/ResourceTypes/[id]',
  '/api/scim/v2/Schemas',
  '/api/scim/v2/Schemas/[id]',
  '/api/scim/v2/ServiceProviderConfig',
  '/api/scim/v2/Users',
  '/api/scim/v2/Users/[id]',
  '/api/sso/[providerId]/acs',
  '/api/sso/[providerId]/callback',
  '/api/sso/[providerId]/finish',
  '/api/sso/[providerId]/metadata',
  '/api/sso/[providerId]/start',
  '/healthz',
  '/metrics',
  '/p/[token]',
  '/readyz',
] as const

/** Addresses of the folders with a route.ts, as Next.js writes them; groups in parentheses are no part of an address. */
export const addressesOnDisk = (): string[] =>
  readdirSync(new URL('../../app/', import.meta.url), { recursive: true })
    .map(String)
    .filter((file) => /(?:^|\/)route\.tsx?$/.test(file))
    .map((file) => `/${file.replace(/\/?route\.tsx?$/, '')}`.replaceAll(/\/\([^/]+\)/g, ''))
