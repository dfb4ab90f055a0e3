import type { Request } from './asked';

/** What a request that meets no trouble comes to. */
export interface Result {
  readonly status: number;
  readonly body: object;
  /** Of the message that was made or changed. */
  readonly activityId: string | null;
}

const failure = (status: number, code: string): Result => ({
  status,
  body: { error: { code, message: 'no' } },
  activityId: null,
});

/** The conversations as Teams holds them, as far as a bot is told of them: which messages stand in which. */
export function done(): { does(request: Request): Result } {
  const standing = new Set<string>();
  let made = 0;
  const key = (conversationId: string, activityId: string | null): string => `${conversationId} ${activityId}`;

  function madeIn(conversationId: string): string {
    const id = `m${(made += 1)}`;
    standing.add(key(conversationId, id));
    return id;
  }

  return {
    does({ kind, conversationId, activityId }) {
      switch (kind) {
        case 'send': {
          const id = madeIn(conversationId);
          return { status: 201, body: { id }, activityId: id };
        }
        case 'edit':
        case 'delete': {
          const stands = standing.has(key(conversationId, activityId));
          if (!stands) return failure(404, 'ActivityNotFoundInConversation');
          if (kind === 'delete') standing.delete(key(conversationId, activityId));
          return { status: 200, body: { id: activityId }, activityId };
        }
        case 'create': {
          const id = `a:made-${(made += 1)}`;
          return { status: 201, body: { id, activityId: null, serviceUrl: null }, activityId: null };
        }
        case 'members': {
          const member = { id: `29:${conversationId}`, name: 'Somebody', aadObjectId: conversationId };
          return { status: 200, body: { members: [member] }, activityId: null };
        }
        case 'unknown':
          return { status: 404, body: {}, activityId: null };
      }
    },
  };
}
