import type { Pupil } from '../domain/pupil/pupil';

/** The invented child of every bench and test; the UPN belongs to establishment 9999, which does not exist. */
export const PUPIL: Pupil = {
  forename: 'Rowan',
  surname: 'Ashdown',
  otherNames: '',
  dateOfBirth: '2016-03-09',
  upn: 'C341999926001',
  upnUnknown: null,
  yearGroup: '5',
  sex: 'female',
  lastKnownAddress: '9 Example Row, Liverpool L99 9ZZ',
  parents: 'Jo Ashdown, 0151 496 0101',
  emergencyContacts: 'Kit Ashdown, 0151 496 0102',
  siblings: '',
};
