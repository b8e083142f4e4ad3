'use client'
import { useText } from '#components/language/use-text.ts'
import { createTenant } from '#components/tenancy/api/create-tenant.ts'
import type { ButtonKind } from '#components/ui/button-class.ts'
import { Button } from '#components/ui/button.tsx'
import { NameDialog } from './name-dialog.tsx'
import { useMade } from './use-made.ts'

/** Properties of `CreateTenant`. */
export interface CreateTenantProps {
  readonly scope: string
  readonly platformId: string
  readonly platformName: string
  readonly kind?: ButtonKind
}

/** A button that opens the form for a new tenant of a platform, and leads to the tenant once it is there. */
export function CreateTenant({ scope, platformId, platformName, kind = 'default' }: CreateTenantProps) {
  const t = useText('dashboards')
  const { isOpen, open, close, goTo } = useMade()
  return (
    <>
      <Button icon="plus" kind={kind} onClick={open}>
        {t('create.tenant')}
      </Button>
      <NameDialog
        isOpen={isOpen}
        onClose={close}
        title={t('create.tenantOf', { platform: platformName })}
        text={t('create.tenantText')}
        label={t('create.tenantName')}
        submitLabel={t('create.tenantDo')}
        input={(name) => ({ platformId, name })}
        schema={async () => (await import('#lib/modules/tenancy/schemas.ts')).createTenantInput}
        mutation={{
          ...createTenant(scope),
          onSuccess: ({ id, name }) =>
            goTo(`/?scope=tenant:${id}`, t('create.tenantDone', { name, platform: platformName })),
        }}
      />
    </>
  )
}
