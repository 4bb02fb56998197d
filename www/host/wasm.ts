/** The Wasm builds, compiled once each on first use. The page compiles; only workers instantiate. */
import machineUrl from '../pkg/machine/interleave_bg.wasm?url';
import singleUrl from '../pkg/single/interleave_bg.wasm?url';
import threadsUrl from '../pkg/threads/interleave_bg.wasm?url';

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the program could not be loaded (${response.status})`);
  if (response.headers.get('content-type')?.startsWith('application/wasm')) {
    return WebAssembly.compileStreaming(response);
  }
  // A host that does not know the type .wasm.
  return WebAssembly.compile(await response.arrayBuffer());
}

function once(url: string): () => Promise<WebAssembly.Module> {
  let module: Promise<WebAssembly.Module> | undefined;
  return () => {
    module ??= compile(url).catch((error: unknown) => {
      // Not for ever: the network may be back at the next run.
      module = undefined;
      throw error;
    });
    return module;
  };
}

export const threadsModule = once(threadsUrl);
export const singleModule = once(singleUrl);
export const machineModule = once(machineUrl);
