/**
 * Names of PromQL that the engine reads and refuses, naming them. They are not offered while somebody types, and the page
 * lists them. A test compares this with the engine.
 */
export const NOT_EVALUATED = {
  functions: [
    'double_exponential_smoothing',
    'end',
    'histogram_avg',
    'histogram_count',
    'histogram_quantiles',
    'histogram_stddev',
    'histogram_stdvar',
    'histogram_sum',
    'info',
    'mad_over_time',
    'range',
    'sort_by_label',
    'sort_by_label_desc',
    'start',
    'start_timestamp',
    'step',
    'ts_of_first_over_time',
    'ts_of_last_over_time',
    'ts_of_max_over_time',
    'ts_of_min_over_time',
  ],
  aggregations: ['limitk', 'limit_ratio'],
  modifiers: ['anchored', 'smoothed', 'fill', 'fill_left', 'fill_right'],
} as const

const NAMES: ReadonlySet<string> = new Set(Object.values(NOT_EVALUATED).flat())

/** Whether the engine refuses what is called so. A snippet such as `info(…)` is told by the name it begins with. */
export const isRefused = (label: string): boolean => NAMES.has(/^\w+/.exec(label)?.[0] ?? label)
