import type { Problem } from './problem';
import type { PolicyPack } from './pack';

/** The authority's checks speak of one another, of the checklist and of law that is in force. */
export function enquiriesHoldTogether({ enquiries, disclosures, checklist }: PolicyPack): Problem[] {
  return [
    ...(checklist.some(({ id }) => id === enquiries.startedBy)
      ? []
      : [{ path: 'enquiries.startedBy', says: `There is no checklist item ${enquiries.startedBy}.` }]),
    ...twice('enquiries.list', enquiries.list),
    ...twice('enquiries.outcomes', enquiries.outcomes),
    ...twice('disclosures.bases', disclosures.bases),
    ...twice('disclosures.purposes', disclosures.purposes),
    ...twice('disclosures.data', disclosures.data),
    ...enquiries.list.flatMap((enquiry) =>
      enquiry.bases.flatMap((basis, at) =>
        disclosures.bases.some(({ id }) => id === basis)
          ? []
          : [{ path: `enquiries.list[${enquiry.id}].bases[${at}]`, says: `There is no legal basis ${basis}.` }],
      ),
    ),
    ...disclosures.bases.flatMap(({ id, title, power, citation }) =>
      REPEALED.test([title, power, citation].join(' '))
        ? [{ path: `disclosures.bases[${id}]`, says: 'Rests on law that has been repealed.' }]
        : [],
    ),
  ];
}

/** What the old policies rest on, and nobody may any more. */
const REPEALED = /Data Protection Act 1998|Regulations 2006/i;

const twice = (path: string, list: readonly { readonly id: string }[]): Problem[] =>
  list
    .filter((entry, at) => list.findIndex(({ id }) => id === entry.id) < at)
    .map(({ id }) => ({ path, says: `The id ${id} occurs twice.` }));
