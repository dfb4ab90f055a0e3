import type { IncomingMessage } from 'node:http';
import { isWithinBounds } from './door/bounds';
import { storableValue } from './storable-text';

/** A body that is not taken; `status` is what the caller hears. */
export class BodyRefused extends Error {
  constructor(readonly status: 400 | 413 | 415) {
    super('body refused');
    this.name = 'BodyRefused';
  }
}

/**
 * Reads a JSON body of at most so many bytes. restify's own reader counts only what comes over the wire, so a small
 * compressed body could fill the memory; Teams compresses nothing, so neither is taken here.
 * @throws BodyRefused
 */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  // Another type could be sent by any web page that somebody on this machine has open; JSON the browser asks about first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new BodyRefused(415);
  if (request.headers['content-encoding']) throw new BodyRefused(415);
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw new BodyRefused(413);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new BodyRefused(413);
    parts.push(part);
  }
  const body = parsed(Buffer.concat(parts).toString('utf8'));
  if (!isWithinBounds(body)) throw new BodyRefused(400);
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, storableValue) as unknown; // no store is asked for an id that it cannot hold
  } catch {
    throw new BodyRefused(400);
  }
}
