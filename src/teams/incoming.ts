import { z } from 'zod';
import type { Address } from '../notices/references';

const id = z.string().min(1).max(2_000);
const looseId = z.object({ id: id.optional() }).nullish();
/** A mark that not every client sends; one that is no word says nothing. */
const mark = z.string().max(100).nullish().catch(null);

/**
 * What we read of an activity. Bot Framework checks none of it, so everything is checked here before anything reads it;
 * what is not named here is dropped.
 */
const ActivitySchema = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  channelId: z.string().max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(2_000),
  text: z.string().max(30_000).nullish(),
  value: z.unknown().optional(),
  replyToId: id.nullish(),
  from: z.object({ id, aadObjectId: z.guid().nullish(), tenantId: mark, role: mark, userRole: mark }),
  recipient: z.object({ id }),
  conversation: z.object({
    id,
    conversationType: z.enum(['personal', 'groupChat', 'channel']).nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().max(100).nullish(),
  }),
  channelData: z
    .object({ tenant: looseId, team: looseId, channel: looseId, eventType: z.string().max(100).nullish() })
    .nullish(),
  membersAdded: z.array(z.object({ id })).max(10_000).nullish(),
  membersRemoved: z.array(z.object({ id })).max(10_000).nullish(),
});
type Activity = z.infer<typeof ActivitySchema>;

/** One activity, checked and in our own words. */
export interface Incoming {
  readonly type: string;
  readonly id: string | null;
  /** The kind of an invoke: `adaptiveCard/action`, `task/fetch`, ... */
  readonly name: string;
  readonly action: string;
  readonly platform: string;
  readonly text: string;
  readonly value: unknown;
  readonly replyToId: string | null;
  readonly where: 'personal' | 'group' | 'channel';
  /** Null when the activity does not say who it is from. */
  readonly entraId: string | null;
  /** It says of its sender that they are a guest, or of another tenant than the conversation. Not every guest is marked. */
  readonly isFromGuest: boolean;
  /** Lower case; null when the activity names no tenant. */
  readonly tenantId: string | null;
  readonly botAdded: boolean;
  /** Somebody was removed: the bot, or in a person's own chat the person, who is then not named. */
  readonly removed: 'bot' | 'others' | null;
  /** What happened to a team or a channel (`channelDeleted`, `teamRenamed`, ...); empty for nothing. */
  readonly event: string;
  /** The channel that it happened to. */
  readonly eventChannel: string | null;
  /** The place where an answer goes: in a channel, the thread. */
  readonly thread: string;
  readonly conversation: Address;
}

/** The body is not an activity. `fields` are names of fields, never values. */
export class Malformed extends Error {
  constructor(readonly fields: string) {
    super('malformed');
    this.name = 'Malformed';
  }
}

/** Throws `Malformed`. */
export function readActivity(body: unknown): Incoming {
  const parsed = ActivitySchema.safeParse(body);
  if (!parsed.success) throw new Malformed(parsed.error.issues.map((issue) => issue.path.join('.')).join(','));
  return incomingOf(parsed.data);
}

function incomingOf(activity: Activity): Incoming {
  const tenantId = tenantOf(activity);
  return {
    type: activity.type,
    id: activity.id ?? null,
    name: activity.name ?? '',
    action: activity.action ?? '',
    platform: activity.channelId,
    text: activity.text ?? '',
    value: activity.value,
    replyToId: activity.replyToId ?? null,
    where: whereOf(activity),
    entraId: activity.from.aadObjectId?.toLowerCase() ?? null,
    isFromGuest: isGuest(activity, tenantId),
    tenantId,
    botAdded: isAmong(activity.membersAdded, activity.recipient.id),
    removed: removedOf(activity),
    event: activity.channelData?.eventType ?? '',
    eventChannel: activity.channelData?.channel?.id ?? null,
    thread: activity.conversation.id,
    conversation: {
      conversationId: withoutThread(activity.conversation.id),
      serviceUrl: activity.serviceUrl,
      tenantId: tenantId ?? '',
      botId: activity.recipient.id,
      channelId: activity.channelId,
      userId: activity.from.id,
      teamId: activity.channelData?.team?.id ?? null,
    },
  };
}

const NO_MEMBERS = ['guest', 'anonymous'];

function isGuest({ from }: Activity, tenantId: string | null): boolean {
  const isMarked = [from.role, from.userRole].some((role) => NO_MEMBERS.includes(role?.toLowerCase() ?? ''));
  return isMarked || (!!from.tenantId && from.tenantId.toLowerCase() !== tenantId);
}

const isAmong = (members: Activity['membersAdded'], id: string): boolean =>
  (members ?? []).some((member) => member.id === id);

function removedOf({ membersRemoved, recipient }: Activity): Incoming['removed'] {
  if (!membersRemoved || membersRemoved.length === 0) return null;
  return isAmong(membersRemoved, recipient.id) ? 'bot' : 'others';
}

/** Two places may name the tenant; when they disagree the activity belongs to none. */
function tenantOf({ conversation, channelData }: Activity): string | null {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((tenant) => tenant != null && tenant !== '');
  const different = new Set(named.map((tenant) => tenant!.toLowerCase()));
  return different.size === 1 ? [...different][0]! : null;
}

/** Whatever type is said, only what bears no mark of a group counts as personal: a child's data may be shown there. */
function whereOf({ conversation, channelData }: Activity): Incoming['where'] {
  if (conversation.conversationType === 'channel' || channelData?.channel?.id || channelData?.team?.id)
    return 'channel';
  const isGroup = conversation.conversationType === 'groupChat' || conversation.isGroup;
  return isGroup || isOfPeople(conversation.id) ? 'group' : 'personal';
}

/** A chat of two people is called personal too when a card of ours stands in it; a chat with the bot has no such id. */
const isOfPeople = (conversationId: string): boolean => /@(?:thread|unq)\b/.test(conversationId);

const withoutThread = (conversationId: string): string => conversationId.split(';')[0]!;
