import { isStopping } from '#lib/infra/live/index.ts'

/** Whether this process answers and means to go on: for load balancers, which ask often. It asks nobody else. */
export function GET(): Response {
  const stopping = isStopping()
  return Response.json(
    { status: stopping ? 'stopping' : 'ok' },
    { status: stopping ? 503 : 200, headers: { 'cache-control': 'no-store' } },
  )
}
