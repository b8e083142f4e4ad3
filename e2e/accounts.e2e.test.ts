// What befalls an account: guesses that lock it, what its member changes about it, roles that are reviewed. In this order:
// the review employs hundreds.
// suite: long
import { accessReview } from './suites/access-review.ts'
import { account } from './suites/account.ts'
import { lock } from './suites/lock.ts'
import { shareInstallation } from './support/share.ts'

shareInstallation({ lock, account, accessReview })
