import { errorCodeIn } from '../../src/teams/error-code';

/** As "Send proactive messages" of Microsoft shows the answer to a bot that a person has blocked. */
const BLOCKED =
  '{"errorCode":209,"message":"{\\r\\n  \\"subCode\\": \\"MessageWritesBlocked\\",\\r\\n  \\"details\\": \\"Thread is blocked from message writes.\\",\\r\\n  \\"errorCode\\": null,\\r\\n  \\"errorSubCode\\": null\\r\\n}"}';

const packed = (message: unknown) => ({ errorCode: 209, message });

test.each<[string, unknown, string | null]>([
  ['the code of an error', { error: { code: 'BotDisabledByAdmin', message: 'no' } }, 'BotDisabledByAdmin'],
  ['the sub-code within a message, as Microsoft shows it', JSON.parse(BLOCKED), 'MessageWritesBlocked'],
  ['the sub-code of an error that has both', { error: { code: 'Forbidden', message: '{"subCode":"X1"}' } }, 'X1'],
  ['the number where nothing says more', packed('Forbidden'), '209'],
  ['the number where the message is cut off', packed('{"subCode":"MessageWri'), '209'],
  ['the number where the sub-code is none', packed('{"subCode":null}'), '209'],
  ['no words in place of a sub-code', packed('{"subCode":"Rowan Ashdown is blocked"}'), '209'],
  ['the number where the message is too long to be one', packed(`{"subCode":"X1","a":"${'x'.repeat(5_000)}"}`), '209'],
  ['the number where a message is nested without end', packed('{"a":'.repeat(700)), '209'],
  ['nothing in an empty answer', {}, null],
  ['nothing in no answer', null, null],
  ['nothing in the words of a firewall', '<html>Forbidden</html>', null],
  ['nothing in a list', [403], null],
])('%s is what Teams says', (_what, body, code) => {
  expect(errorCodeIn(body)).toBe(code);
});
