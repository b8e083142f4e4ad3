import type { Snippet } from '#components/ui/waiting-for-data.tsx'

/** The part of a Prometheus configuration that writes to a source. */
const prometheus = (url: string, credential: string): string => `remote_write:
  - url: ${url}
    authorization:
      type: Bearer
      credentials: ${credential}`

/** The part of an OpenTelemetry collector's configuration that writes to a source by remote-write. */
const collector = (url: string, credential: string): string => `exporters:
  prometheusremotewrite:
    endpoint: ${url}
    headers:
      Authorization: Bearer ${credential}`

/** The part of a Grafana Alloy configuration that writes to a source. */
const alloy = (url: string, credential: string): string => `prometheus.remote_write "bailiwick" {
  endpoint {
    url          = "${url}"
    bearer_token = "${credential}"
  }
}`

/** What to paste where, so that something sends to a source. Without a credential a placeholder stands in its place. */
export function connectSnippets(engineUrl: string, credential: string | null): readonly Snippet[] {
  const url = `${engineUrl}/api/v1/write`
  const token = credential ?? 'CREDENTIAL_OF_THE_SOURCE'
  return [
    { caption: 'Prometheus, prometheus.yml', code: prometheus(url, token) },
    { caption: 'OpenTelemetry collector, config.yaml', code: collector(url, token) },
    { caption: 'Grafana Alloy, config.alloy', code: alloy(url, token) },
  ]
}
