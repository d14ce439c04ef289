import { Hono } from 'hono';
import type { Message } from '#shared/contracts/case.ts';
import type { Settings } from '#shared/contracts/settings.ts';
import { DomainError } from '#server/domain/errors.ts';
import type { MessageOfCase } from '#server/domain/case.ts';
import { hashOf } from '#server/secrets.ts';
import { findCaseByToken } from '#server/store/cases.ts';
import { type Deps, storesOf } from './context.ts';

type Signatories = Pick<Settings, 'signatories'>;

const pictureOf = ({ signatories }: Signatories, id: string): string | undefined =>
  signatories.signatories.find((one) => one.id === id)?.picture;

/** Messages with the address of the signature under them, where it still has a picture. */
export const withSignatures = (messages: MessageOfCase[], settings: Signatories, statusUrl: string): Message[] =>
  messages.map((message) =>
    message.signatory && pictureOf(settings, message.signatory.id)
      ? { ...message, signatory: { ...message.signatory, picture: `${statusUrl}/signatures/${encodeURIComponent(message.signatory.id)}` } }
      : message,
  );

/** The picture of a signature that stands under a message of this case. */
export const signatureRoutes = (deps: Deps) =>
  new Hono().get('/c/:token/signatures/:id', async (c) => {
    const found = await findCaseByToken(deps.db, hashOf(c.req.param('token')));
    if (!found) throw new DomainError('case.not_found', 'This link opens no case.');
    const { cases, settings } = storesOf(deps, found.merchantId);
    const id = c.req.param('id');
    const signs = (await cases.find(found.caseId)).messages.some(({ signatory }) => signatory?.id === id);
    const [, type, base64] =
      /^data:(image\/(?:png|jpeg));base64,(.+)$/.exec((signs && pictureOf(await settings.readAll(), id)) || '') ?? [];
    if (!type || !base64) throw new DomainError('case.not_found', 'Nobody of that name signed here.');
    return c.body(new Uint8Array(Buffer.from(base64, 'base64')), 200, {
      'Content-Type': type,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    });
  });
