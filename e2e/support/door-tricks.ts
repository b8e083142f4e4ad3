/** Where a trick would like to get, and who stands in its way. */
export interface Wanted {
  /** The scope of somebody else. */
  readonly scope: string
  /** A page or route of that scope. */
  readonly path: string
}

const repeated = (name: string): string => Array.from({ length: 5 }, () => name).join(':')

/**
 * Headers that made a proxy step aside (CVE-2025-29927 and its like), that Next.js writes for itself, and by which other
 * servers are told another path, method, host or person.
 */
export const HEADER_TRICKS: readonly (readonly [name: string, value: (wanted: Wanted) => string])[] = [
  ...['proxy', 'middleware', 'src/proxy', 'src/middleware', 'pages/_middleware'].flatMap((name) => [
    ['x-middleware-subrequest', () => name] as const,
    ['x-middleware-subrequest', () => repeated(name)] as const,
  ]),
  ['x-middleware-subrequest-id', () => '0'.repeat(16)],
  ['x-middleware-next', () => '1'],
  ['x-middleware-skip', () => '1'],
  ['x-middleware-invoke', () => '1'],
  ['x-middleware-prefetch', () => '1'],
  ['x-middleware-rewrite', ({ path }) => path],
  ['x-middleware-redirect', ({ path }) => path],
  ['x-middleware-override-headers', () => 'cookie,x-path,x-nonce'],
  ['x-middleware-set-cookie', () => 'session=x'],
  ['x-nextjs-data', () => '1'],
  ['x-nextjs-rewrite', ({ path }) => path],
  ['x-invoke-path', ({ path }) => path],
  ['x-invoke-query', ({ scope }) => encodeURIComponent(JSON.stringify({ scope }))],
  ['x-invoke-status', () => '200'],
  ['x-invoke-output', ({ path }) => path],
  ['x-matched-path', ({ path }) => path],
  ['x-now-route-matches', ({ scope }) => `scope=${scope}`],
  ['x-prerender-revalidate', () => '1'],
  ['rsc', () => '1'],
  ['next-router-prefetch', () => '1'],
  ['next-router-prefetch', () => '2'],
  ['next-router-segment-prefetch', () => '/_tree'],
  ['next-router-segment-prefetch', () => '/_full'],
  ['next-router-state-tree', () => encodeURIComponent('["",{"children":["__PAGE__",{}]},null,null,true]')],
  ['next-url', ({ path }) => path],
  ['next-action', () => '0'.repeat(42)],
  ['next-hmr-refresh', () => '1'],
  ['x-path', ({ path }) => path],
  ['x-nonce', () => 'AAAA'],
  ['x-forwarded-host', () => 'evil.example'],
  ['x-forwarded-proto', () => 'https'],
  ['x-forwarded-port', () => '443'],
  ['x-forwarded-prefix', () => '/api'],
  ['x-forwarded-uri', ({ path }) => path],
  ['x-forwarded-for', () => '127.0.0.1'],
  ['forwarded', () => 'for=127.0.0.1;host=evil.example;proto=https'],
  ['x-real-ip', () => '127.0.0.1'],
  ['x-original-url', ({ path }) => path],
  ['x-original-uri', ({ path }) => path],
  ['x-rewrite-url', ({ path }) => path],
  ['x-http-method-override', () => 'DELETE'],
  ['x-http-method', () => 'PATCH'],
  ['x-method-override', () => 'PUT'],
  ['x-forwarded-user', () => 'admin@example.test'],
  ['x-auth-request-email', () => 'admin@example.test'],
  ['remote-user', () => 'admin@example.test'],
  ['x-scope', ({ scope }) => scope],
  ['x-scope-orgid', ({ scope }) => scope.slice('tenant:'.length)],
  ['x-tenant-id', ({ scope }) => scope.slice('tenant:'.length)],
]

/** Other spellings of an address, `path` with its query; what no server may take for something that opens. */
export const PATH_TRICKS: readonly ((path: string, query: string) => string)[] = [
  (path, query) => `/${path}?${query}`,
  (path, query) => `${path.replaceAll('/', '//')}?${query}`,
  (path, query) => `${path}/?${query}`,
  (path, query) => `${path}//?${query}`,
  (path, query) => `/.${path}?${query}`,
  (path, query) => `/x/..${path}?${query}`,
  (path, query) => `/x/%2e%2e${path}?${query}`,
  (path, query) => `/x/.%2e${path}?${query}`,
  (path, query) => `/x%2f..${path}?${query}`,
  (path, query) => `/x/..%2f${path.slice(1)}?${query}`,
  (path, query) => `/x\\..${path}?${query}`,
  (path, query) => `/sign-in/..${path}?${query}`,
  (path, query) => `/sign-in/%2e%2e${path}?${query}`,
  (path, query) => `/sign-in;/..${path}?${query}`,
  (path, query) => `/healthz/..${path}?${query}`,
  (path, query) => `/_next/..${path}?${query}`,
  (path, query) => `/_next/static/../..${path}?${query}`,
  (path, query) => `/_next/static/%2e%2e/%2e%2e${path}?${query}`,
  (path, query) => `/_next/data/x${path}.json?${query}`,
  (path, query) => `/_next/image?url=${encodeURIComponent(`${path}?${query}`)}&w=64&q=75`,
  (path, query) => `${path}.rsc?${query}`,
  (path, query) => `${path}.json?${query}`,
  (path, query) => `${path}.txt?${query}`,
  (path, query) => `${path}.segments/_tree.segment.rsc?${query}`,
  (path, query) => `${path}.segments/_full.segment.rsc?${query}`,
  (path, query) => `${path};x=y?${query}`,
  (path, query) => `${path}%00?${query}`,
  (path, query) => `${path}%20?${query}`,
  (path, query) => `${path}%0d%0aset-cookie:x=y?${query}`,
  (path, query) => `${path}%3f${query}`,
  (path, query) => `${path}%23?${query}`,
  (path, query) => `${path}?${query}&${query}`,
  (path, query) => `${path}?x=y;${query}`,
  (path, query) => `${path}?_rsc=1&${query}`,
  (path, query) => `${path}?__nextLocale=x&${query}`,
  (path, query) => `${path}?_method=DELETE&${query}`,
  (path, query) => `/%${path.charCodeAt(1).toString(16)}${path.slice(2)}?${query}`,
  (path, query) => `${path.toUpperCase()}?${query}`,
  (path, query) => `http://evil.example${path}?${query}`,
  (path, query) => `//evil.example${path}?${query}`,
  (path, query) => `/\\evil.example${path}?${query}`,
]

/** What another site can make a browser send with its request, or leave out. `own` is our own origin. */
export const foreignOrigins = (own: string): readonly Readonly<Record<string, string>>[] => [
  { origin: 'https://evil.example' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  { origin: 'null' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  {},
  { referer: `${own}/`, 'x-requested-with': 'XMLHttpRequest' },
  { origin: own, 'sec-fetch-site': 'cross-site' },
  { origin: `${own}.evil.example`, 'sec-fetch-site': 'same-site' },
  { origin: own.replace('http:', 'https:'), 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example', host: 'evil.example' },
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
]

/** The types that a form of another site can have, and none. */
export const FORM_TYPES: readonly string[] = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/plain; application/json',
  'text/plain;charset=application/json',
  '',
]
