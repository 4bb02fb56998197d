/** How a page gets to where threads can run, if it can. */
import { capability, forgetReload, isFramed, isolateByReload } from '../host/isolation.ts';
import { isInner, isolateInInnerFrame, tellOuter } from './inner-frame.ts';

/** Returns if the page is to go on as it is, with threads or without. Otherwise another one takes its place. */
export async function climb(): Promise<void> {
  if (isInner()) await tellOuter();
  else if (capability().threads) forgetReload();
  else if (isFramed()) await isolateInInnerFrame();
  else await isolateByReload();
}
