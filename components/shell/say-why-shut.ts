/** Leads to the page that says why the tenant in view is closed. */
export function sayWhyShut(): void {
  const scope = new URLSearchParams(location.search).get('scope')
  location.assign(scope === null ? '/suspended' : `/suspended?scope=${encodeURIComponent(scope)}`)
}
