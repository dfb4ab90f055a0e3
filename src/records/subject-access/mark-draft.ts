import type { Draft } from '../../casework/draft-store';
import type { Marker } from './marks';

/** Inputs of the pages on which a child is described. */
const OF_THE_CHILD = new Set([
  ...['forename', 'surname', 'otherNames', 'dateOfBirth', 'sex', 'yearGroup', 'upn', 'upnUnknown'],
]);
const OF_OTHERS = new Set(['parents', 'emergencyContacts', 'siblings', 'spokeTo', 'by', 'who']);

/** What was typed and never finished; all but the child's own details is marked. */
export const markedDraft = (draft: Draft, marker: Marker): Draft => ({
  ...draft,
  values: Object.fromEntries(
    Object.entries(draft.values).map(([name, text]) => {
      if (OF_THE_CHILD.has(name) || text.trim() === '') return [name, text];
      return [name, marker.mark(OF_OTHERS.has(name) ? 'third-party' : 'may-name-others', text)];
    }),
  ),
});
