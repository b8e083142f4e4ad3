// A throw-away cluster for a whole test run: prints the address of its superuser, and ends with whoever started it.
import { startThrowAwayCluster } from './cluster.ts'
import { templateDatabase } from './template.ts'

const cluster = await startThrowAwayCluster()
await templateDatabase(cluster.adminUrl) // once and now, instead of while every test file waits for it
process.on('disconnect', () => process.exit())
process.send?.({ adminUrl: cluster.adminUrl })
