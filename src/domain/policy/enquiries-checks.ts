import { noSuch, twice, type Problem } from './problem';
import type { PolicyPack } from './pack';

/** The authority's checks speak of one another, of the checklist and of law that is in force. */
export function enquiriesHoldTogether({ enquiries, disclosures, checklist }: PolicyPack): Problem[] {
  return [
    ...(checklist.some(({ id }) => id === enquiries.startedBy)
      ? []
      : [{ path: 'enquiries.startedBy', says: noSuch('checklist item', enquiries.startedBy, idsOf(checklist)) }]),
    ...twice('enquiries.list', enquiries.list),
    ...twice('enquiries.outcomes', enquiries.outcomes),
    ...twice('disclosures.bases', disclosures.bases),
    ...twice('disclosures.purposes', disclosures.purposes),
    ...twice('disclosures.data', disclosures.data),
    ...enquiries.list.flatMap((enquiry) =>
      enquiry.bases.flatMap((basis, at) =>
        disclosures.bases.some(({ id }) => id === basis)
          ? []
          : [
              {
                path: `enquiries.list[${enquiry.id}].bases[${at}]`,
                says: noSuch('legal basis', basis, idsOf(disclosures.bases)),
              },
            ],
      ),
    ),
    ...disclosures.bases.flatMap(({ id, title, power, citation }) =>
      REPEALED.test([title, power, citation].join(' '))
        ? [{ path: `disclosures.bases[${id}]`, says: 'Rests on law that has been repealed. Name what is in force.' }]
        : [],
    ),
  ];
}

/** What the old policies rest on, and nobody may any more. */
const REPEALED = /Data Protection Act 1998|Regulations 2006/i;

const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
