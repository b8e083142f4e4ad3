// The real programs that Bailiwick is tested with and compared to: Debian's packages.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { aptInstall, canInstall } from './bootstrap/debian.mjs'
import { isMain, runMain } from './bootstrap/main.mjs'

/** The program that shows that a package is there, by package. */
const PEERS = {
  prometheus: 'prometheus',
  'prometheus-alertmanager': 'prometheus-alertmanager',
  'prometheus-node-exporter': 'prometheus-node-exporter',
  'redis-server': 'redis-server',
  'postgresql-client': 'pg_dump',
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

const missing = () => Object.keys(PEERS).filter((name) => !isOnPath(PEERS[name]))

/** Installs the peers that are missing, where that is possible; their services are not started. Throws with the command to type. */
export async function ensurePeers(say) {
  const wanted = missing()
  if (wanted.length === 0) return
  if (canInstall()) await aptInstall(wanted, say)
  const left = missing()
  if (left.length === 0) return
  throw new Error(
    `not installed: ${left.join(', ')}. On Debian:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${left.join(' ')}`,
  )
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    await ensurePeers(console.log)
    console.log('the peers are installed')
  })
}
