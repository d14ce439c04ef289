import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Secrets = ReturnType<typeof createSecrets>;

/** Everything that is derived from AMENDS_SECRET, each for one purpose only. */
export function createSecrets(secret: string) {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `amends ${purpose}`, 32));
  const sealing = derive('seal');
  const linking = derive('links');

  return {
    auth: derive('sign-in').toString('base64url'),
    challenge: derive('challenge').toString('base64url'),

    /** For secrets that must be read again: AES-256-GCM. */
    seal(text: string): string {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },

    /** @throws when the text was not sealed with this secret */
    unseal(sealed: string): string {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },

    /** The customer's key to one case. Derived, so that every later letter can carry the same link; stored only as a hash. */
    /** Part of an address that brings mail to one case. Hexadecimal, because mail servers may change the case of letters. */
    replyToken: (caseId: string): string => createHmac('sha256', linking).update(`reply ${caseId}`).digest('hex').slice(0, 32),
    caseToken: (caseId: string): string => `ct_${createHmac('sha256', linking).update(caseId).digest('base64url').slice(0, 32)}`,
    visitToken: (cancellationId: string): string =>
      `vt_${createHmac('sha256', linking).update(`visit ${cancellationId}`).digest('base64url').slice(0, 32)}`,
    optOutMac: (customerId: string): string =>
      createHmac('sha256', linking).update(`opt-out ${customerId}`).digest('base64url').slice(0, 32),
    receiptMac: (cancellationId: string): string =>
      createHmac('sha256', linking).update(`receipt ${cancellationId}`).digest('base64url').slice(0, 32),
  };
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
export const randomToken = (prefix: string): string => `${prefix}_${randomBytes(24).toString('base64url')}`;

export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The installation's secret: from the environment, else made once and kept in the data folder, readable by its owner only. */
export function loadSecret(fromEnvironment: string | undefined, dataDir: string): string {
  if (fromEnvironment) return fromEnvironment;
  const path = join(dataDir, 'secret');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    mkdirSync(dataDir, { recursive: true });
    const made = randomBytes(32).toString('base64url');
    writeFileSync(path, `${made}\n`, { mode: 0o600 });
    return made;
  }
}
