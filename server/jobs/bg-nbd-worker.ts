import { parentPort, workerData } from 'node:worker_threads';
import type { Weighted } from '#server/domain/bg-nbd.ts';
import { fitBuyingModel } from './bg-nbd-fit.ts';

/** Fits the model away from the thread that answers requests. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(fitBuyingModel(workerData as Weighted[])); // given by watch.ts alone
