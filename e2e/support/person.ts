import { setImmediate as turn } from 'node:timers/promises'
import { generate } from 'otplib'
import { z } from 'zod'
import { until } from './until.ts'

/** The password of everybody in these tests. */
export const PASSWORD = 'a long and unusual pass phrase 7'

/** An answer of the API, with its body parsed. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

const enrolment = z.object({ secret: z.string() })

/** A person at a browser, without the browser: keeps cookies and sends what a page of ours would send. */
export class Person {
  readonly origin: string
  readonly #jar = new Map<string, string>()
  #secret: string | undefined
  #usedCode = ''
  /** Recovery codes for when the present code was used already; taken from the end. */
  #spare: string[] = []

  constructor(origin: string) {
    this.origin = origin
  }

  /** What a browser of this person would send along. */
  cookies(): { readonly name: string; readonly value: string }[] {
    return [...this.#jar].map(([name, value]) => ({ name, value }))
  }

  /** Calls an address as a page of ours does. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    await turn() // after long work of a test, this is when it hears that a server closed an idle connection
    const response = await fetch(`${this.origin}${path}`, {
      redirect: 'manual',
      ...init,
      headers: {
        origin: this.origin,
        'sec-fetch-site': 'same-origin',
        cookie: [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...Object.fromEntries(new Headers(init.headers)),
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const match = /^([^=]+)=([^;]*)/.exec(line)
      if (match?.[1] !== undefined) this.#jar.set(match[1], match[2] ?? '')
    }
    return response
  }

  /** Calls the API with JSON; `scope` is the parameter of the same name. */
  async call(
    method: string,
    path: string,
    options: { readonly scope?: string; readonly body?: unknown } = {},
  ): Promise<Answer> {
    const query = options.scope === undefined ? '' : `${path.includes('?') ? '&' : '?'}scope=${options.scope}`
    const response = await this.fetch(`${path}${query}`, {
      method,
      // As the client of our pages does, also without a body.
      headers: { 'content-type': 'application/json' },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }

  /** Calls the API and parses the answer; throws with the problem when the status is another one than 2xx. */
  async must<S extends z.ZodType>(
    schema: S,
    method: string,
    path: string,
    options: { readonly scope?: string; readonly body?: unknown } = {},
  ): Promise<z.output<S>> {
    const { status, body } = await this.call(method, path, options)
    if (status < 200 || status > 299)
      throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`)
    return schema.parse(body)
  }

  /** Signs in with e-mail and password, and the second factor when one was enrolled by this person. */
  async signIn(email: string, password: string): Promise<void> {
    const { csrfToken } = z
      .object({ csrfToken: z.string() })
      .parse(await (await this.fetch('/api/auth/csrf')).json())
    const code = this.#secret === undefined ? {} : { code: await this.#unusedCode() }
    const response = await this.fetch('/api/auth/callback/credentials', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, email, password, json: 'true', ...code }),
    })
    const { url } = z.object({ url: z.string() }).parse(await response.json())
    const refusal = new URL(url, this.origin).searchParams.get('error')
    if (refusal !== null) throw new Error(`sign-in of ${email} refused: ${refusal}`)
  }

  /** Enrols an authenticator app of this person's own, and returns the recovery codes; step-up is open for five minutes. */
  async enrol(): Promise<readonly string[]> {
    const { secret } = await this.must(enrolment, 'POST', '/api/v1/me/factor/start')
    this.#secret = secret
    this.#usedCode = await this.code()
    const { recoveryCodes } = await this.must(
      z.object({ recoveryCodes: z.array(z.string()).length(10) }),
      'POST',
      '/api/v1/me/factor/confirm',
      {
        body: { code: this.#usedCode },
      },
    )
    this.#spare = [...recoveryCodes]
    return recoveryCodes
  }

  /** A code that this person did not use before: of the app, or else a recovery code. */
  async #unusedCode(): Promise<string> {
    const code = await this.code()
    if (code === this.#usedCode) return this.#spare.pop() ?? code
    this.#usedCode = code
    return code
  }

  /** A code of the app that this person did not use before: the next one, when the present one was used. */
  async freshCode(): Promise<string> {
    const fresh = await until('a code that was not used', async () => {
      const code = await this.code()
      return code === this.#usedCode ? null : code
    })
    this.#usedCode = fresh
    return fresh
  }

  /** A recovery code that this person did not use before. */
  spareCode(): string {
    const code = this.#spare.pop()
    if (code === undefined) throw new Error('this person has no recovery code left')
    return code
  }

  /** The secret of the authenticator app, for whoever looks where it must not be. */
  factorSecret(): string | undefined {
    return this.#secret
  }

  /** The present code of the authenticator app. */
  async code(): Promise<string> {
    if (this.#secret === undefined) throw new Error('this person has no authenticator app')
    return await generate({ secret: this.#secret })
  }
}
