import { momentInWords } from '../../domain/calendar/london';
import type { Change } from '../../domain/one/values';
import type { OneStore } from '../one/one-store';
import type { Marker } from './marks';

type Uploaded = Awaited<ReturnType<OneStore['ofCase']>>[number];

const AS: Readonly<Record<Change, string>> = {
  new: 'as new',
  changed: 'as changed',
  closed: 'as closed',
  again: 'once more',
};

/** That a line of the case went to Capita One, by whom, and what One answered: in its own words, which may name others. */
export function uploadInWords(one: Uploaded, nameOf: (id: string) => string, marker: Marker): string {
  const made = `In upload ${one.number}, made on ${momentInWords(one.madeAt)} by ${nameOf(one.madeBy)}, ${AS[one.change]}`;
  if (!one.answer) return `${made}. Capita One has not answered`;
  const { outcome, message, at } = one.answer;
  const why = message === '' ? '' : `: ${marker.mark('may-name-others', message)}`;
  return `${made}. Capita One ${outcome === 'taken' ? 'took' : 'refused'} it, read in on ${momentInWords(at)}${why}`;
}
