import { request } from 'node:http'

/** What a server answered, before any browser made something of it. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** A request of which nothing is put right on its way: `target` stands in the first line as it is written. */
export interface RawQuestion {
  readonly target: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends a request to a server; a URL would tidy its path, and fetch its headers. Rejects when it does not answer in HTTP. */
export async function rawRequest(origin: string, question: RawQuestion): Promise<RawAnswer> {
  const { target, method = 'GET', headers = {}, body } = question
  const { hostname, port } = new URL(origin)
  return await new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path: target, headers, agent: false }, (response) => {
      const chunks: Uint8Array[] = []
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const kept: Record<string, string> = {}
        for (const [name, value] of Object.entries(response.headers)) kept[name] = [value].flat().join(', ')
        resolve({
          status: response.statusCode ?? 0,
          headers: kept,
          text: Buffer.concat(chunks).toString('utf8'),
        })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
