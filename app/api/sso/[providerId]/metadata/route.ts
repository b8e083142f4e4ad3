import { randomUUID } from 'node:crypto'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { readSamlMetadata } from '#lib/modules/identity/index.ts'
import { visitOf } from '../../sign-on-answer.ts'

interface Context {
  readonly params: Promise<{ providerId: string }>
}

/** The description of this installation for a SAML provider; its address is our entity id there. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const xml = await readSamlMetadata(visitOf(request).ctx, await params)
    return new Response(xml, {
      headers: { 'content-type': 'application/samlmetadata+xml', 'cache-control': 'no-store' },
    })
  } catch (error) {
    return problemResponse(error, randomUUID())
  }
}
