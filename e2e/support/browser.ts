import { chromium, type Browser } from 'playwright'
import { chromiumPath } from '../../scripts/chromium.mjs'

/** Flags for a machine without internet: nothing in the background asks for anything. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

/** Starts the browser that the machine has. Its sandbox refuses to run as root, which is the usual case in a container. */
export async function openBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0
  return await chromium.launch({
    executablePath: await chromiumPath(() => undefined),
    args: asRoot ? [...QUIET, '--no-sandbox'] : QUIET,
  })
}
