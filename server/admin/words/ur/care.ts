import type { Catalog } from '../language.ts';

export const words: Catalog = {
  Care: 'دیکھ بھال',
};
