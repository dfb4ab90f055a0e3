/**
 * The only places that take any text and stand open: chosen from a list, an id, a code or a reference of ours. All else was
 * typed, and others may be named in it. A field that is new has to be marked, or be put here with that in mind.
 */
export const CHOSEN = new RegExp(
  `^(${[
    ...['referral-received.further.pupil|pupil-described.pupil'].map((pupil) => `(${pupil}).(upn|yearGroup)`),
    ...['(absence-described|also-told).absence.code', 'attendance.mark.code', 'referral-received.referral.route'],
    ...['(acknowledged|alert-snoozed).(obligation|occurrence)', 'answer-open.(asks|outcome)'],
    ...['check-recorded.check.(asked|method|outcome)', 'check-(recorded|skipped).item', 'question-answered.question'],
    ...['closed.(duplicateOf|reason|unsent.returns.0)', 'dfe-reason.reason', 'joined.(caseId|reference)'],
    ...[
      'conclusion-signed.signature.asked',
      'removal-decided.decision.(asked|ground)',
      'removal-step-done.done.(asked|step)',
    ],
    ...['enquiry-(answered|chased|not-needed|requested).enquiry', 'enquiry-answered.answer.outcome'],
    ...['enquiry-requested.request.(asked|basis|purpose|disclosed.[01])', 'location-step.followUp.(answer|step)'],
    ...[
      'panel-decided.(decision|title)',
      'panel-ratified.title',
      'panel-decision-(done|withdrawn).decided',
      'policy-moved.move.carried.0',
    ],
    ...['procedure-(ended|linked|unlinked).procedure', 'safeguarding-contacted.contact.agency'],
    ...['tier-set.answer.(asked|tier)', 'triaged.triage.(groups|yes).0'],
  ]
    .join('|')
    .replaceAll('.', '\\.')})$`,
);

/** Ids of members of staff, who are named on paper, in a mark, and not in the data. */
export const OF_STAFF = /^(assigned\.to|panel-decided\.person)$/;
