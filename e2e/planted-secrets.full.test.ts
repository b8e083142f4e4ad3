// Bar tests 24 and 46 with the fields of every route.
import { runPlantedSecrets, TALKATIVE } from './planted-secrets.ts'
import { inhabit } from './support/inhabited.ts'

runPlantedSecrets(inhabit(TALKATIVE), { oneIn: 1 })
