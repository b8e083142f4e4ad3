// Which packages may run something while they are installed: those that `allowScripts` of package.json allows. npm from
// 11 on knows that list; an older one ignores the flag without a word and runs the scripts of every package.
const nameOf = (path, { name } = {}) => name ?? path.slice(path.lastIndexOf('node_modules/') + 13)

/** The packages of a lock that bring a script for their installation: name, version and whether it was allowed. */
const withScripts = (packages, allowed) =>
  Object.entries(packages)
    .filter(([path, entry]) => path !== '' && entry.hasInstallScript === true)
    .map(([path, entry]) => {
      const name = nameOf(path, entry)
      return {
        path,
        name,
        version: entry.version,
        verdict: allowed[`${name}@${entry.version}`] ?? allowed[name],
      }
    })

/** Throws for packages with a script that nobody has decided about; says which, and where that is decided. */
export function assertReviewed(packages, allowed = {}) {
  const open = withScripts(packages, allowed).filter(({ verdict }) => typeof verdict !== 'boolean')
  if (open.length === 0) return
  const names = open.map(({ name, version }) => `${name} ${version}`).join(', ')
  throw new Error(
    `nothing was installed: nobody has reviewed the install script of ${names}. Read it, then name the package in allowScripts of package.json: true lets it run, false does not`,
  )
}

/** The packages of a lock whose script is allowed, by name, each with where it is installed. */
export const allowedPackages = (packages, allowed = {}) =>
  withScripts(packages, allowed).filter(({ verdict }) => verdict === true)

/**
 * True for an npm that stops at a script that nobody reviewed: asked for the setting, it answers its default; one that does
 * not know it says `undefined`. Versions before 11 do not, whatever a file of settings made them say.
 */
export const knowsGate = ({ version, answer }) =>
  Number(version.split('.')[0]) >= 11 && ['true', 'false'].includes(answer)
