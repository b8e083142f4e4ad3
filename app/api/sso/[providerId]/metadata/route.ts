import { randomUUID } from 'node:crypto'
import { admitVisitor } from '#app/api/admit.ts'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { readSamlMetadata } from '#lib/modules/identity/index.ts'
import { noteRefusedSignOn, visitOf, type ProviderRoute } from '../../sign-on-answer.ts'

/** The description of this installation for a SAML provider; its address is our entity id there. */
export async function GET(request: Request, { params }: ProviderRoute): Promise<Response> {
  const { ctx } = visitOf(request)
  try {
    await admitVisitor(request, 'reading')
    const xml = await readSamlMetadata(ctx, await params)
    return new Response(xml, {
      headers: { 'content-type': 'application/samlmetadata+xml', 'cache-control': 'no-store' },
    })
  } catch (error) {
    return problemResponse(await noteRefusedSignOn(request, error, ctx), randomUUID(), request)
  }
}
