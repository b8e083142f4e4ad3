// Bar tests 24 and 46 with the fields of every route.
import { runPlantedSecrets } from './planted-secrets.ts'

runPlantedSecrets({ oneIn: 1 })
