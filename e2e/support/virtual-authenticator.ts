import type { CDPSession, Page } from 'playwright'
import { z } from 'zod'

const made = z.object({ authenticatorId: z.string() })

/** Gives the browser of a page a passkey device that is touched and recognises its owner whenever it is asked. */
export async function addAuthenticator(
  page: Page,
): Promise<{ readonly device: CDPSession; readonly authenticatorId: string }> {
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const answer = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { device, authenticatorId: made.parse(answer).authenticatorId }
}
