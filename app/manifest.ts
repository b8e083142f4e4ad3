import type { MetadataRoute } from 'next'
import { BAR_COLOURS } from '#components/ui/bar-colours.ts'

/**
 * What a phone needs to keep the portal among its apps. There is no service worker: browsers do not ask for one any more, the
 * page of an incident keeps an acknowledgement by itself while there is no network, and whatever a worker kept would be a
 * tenant's data on a phone that somebody else picks up.
 */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Bailiwick',
    short_name: 'Bailiwick',
    description: 'Operations portal',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    // Shown while the first page loads, before anybody's theme is known: dark, as a phone is opened at night.
    background_color: BAR_COLOURS.dark,
    theme_color: BAR_COLOURS.dark,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Incidents', url: '/incidents' },
      { name: 'On call', url: '/on-call' },
    ],
  }
}
