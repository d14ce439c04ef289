import type { ProblemAreaView } from '#shared/contracts/problem-areas.ts';
import { msg } from '../words/language.ts';

export const STATUS: Record<ProblemAreaView['status'], string> = {
  open: msg('Open'),
  fixing: msg('Being put right'),
  fixed: msg('Put right'),
};
export const STATUS_LOOK: Record<ProblemAreaView['status'], string> = { open: 'high', fixing: 'waiting', fixed: 'kept' };
