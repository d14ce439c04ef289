import { parentPort, workerData } from 'node:worker_threads';
import type { Weighted } from '#server/domain/bg-nbd.ts';
import { fitBuyingModel } from './bg-nbd-fit.ts';

/** Fits the model away from the thread that answers requests. */
parentPort?.postMessage(fitBuyingModel(workerData as Weighted[])); // given by watch.ts alone
