/** Ends the session and leads to the sign-in page. The token against forged requests is the one of next-auth. */
export async function signOut(signInPath: string): Promise<void> {
  const answer = await fetch('/api/auth/csrf')
  const body: unknown = await answer.json()
  const token = typeof body === 'object' && body !== null && 'csrfToken' in body ? String(body.csrfToken) : ''
  await fetch('/api/auth/signout', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken: token, json: 'true' }),
  })
  location.assign(signInPath)
}
