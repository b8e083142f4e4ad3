import { z } from 'zod'
import type { Json } from '#lib/core/canonical-json.ts'
import { ROLES, grantOf } from '#lib/core/permissions.ts'
import { jsonFromColumn } from '#lib/core/unsafe.ts'
import { sessionCookie } from '#lib/infra/auth/session-cookie.ts'
import type { AnyDeclaration } from './define-route.ts'
import { classOf } from './rate-limit.ts'
import { downloadOutput } from './download.ts'

/** HTTP methods that routes answer. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The routes of the installation: path with `{name}` for parameters → method → declaration. */
export type RouteTable = Readonly<
  Record<string, Readonly<Partial<Record<Method, { readonly declaration: AnyDeclaration }>>>>
>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  })
  return jsonFromColumn(rest)
}

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'problem'],
        properties: { field: { type: 'string' }, problem: { type: 'string' } },
      },
    },
  },
}

const SCOPE_PARAMETER: Json = {
  name: 'scope',
  in: 'query',
  required: false,
  description:
    'What the request may see: operator, platform:<id> or tenant:<id>. Without it, the widest scope of the caller.',
  schema: { type: 'string' },
}

function queryParameters(query: z.ZodType | null): Json[] {
  if (!(query instanceof z.ZodObject)) return []
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: schema instanceof z.ZodType && !schema.safeParse(undefined).success,
    schema: schema instanceof z.ZodType ? schemaOf(schema, 'input') : {},
  }))
}

const contentOf = (response: z.ZodType): Json =>
  response === downloadOutput
    ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemaOf(response, 'output') } }

function operationOf(path: string, method: Method, route: AnyDeclaration): Json {
  const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]): Json => ({
    name: name ?? '',
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const { permission } = route
  const open = permission === 'public' || permission === 'self'
  const roles = open ? [] : ROLES.filter((role) => grantOf(role, permission) !== null)
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-z0-9]+(\w)/gi, (_, letter: string) => letter.toUpperCase()).replaceAll(/\W/g, '')}`,
    summary: route.summary,
    description: open
      ? `Permission: ${permission}.`
      : `Permission: ${permission}. Roles: ${roles.join(', ')}.`,
    'x-permission': permission,
    // Requests of this class are limited per minute; above it the answer is 429 with Retry-After.
    'x-rate-class': classOf(route, method),
    // How far each role holds it, from the same table that refuses: yes, own, step_up, second, step_up_second.
    ...(open
      ? {}
      : { 'x-roles': Object.fromEntries(roles.map((role) => [role, grantOf(role, permission)])) }),
    parameters: [
      ...params,
      ...(permission === 'public' ? [] : [SCOPE_PARAMETER]),
      ...queryParameters(route.query),
    ],
    ...(route.body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }),
    ...(permission === 'public' ? { security: [] } : {}),
    responses: {
      [String(route.status)]: {
        description: 'Done.',
        content: contentOf(route.response),
      },
      default: {
        description: 'Refused (RFC 9457).',
        content: { 'application/problem+json': { schema: PROBLEM } },
      },
    },
  }
}

/** The OpenAPI 3.1 description of all routes. */
export function openApiDocument(routes: RouteTable, serverUrl: string, version: string): Json {
  const paths = Object.fromEntries(
    Object.entries(routes).map(([path, methods]) => [
      path,
      Object.fromEntries(
        (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).flatMap((method) => {
          const handler = methods[method]
          return handler === undefined
            ? []
            : [[method.toLowerCase(), operationOf(path, method, handler.declaration)]]
        }),
      ),
    ]),
  )
  return {
    openapi: '3.1.0',
    info: { title: 'Bailiwick', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: serverUrl }],
    security: [{ bearer: [] }, { session: [] }],
    paths: jsonFromColumn(paths),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key, bw_live_…' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie(serverUrl).name },
      },
    },
  }
}
