// Makes the data directory in which installations of a test run begin: started once, with every migration, and nobody set
// up. Making the database files and the tables anew took each of them six seconds.
import { startInstallation } from './processes.ts'

const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('name the directory: prepare-installation.ts DIRECTORY')
const installation = await startInstallation({ DATA_DIR: directory })
const code = await installation.stop()
if (code !== 0) throw new Error(`the installation ended with ${code}`)
