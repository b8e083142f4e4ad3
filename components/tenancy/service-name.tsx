'use client'
import { AppLink } from '#components/ui/app-link.tsx'
import { ROW_NAME } from '#components/ui/row-link-class.ts'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'

/** Properties of `ServiceName`. */
export interface ServiceNameProps {
  readonly service: Pick<ServiceView, 'id' | 'name' | 'shared'>
}

/** The name opens the page of a service; a shared part of the platform has none for its tenants. */
export function ServiceName({ service }: ServiceNameProps) {
  if (service.shared) return <span className="font-medium">{service.name}</span>
  return (
    <AppLink href={`/services/${service.id}`} className={ROW_NAME}>
      {service.name}
    </AppLink>
  )
}
