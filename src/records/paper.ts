/** What can be made of a case, each for somebody who needs it outside of the bot. */
export const PAPER_KINDS = [
  'referral-form',
  'deletion-return',
  'deletion-return-csv',
  'lost-pupil-ctf',
  'case-json',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** A file as it is handed over. Its name never names a child: names of files stand in lists and logs. */
export interface PaperFile {
  readonly kind: PaperKind;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A paper that cannot be made well is not made: every reason is told at once, in words for the person who asked. */
export type Made = { readonly made: true; readonly file: PaperFile } | Unmade;
export interface Unmade {
  readonly made: false;
  readonly reasons: readonly string[];
}

export const PAPER_NAMES: Readonly<Record<PaperKind, string>> = {
  'referral-form': 'Referral form with checklist and timeline (PDF)',
  'deletion-return': 'Deletion return (PDF)',
  'deletion-return-csv': 'Deletion return (CSV)',
  'lost-pupil-ctf': 'Common Transfer File (XML)',
  'case-json': 'The whole case as data (JSON)',
};
