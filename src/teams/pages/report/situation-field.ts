import type { PolicyPack } from '../../../domain/policy/pack';
import { radios, type Field } from '../fields';

interface Offered {
  readonly id: string;
  readonly title: string;
}

/**
 * Whether it is one of the other procedures is asked before everything that leads to a case: they stand at the top of
 * the choices, and this question at the top of the page. Whom to call stands above it.
 */
export const situationField = (ways: readonly Offered[], { otherProcedures }: PolicyPack, whereBoth = ''): Field =>
  radios(
    'situation',
    'What has happened?',
    [
      ...otherProcedures.map(({ id, label }) => ({ title: label, value: id })),
      ...ways.map(({ id, title }) => ({ title, value: id })),
    ],
    { hint: [LOOK_FIRST, whereBoth].filter((line) => line !== '').join(' ') },
  );

const LOOK_FIRST = 'Look first whether it is another procedure: those stand at the top.';
