import assert from 'node:assert/strict'
import { z } from 'zod'

const SCHEMAS = 'urn:ietf:params:scim'
const user = z.object({ id: z.string() })

/** Where a directory sends what it knows of people, and with which credential. */
export interface Directory {
  readonly origin: string
  readonly credential: string
}

/** Asks what an identity provider asks (RFC 7644), and parses the answer. */
async function provision<S extends z.ZodType>(
  { origin, credential }: Directory,
  schema: S,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body: unknown },
): Promise<z.output<S>> {
  const response = await fetch(`${origin}/api/scim/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`)
  return schema.parse(JSON.parse(text))
}

/** Has a directory take somebody in, and returns what switches them off there. */
export async function takeIn(directory: Directory, userName: string): Promise<() => Promise<unknown>> {
  const { id } = await provision(directory, user, {
    method: 'POST',
    path: '/Users',
    body: { schemas: [`${SCHEMAS}:schemas:core:2.0:User`], userName, active: true },
  })
  return async () =>
    await provision(directory, z.unknown(), {
      method: 'PATCH',
      path: `/Users/${id}`,
      body: {
        schemas: [`${SCHEMAS}:api:messages:2.0:PatchOp`],
        Operations: [{ op: 'replace', path: 'active', value: false }],
      },
    })
}
