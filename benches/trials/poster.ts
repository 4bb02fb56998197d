/** One of two workers: the sender posts numbers, the receiver counts them and says when the last one has come. */

export type ToPoster =
  | { readonly type: 'boot'; readonly port: MessagePort; readonly sends: boolean }
  | { readonly type: 'go'; readonly messages: number };

export type FromPoster =
  | { readonly type: 'ready' }
  | { readonly type: 'took'; readonly milliseconds: number };

const post = (message: FromPoster) => self.postMessage(message);

let port: MessagePort | undefined;
let began = 0;

/** The numbers count down to 1, so the receiver knows the last one. */
function send(messages: number): void {
  began = performance.now();
  for (let left = messages; left > 0; left--) port?.postMessage(left);
}

function finish(): void {
  post({ type: 'took', milliseconds: performance.now() - began });
}

self.addEventListener('message', ({ data }: MessageEvent<ToPoster>) => {
  if (data.type === 'go') {
    send(data.messages);
    return;
  }
  port = data.port;
  port.onmessage = data.sends
    ? finish
    : ({ data: left }: MessageEvent<number>) => {
        if (left === 1) port?.postMessage('that was all');
      };
  post({ type: 'ready' });
});
