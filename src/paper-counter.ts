import type { Request, Response, Server } from 'restify';
import { downloadPage, goneLinkPage } from './paper-pages';

/** What is handed out by a link. */
export interface Counter {
  waits(secret: string): Promise<boolean>;
  take(secret: string): Promise<CounterFile | null>;
}

export interface CounterFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A link leads to one of them, and does not say to which. */
export const eitherOf = (...counters: readonly Counter[]): Counter => ({
  async waits(secret) {
    for (const counter of counters) if (await counter.waits(secret)) return true;
    return false;
  },
  async take(secret) {
    for (const counter of counters) {
      const file = await counter.take(secret);
      if (file) return file;
    }
    return null;
  },
});

/**
 * Where papers are fetched. Chat and mail look at links before people do, so looking shows a page with a button and
 * uses nothing up; pressing the button does. Whatever is wrong with a link, the answer is the same.
 */
export function servePapers(server: Server, papers: Counter): void {
  const look = async ({ params }: Request, response: Response) => {
    const waits = await papers.waits(secretIn(params));
    sendPage(response, waits ? 200 : 404, waits ? downloadPage : goneLinkPage);
  };
  server.get('/papers/*', look);
  server.head('/papers/*', look);
  server.post('/papers/*', async ({ params }: Request, response: Response) => {
    const file = await papers.take(secretIn(params));
    if (!file) return sendPage(response, 404, goneLinkPage);
    response.writeHead(200, {
      ...PRIVATE,
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
      'Content-Length': file.bytes.length,
    });
    response.end(Buffer.from(file.bytes));
  });
}

const secretIn = (params: unknown): string => String((params as { '*'?: string })['*']);

/** Kept by nobody on the way, guessed at by no browser, found by no search, and told to no other page. */
const PRIVATE = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
  'Referrer-Policy': 'no-referrer',
};

function sendPage(response: Response, status: 200 | 404, html: string): void {
  response.writeHead(status, {
    ...PRIVATE,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'Content-Length': Buffer.byteLength(html),
  });
  response.end(html);
}
