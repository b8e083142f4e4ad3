// What is around every page: the app on a phone, the shell, and its scopes.
import { installable } from './suites/installable.ts'
import { linksAtRest } from './suites/links-at-rest.ts'
import { scopes } from './suites/scopes.ts'
import { shell } from './suites/shell.ts'
import { shareInstallation } from './support/share.ts'

shareInstallation({ installable, linksAtRest, shell, scopes })
