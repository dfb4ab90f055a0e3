import { WAYS } from '../case/way';
import { stagesInOrder } from '../panel/stage';
import { CHANGES, NOT_OURS, type OneValue } from '../one/values';
import { FILE_DATE, FILE_NUMBER, type OneColumn } from './one-policy';
import type { PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';
import { REGISTER_REASONS } from './register-policy';

/** Values of which there are only so many; for any other there can be no codes. */
const codedValues = (pack: PolicyPack): Partial<Record<OneValue, readonly string[]>> => ({
  sex: ['female', 'male'],
  'year-group': ['R', ...Array.from({ length: 13 }, (_, at) => String(at + 1))],
  way: WAYS,
  'register-reason': REGISTER_REASONS,
  'dfe-reason': pack.dfe.reasons.map(({ id }) => id),
  stage: stagesInOrder(pack),
  'closing-outcome': [...pack.closing.reasons.map(({ id }) => id), NOT_OURS],
  change: CHANGES,
});

const columnPath = (at: number): string => `oneUpload.columns[${at}]`;

function codesAreOfWhatThereIs(pack: PolicyPack): Problem[] {
  const coded = codedValues(pack);
  return pack.oneUpload.columns.flatMap((column, at) => {
    const { value, codes, otherwise } = column;
    const values = coded[value];
    const path = `${columnPath(at)}.codes`;
    if (codes === null)
      return otherwise === null
        ? []
        : [{ path: `${columnPath(at)}.otherwise`, says: 'There are no codes here. Add them, or take this out.' }];
    if (!values) return [{ path, says: `There are no codes for ${value}: it is written as it is. Take them out.` }];
    return [...strangers(column, values, path), ...withoutCode(column, values, path)];
  });
}

const strangers = ({ value, codes }: OneColumn, values: readonly string[], path: string): Problem[] =>
  Object.keys(codes ?? {})
    .filter((key) => !values.includes(key))
    .map((key) => ({ path: `${path}.${key}`, says: noSuch(value, key, values) }));

const withoutCode = ({ codes, otherwise }: OneColumn, values: readonly string[], path: string): Problem[] =>
  otherwise !== null
    ? []
    : values
        .filter((value) => !Object.hasOwn(codes ?? {}, value))
        .map((value) => ({
          path,
          says: `There is no code for ${value}. Add one, or say in otherwise what is written instead.`,
        }));

/** By the reference an answer is known to be of a case; and two columns of one name would be one to whoever reads them. */
function columnsCanBeRead({ oneUpload: { columns } }: PolicyPack): Problem[] {
  const references = columns.filter(({ value }) => value === 'case-reference').length;
  const headings = columns.map(({ heading }) => heading.toLowerCase());
  return [
    ...(references === 1
      ? []
      : [
          {
            path: 'oneUpload.columns',
            says: 'One column has to take case-reference, and only one: by it the answers are read. Mend that.',
          },
        ]),
    ...headings.flatMap((heading, at) =>
      headings.indexOf(heading) < at
        ? [{ path: `${columnPath(at)}.heading`, says: `Another column has this heading. Give one of them another.` }]
        : [],
    ),
  ];
}

/** Else two files would have one name, and nobody would know which was uploaded. */
const fileNamesDiffer = ({ oneUpload: { fileName } }: PolicyPack): Problem[] =>
  fileName.includes(FILE_NUMBER) && !/[{}]/.test(fileName.replaceAll(FILE_NUMBER, '').replaceAll(FILE_DATE, ''))
    ? []
    : [
        {
          path: 'oneUpload.fileName',
          says: `It has to hold ${FILE_NUMBER}, may hold ${FILE_DATE}, and nothing else in braces. Mend it.`,
        },
      ];

function answersAreClear({ oneUpload: { answers } }: PolicyPack): Problem[] {
  const said = (outcome: string) => outcome.trim().toLowerCase();
  const taken = new Set(answers.taken.map(said));
  const headings = [answers.reference, answers.outcome, answers.message].flatMap((one) => (one ? [said(one)] : []));
  return [
    ...answers.refused.flatMap((outcome, at) =>
      taken.has(said(outcome))
        ? [
            {
              path: `oneUpload.answers.refused[${at}]`,
              says: `${outcome} stands under taken as well. Take it out of one of them.`,
            },
          ]
        : [],
    ),
    ...(new Set(headings).size < headings.length
      ? [{ path: 'oneUpload.answers', says: 'Two of its headings are the same. Give each its own.' }]
      : []),
  ];
}

export const ONE_CHECKS = [codesAreOfWhatThereIs, columnsCanBeRead, fileNamesDiffer, answersAreClear];
