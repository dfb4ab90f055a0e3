import { NotThere } from './failure';

/** Path of the next page; null where there is none. The bot's token never leaves Graph: a next page elsewhere is none. */
export function nextOf(link: string | undefined, url: string, under: string): string | null {
  if (link === undefined) return null;
  if (!link.startsWith(`${url}/v1.0${under}`)) throw new NotThere('next-page-elsewhere');
  return link.slice(`${url}/v1.0`.length);
}
