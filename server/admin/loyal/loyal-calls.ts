import type { z } from 'zod';
import type { Page } from '#shared/contracts/basics.ts';
import type { PraiseInvitation, PraiseInvited as InvitedSchema, TestimonialBody, TestimonialView } from '#shared/contracts/testimonials.ts';
import type { StaffClient } from '../client.ts';

export type PraiseInvited = z.infer<typeof InvitedSchema>;
export type Invitation = z.input<typeof PraiseInvitation>;

/** Loyal customers: asked why they stay, and what of it may be repeated. @throws Refused */
export const loyalOf = (client: StaffClient) => ({
  list: (state: string, cursor: string | null) =>
    client.get<Page<TestimonialView>>(`/staff/testimonials?${new URLSearchParams({ ...(state && { state }), ...(cursor && { cursor }) })}`),
  decide: (id: string, body: z.infer<typeof TestimonialBody>) =>
    client.send<TestimonialView>('PUT', `/staff/testimonials/${encodeURIComponent(id)}`, body),
  preview: (body: Invitation) => client.send<PraiseInvited>('POST', '/staff/praise-invitations?dryRun=true', body),
  invite: (body: Invitation) => client.send<PraiseInvited>('POST', '/staff/praise-invitations', body),
});
