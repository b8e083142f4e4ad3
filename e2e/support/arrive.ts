import type { Browser, BrowserContextOptions, Page } from 'playwright'
import type { Person } from './person.ts'

/** A page of a browser in which this person is signed in; nobody for a browser that was never here. */
export async function arrive(
  browser: Browser,
  person: Person | null,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  if (person !== null)
    await context.addCookies(person.cookies().map((cookie) => ({ ...cookie, url: person.origin })))
  return await context.newPage()
}
