// Bar tests 24 and 46, with the fields of one route in six; planted-secrets.full.test.ts takes every route.
import { runPlantedSecrets } from './planted-secrets.ts'

runPlantedSecrets({ oneIn: 6 })
