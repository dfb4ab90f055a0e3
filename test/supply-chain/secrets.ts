/** What no file that is kept may hold, by a name that a reader understands. */
export const SECRETS: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=]{40}/,
  'a client secret of Entra': /\b[\w.~-]{3}\dQ~[\w.~-]{31,34}\b/,
  'a key of an Azure account': /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=[\w+/%=]{30,}/i,
  'an access key of AWS': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  'a token of GitHub': /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/,
  'a token of npm': /\bnpm_[A-Za-z0-9]{36}\b/,
  'a token of Slack': /\bxox[abprs]-[A-Za-z0-9-]{20,}/,
  'a key of Google': /\bAIza[\w-]{35}\b/,
  'a signed token': /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{30,}/,
  'a password in an address':
    /\b[a-z][a-z+]{2,}:\/\/[^\s:/@'"`<>$]+:(?!password@)[^\s/@'"`<>${}]{3,}@(?!127\.|localhost|\$)[\w.-]+\.[a-z]{2,}/i,
  'a key of ours': /\b(?:FIELD_KEYS|METRICS_TOKEN|MICROSOFT_APP_PASSWORD)=(?!none\b)[^\s'"`$<]*[A-Za-z0-9+/~_-]{24,}/,
};

/** Where in a text something stands that looks like a secret: its line and its kind, never the secret. */
export function secretsIn(text: string): string[] {
  return Object.entries(SECRETS).flatMap(([kind, pattern]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [`line ${text.slice(0, at).split('\n').length}: ${kind}`];
  });
}
