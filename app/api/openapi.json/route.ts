import packageJson from '../../../package.json' with { type: 'json' }
import { runtime } from '#lib/infra/context/runtime.ts'
import { openApiDocument } from '#lib/infra/http/openapi.ts'
import { ROUTES } from '../routes.ts'

/** The OpenAPI description of every route, made from their declarations. It holds no data, so it is for everybody. */
export function GET(): Response {
  const document = openApiDocument(ROUTES, runtime().publicUrl, packageJson.version)
  return Response.json(document, { headers: { 'cache-control': 'no-cache' } })
}
