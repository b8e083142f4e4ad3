import type { Config } from '#lib/infra/config/index.ts'
import type { Bucket } from './put-locked-object.ts'

/** The bucket that the settings name, with the days for which its objects are locked; null unless all of it is set. */
export function bucketOf(settings: Config): (Bucket & { readonly lockDays: number }) | null {
  const {
    S3_ENDPOINT: endpoint,
    S3_REGION: region,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    S3_LOCK_DAYS: lockDays,
  } = settings
  const isSet =
    endpoint !== undefined &&
    bucket !== undefined &&
    accessKeyId !== undefined &&
    secretAccessKey !== undefined
  return isSet ? { endpoint, region, bucket, accessKeyId, secretAccessKey, lockDays } : null
}
