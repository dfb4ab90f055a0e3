import type { PolicyPack } from '../../policy/pack';
import { ONWARD, type OnwardField } from '../../policy/removal-policy';
import type { Fact } from '../fact';
import { readFacts } from '../reading';

/** What the case knows of where the pupil goes, as it was typed with the place; empty where nothing is known. */
export function onwardKnown(facts: readonly Fact[], policy: PolicyPack): Readonly<Record<OnwardField, string>> {
  const { located } = readFacts(facts);
  const { onward } = policy.deletionReturn;
  const said = (field: OnwardField): string =>
    onward[field].map((id) => located?.located.details[id] ?? '').find((value) => value !== '') ?? '';
  return Object.fromEntries(ONWARD.map((field) => [field, said(field)])) as Record<OnwardField, string>;
}
