import type { Settings } from '#shared/contracts/settings.ts';
import { PLAIN_TIME, type Timekeeper } from './clock.ts';

/** The merchant's clocks in the merchant's calendars. */
export const timekeeperOf = (_settings: Pick<Settings, 'clocks' | 'calendars'>, _policy = 'default'): Timekeeper => PLAIN_TIME;
