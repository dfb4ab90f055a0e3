import { count } from './words';

/** Of cases that a list has to leave out: nobody is to take it for whole. */
export const unreadInWords = (cases: number): string =>
  `${count(cases, 'case')} could not be read and ${cases === 1 ? 'is' : 'are'} not shown here. Please tell whoever runs Whereabouts`;
