import { formatAnnotation } from './evaluate/annotations.ts'
import type { Result, ResultData, ResultSeries } from './evaluate/result.ts'
import { formatValue } from './number-format.ts'
import type { PromqlError, PromqlErrorKind } from './promql-error.ts'

/** Seconds with three digits after the point at most, and the value as text. */
export type ApiSample = readonly [seconds: number, value: string]

/** The `data` of an answer of Prometheus' HTTP API to a query. */
export type ApiData =
  | { readonly resultType: 'scalar' | 'string'; readonly result: ApiSample }
  | {
      readonly resultType: 'vector'
      readonly result: readonly { readonly metric: Record<string, string>; readonly value: ApiSample }[]
    }
  | {
      readonly resultType: 'matrix'
      readonly result: readonly {
        readonly metric: Record<string, string>
        readonly values: readonly ApiSample[]
      }[]
    }

/** An answer of Prometheus' HTTP API. */
export type ApiResponse =
  | {
      readonly status: 'success'
      readonly data: ApiData
      readonly warnings?: readonly string[]
      readonly infos?: readonly string[]
    }
  | { readonly status: 'error'; readonly errorType: string; readonly error: string }

const sample = (timeMs: number, value: number): ApiSample => [timeMs / 1000, formatValue(value)]

function samplesOf({ timestamps, values }: ResultSeries): ApiSample[] {
  return Array.from(values, (value, index) => sample(timestamps[index] ?? 0, value))
}

/** A result in the shape of the HTTP API: times in seconds, values as texts, for example `"0.1"`, `"+Inf"` or `"NaN"`. */
export function toApiData(data: ResultData): ApiData {
  switch (data.type) {
    case 'scalar':
      return { resultType: 'scalar', result: sample(data.timeMs, data.value) }
    case 'string':
      return { resultType: 'string', result: [data.timeMs / 1000, data.value.toWellFormed()] }
    case 'vector':
      return {
        resultType: 'vector',
        result: data.samples.map(({ labels, value }) => ({
          metric: labels.toRecord(),
          value: sample(data.timeMs, value),
        })),
      }
    case 'matrix':
      return {
        resultType: 'matrix',
        result: data.series.map((series) => ({
          metric: series.labels.toRecord(),
          values: samplesOf(series),
        })),
      }
  }
}

/** The whole answer to a query; warnings and infos carry line and column in the query's text. */
export function toApiResponse(result: Result, query: string): ApiResponse {
  const warnings = result.warnings.map((one) => formatAnnotation(one, query))
  const infos = result.infos.map((one) => formatAnnotation(one, query))
  return {
    status: 'success',
    data: toApiData(result.data),
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(infos.length > 0 ? { infos } : {}),
  }
}

/** Prometheus' names for the kinds of errors: the HTTP status is 400 for bad_data, 422 for execution, 503 for the others. */
const ERROR_TYPES: Readonly<Record<PromqlErrorKind, string>> = {
  parse: 'bad_data',
  unsupported: 'bad_data',
  execution: 'execution',
  limit: 'execution',
  cancelled: 'canceled',
}

/** The answer to a query that failed; a query that cannot be read is said to be so with line and column, as in Prometheus. */
export function toApiError(error: PromqlError): ApiResponse {
  const { kind, position, message } = error
  const isQuery = kind === 'parse' || kind === 'unsupported'
  const prefix = isQuery ? 'invalid parameter "query": ' : ''
  const place = position === undefined ? '' : `${position.line}:${position.column}: `
  const what = kind === 'parse' && position !== undefined ? 'parse error: ' : ''
  return { status: 'error', errorType: ERROR_TYPES[kind], error: prefix + place + what + message }
}
