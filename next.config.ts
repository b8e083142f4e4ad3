import type { NextConfig } from 'next'

/** What is the same for every response, static files too. The content security policy is not: proxy.ts makes it. */
const HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // Links carry tokens. "no-referrer" would go further, but it turns the Origin of our own forms into "null".
  { key: 'Referrer-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // Browsers ignore it over http, so that it may stand here for localhost too.
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
]

const config: NextConfig = {
  // A second build beside the running one goes to its own folder.
  distDir: process.env['BAILIWICK_DIST_DIR'] ?? '.next',
  // page.kit.tsx is the component sheet: in every build, and not found unless BAILIWICK_KIT=1 is set where it runs.
  pageExtensions: ['kit.tsx', 'tsx', 'ts'],
  // Otherwise a lock file in a parent folder is taken for the root of the project.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: {
    root: import.meta.dirname,
    // Texts reach the formatter compiled (components/language/catalogue.ts), so that no page loads the parser of ICU.
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
  },
  // Loaded from node_modules, not bundled: a native module, and libraries that register themselves as they are loaded.
  serverExternalPackages: ['snappy', 'openid-client', '@simplewebauthn/server', '@node-saml/node-saml'],
  poweredByHeader: false,
  // The optimiser has been an attack surface more than once, and there are no photographs here.
  images: { unoptimized: true },
  // `npm run verify` checks the types; a start must not pay for it again.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: '/:path*', headers: HEADERS },
    // The address of the phone page is a secret; its form is let through without an Origin (app/p/[token]/route.ts).
    { source: '/p/:token', headers: [{ key: 'Referrer-Policy', value: 'no-referrer' }] },
  ],
}
export default config
