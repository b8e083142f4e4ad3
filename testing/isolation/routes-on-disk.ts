import { readdirSync } from 'node:fs'
import { z } from 'zod'
import { isRecord } from '#lib/core/unsafe.ts'
import type { AnyDeclaration, RouteHandler } from '#lib/infra/http/define-route.ts'

/** A method of a route, found in its file. */
export interface FoundRoute {
  /** `GET /api/v1/incidents/{incidentId}`. */
  readonly name: string
  readonly method: string
  readonly path: string
  /** Names of the parameters in the path. */
  readonly params: readonly string[]
  readonly declaration: AnyDeclaration
  readonly handle: RouteHandler
}

const API = new URL('../../app/api/v1/', import.meta.url)

const isHandler = (value: unknown): value is RouteHandler =>
  typeof value === 'function' && 'declaration' in value && isRecord(value.declaration)

/** Every method of every route below app/api/v1, found by looking at the files: a route that nobody listed is here too. */
export async function findRoutes(): Promise<readonly FoundRoute[]> {
  const files = readdirSync(API, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('route.ts'))
  const found: FoundRoute[] = []
  for (const file of files.toSorted()) {
    const path = `/api/v1/${file.replace(/\/route\.ts$/, '').replaceAll(/\[(\w+)\]/g, '{$1}')}`
    const params = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))
    const handlers: unknown = await import(new URL(file, API).href)
    if (!isRecord(handlers)) throw new TypeError(`${file} exports nothing`)
    for (const [method, handle] of Object.entries(handlers)) {
      if (!isHandler(handle)) throw new TypeError(`${file}: ${method} was not made by defineRoute`)
      found.push({ name: `${method} ${path}`, method, path, params, declaration: handle.declaration, handle })
    }
  }
  return found
}

/** A method of a route, whatever made it. */
export type Answering = Pick<FoundRoute, 'method' | 'path' | 'handle'>

const SCIM = new URL('../../app/api/scim/v2/', import.meta.url)

const isFunction = (value: unknown): value is RouteHandler => typeof value === 'function'

/** Every method of every list and resource of provisioning; those with a fixed address come before those with an id. */
export async function findScimRoutes(): Promise<readonly Answering[]> {
  const files = readdirSync(SCIM, { recursive: true })
    .map(String)
    .filter((file) => /^[\w/[\]]+\/route\.ts$/.test(file) && !file.includes('[['))
  const found: Answering[] = []
  for (const file of files.toSorted()) {
    const path = `/api/scim/v2/${file.replace(/\/route\.ts$/, '').replaceAll(/\[(\w+)\]/g, '{$1}')}`
    const handlers: unknown = await import(new URL(file, SCIM).href)
    if (!isRecord(handlers)) throw new TypeError(`${file} exports nothing`)
    for (const [method, handle] of Object.entries(handlers))
      if (isFunction(handle)) found.push({ method, path, handle })
  }
  return found
}

/** Names of the fields that carry ids, of a query or a body. */
export function idFields(schema: z.ZodType | null): string[] {
  return schema instanceof z.ZodObject
    ? Object.keys(schema.shape).filter((name) => /Ids?$|^after$/.test(name))
    : []
}
