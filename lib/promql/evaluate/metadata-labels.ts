import { METRIC_NAME } from '../syntax/ast.ts'

/** The labels that say what a metric is: they go when its values have become something else. */
export const METADATA_LABELS: ReadonlySet<string> = new Set([METRIC_NAME, '__type__', '__unit__'])
