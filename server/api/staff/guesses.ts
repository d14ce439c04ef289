import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#server/domain/errors.ts';

/** Counts tries by a key, such as a person or an address. */
export function createGuesses(points: number, durationS: number) {
  const limiter = new RateLimiterMemory({ points, duration: durationS });
  return {
    /** @throws request.too_many */
    async count(key: string): Promise<void> {
      if (!(await this.isLeft(key))) throw new DomainError('request.too_many', 'Too many tries. Please wait a few minutes.');
    },
    async isLeft(key: string): Promise<boolean> {
      try {
        await limiter.consume(key);
        return true;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return false;
        throw refused;
      }
    },
  };
}
