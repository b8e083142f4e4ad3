import { readdirSync } from 'node:fs'

/** Routes that answer with something else than JSON of a declaration, or are not ours to declare. */
export const OTHER_ROUTES = [
  '/api/auth/[...nextauth]',
  '/api/live',
  '/api/openapi.json',
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
