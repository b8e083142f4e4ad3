import assert from 'node:assert/strict'

const AT_ONCE = 20

/** Loads the sign-in page many times; checks that header and scripts agree, and returns how many different nonces there were. */
export async function countNonces(origin: string, loads: number): Promise<number> {
  const seen = new Set<string>()
  const load = async (): Promise<void> => {
    const response = await fetch(`${origin}/sign-in`)
    const policy = response.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([A-Za-z0-9+/=]+)'/.exec(policy)?.[1] ?? ''
    assert.equal(Buffer.from(nonce, 'base64').length, 16, policy)
    const html = await response.text()
    const scripts = html.match(/<script\b[^>]*>/g) ?? []
    assert.ok(
      scripts.length > 0 && scripts.every((tag) => tag.includes(`nonce="${nonce}"`)),
      'a script without the nonce',
    )
    seen.add(nonce)
  }
  for (let done = 0; done < loads; done += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, loads - done) }, load))
  return seen.size
}
