import type { ChangeSite, SiteDetail } from '#shared/contracts/sites.ts';

/** A site as its form has it: what may be missing is an empty field. */
export type SiteDraft = {
  name: string;
  origins: string[];
  locale: string;
  currency: string;
  kinds: NonNullable<ChangeSite['kinds']> | undefined;
  theme: SiteDetail['settings']['theme'];
  phone: string | undefined;
  person: { name?: string; role?: string } | undefined;
  cancelUrl: string | undefined;
  challenge: boolean;
  test: boolean;
};

export function toForm({ name, origins, settings }: SiteDetail): SiteDraft {
  const { locale, currency, kinds, theme, phone, person, cancelUrl, challenge, test } = settings;
  return {
    name,
    origins,
    locale,
    currency,
    kinds,
    theme,
    phone: phone ?? undefined,
    person: person ?? undefined,
    cancelUrl: cancelUrl ?? undefined,
    challenge,
    test,
  };
}

/** As it is sent: an emptied field takes away what was there. */
export function fromForm({ kinds = [], phone, person, cancelUrl, ...rest }: SiteDraft): ChangeSite {
  const { name, role } = person ?? {};
  return {
    ...rest,
    kinds,
    phone: phone ?? null,
    person: name ? { name, ...(role && { role }) } : role ? { name: '', role } : null,
    cancelUrl: cancelUrl ?? null,
  };
}
