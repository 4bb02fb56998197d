/**
 * A program as it stands in a link: `code=AfJX…`. In base64url a byte for the version, four for a checksum of what follows, and
 * the text, deflated. Whatever a link has there becomes a text or a fault, never an error that is thrown.
 */
import { deflateSync, Inflate } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url.ts';

const VERSION = 1;
/** The version and the checksum. */
const HEAD = 5;

/** How long a program may be, in bytes of UTF-8. A page of Python has about 2,000. */
export const MOST_CODE = 64 * 1024;

/** How many characters of a link are looked at: more than what `MOST_CODE` bytes can become. */
const MOST_CHARACTERS = 96 * 1024;

/** So many compressed bytes at once: they can become a thousand times as many, and then it ends here. */
const SLICE = 512;

/** What is wrong with the code of a link. */
export type CodeFault =
  /** Written by another version of this page. */
  | { readonly kind: 'version'; readonly version: number }
  /** Cut off, or changed on its way. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'too-long'; readonly most: number };

/** The program as a link has it; null if it is too long for one. */
export function encodeCode(source: string): string | null {
  const text = new TextEncoder().encode(source);
  if (text.length > MOST_CODE) return null;
  const body = deflateSync(text, { level: 9 });
  const bytes = new Uint8Array(HEAD + body.length);
  bytes[0] = VERSION;
  new DataView(bytes.buffer).setUint32(1, checksum(body));
  bytes.set(body, HEAD);
  return toBase64Url(bytes);
}

/** The program that a link has, or what is wrong with it. */
export function decodeCode(code: string): string | CodeFault {
  if (code.length > MOST_CHARACTERS) return { kind: 'too-long', most: MOST_CODE };
  const bytes = fromBase64Url(code);
  const version = bytes?.[0];
  if (bytes === null || version === undefined) return { kind: 'damaged' };
  if (version !== VERSION) return { kind: 'version', version };
  if (bytes.length <= HEAD) return { kind: 'damaged' };
  const body = bytes.subarray(HEAD);
  const written = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  if (written !== checksum(body)) return { kind: 'damaged' };
  const text = inflate(body);
  if (text === 'too-long') return { kind: 'too-long', most: MOST_CODE };
  return (text === 'damaged' ? null : decodeText(text)) ?? { kind: 'damaged' };
}

/** How many bytes a program has. */
export function codeLength(source: string): number {
  return new TextEncoder().encode(source).length;
}

function inflate(body: Uint8Array): Uint8Array | 'damaged' | 'too-long' {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const stream = new Inflate((chunk, final) => {
    length += chunk.length;
    ended ||= final;
    if (length <= MOST_CODE) chunks.push(chunk);
  });
  try {
    for (let from = 0; from < body.length; from += SLICE) {
      const to = Math.min(from + SLICE, body.length);
      stream.push(body.subarray(from, to), to === body.length);
      if (length > MOST_CODE) return 'too-long';
    }
  } catch {
    return 'damaged';
  }
  if (!ended) return 'damaged';
  const text = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    text.set(chunk, at);
    at += chunk.length;
  }
  return text;
}

/** null for bytes that are no text. */
function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** FNV-1a: it tells a link that lost some characters from a whole one, and is no protection against anything else. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
