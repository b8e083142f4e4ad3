/**
 * Takes out of the document what the server sent along for the first render: inline scripts hold the data of the page a
 * second time, for whoever looks at its source after the page itself was closed. They have run, nothing needs them.
 */
export function forgetFirstRender(): void {
  for (const script of document.querySelectorAll('script:not([src])')) script.textContent = ''
  document.title = 'Bailiwick' // pages name themselves after what they show
  // Where the scripts have put what they held (Next.js, client/app-index).
  const held: unknown = Reflect.get(globalThis, '__next_f')
  if (Array.isArray(held)) held.length = 0
}
