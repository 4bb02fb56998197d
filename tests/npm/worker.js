import { parentPort } from 'node:worker_threads';
import { add, divide, pipeline } from 'interleave-coroutine';

parentPort.postMessage([...pipeline(divide(2), add(1)).sendMany(Float64Array.of(0, 1, 2))]);
