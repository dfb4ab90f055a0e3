import type { Mistake } from './closing-mistakes';

type Column = Record<string, any>;
const columns = (pack: Record<string, any>): Column[] => pack['oneUpload'].columns;
const at = (pack: Record<string, any>, value: string): number =>
  columns(pack).findIndex((column) => column['value'] === value);
const column = (pack: Record<string, any>, value: string): Column => columns(pack)[at(pack, value)]!;
const path = (pack: Record<string, any>, value: string): string => `oneUpload.columns[${at(pack, value)}]`;

/** About what is uploaded to Capita One, and how its answers read. */
export const ONE_MISTAKES: readonly Mistake[] = [
  (pack) => {
    const here = path(pack, 'upn');
    column(pack, 'upn')['value'] = 'shoe-size';
    return `${here}.value: Has to be one of: case-reference, upn, surname, `;
  },
  (pack) => {
    column(pack, 'sex')['codes'].other = 'X';
    return `${path(pack, 'sex')}.codes.other: There is no sex other. Use one of female, male, or add it.`;
  },
  (pack) => {
    delete column(pack, 'sex')['codes'].male;
    return `${path(pack, 'sex')}.codes: There is no code for male. Add one, or say in otherwise what is written instead.`;
  },
  (pack) => {
    column(pack, 'surname')['codes'] = { Ashdown: 'A' };
    return `${path(pack, 'surname')}.codes: There are no codes for surname: it is written as it is. Take them out.`;
  },
  (pack) => {
    column(pack, 'surname')['otherwise'] = 'Unknown';
    return `${path(pack, 'surname')}.otherwise: There are no codes here. Add them, or take this out.`;
  },
  (pack) => {
    column(pack, 'closing-outcome')['codes'] = { 'gone-to-sea': 'S' };
    return `${path(pack, 'closing-outcome')}.codes.gone-to-sea: There is no closing-outcome gone-to-sea. Use one that is there, or add it.`;
  },
  (pack) => {
    pack['oneUpload'].columns = columns(pack).filter(({ value }) => value !== 'case-reference');
    return 'oneUpload.columns: One column has to take case-reference, and only one: by it the answers are read. Mend that.';
  },
  (pack) => {
    const heading = column(pack, 'upn')['heading'].toUpperCase();
    columns(pack).push({ heading, value: 'way' });
    return `oneUpload.columns[${columns(pack).length - 1}].heading: Another column has this heading. Give one of them another.`;
  },
  (pack) => {
    pack['oneUpload'].fileName = 'always-the-same.csv';
    return 'oneUpload.fileName: It has to hold {number}, may hold {date}, and nothing else in braces. Mend it.';
  },
  (pack) => {
    pack['oneUpload'].fileName = '../{number}.csv';
    return 'oneUpload.fileName: Has to be written as a name such as CME_{number}.csv.';
  },
  (pack) => {
    const { taken, refused } = pack['oneUpload'].answers;
    refused.push(taken[0].toUpperCase());
    return `oneUpload.answers.refused[${refused.length - 1}]: ${taken[0].toUpperCase()} stands under taken as well. Take it out of one of them.`;
  },
  (pack) => {
    pack['oneUpload'].answers.message = pack['oneUpload'].answers.outcome;
    return 'oneUpload.answers: Two of its headings are the same. Give each its own.';
  },
  (pack) => {
    pack['oneUpload'].dates = 'DD.MM.YY';
    return 'oneUpload.dates: Has to be one of: YYYY-MM-DD, DD/MM/YYYY, ';
  },
];
