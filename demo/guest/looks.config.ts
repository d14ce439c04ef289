import { mergeConfig } from 'vitest/config';
import journeys from '../journeys/vitest.config.ts';

/** Every screen in every look, for `npm run looks`. */
export default mergeConfig(journeys, { test: { env: { LOOKS: 'all' } } });
