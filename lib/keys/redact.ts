const SECRETS: readonly [RegExp, string][] = [
  [/\bBearer\s+[^\s"',;]+/gi, 'Bearer …'],
  [/(?<![0-9A-Za-z])th-[0-9A-Za-z_-]{8,}/g, 'th-…'],
  [/sk-ant-[0-9A-Za-z_-]+/g, 'sk-ant-…'],
  [/whsec_[0-9A-Za-z+/=_-]+/g, 'whsec_…'],
];

/** The text without the secrets it may carry: ours, upstream's, Stripe's and whatever follows `Bearer`. For logs. */
export function redactKeys(text: string): string {
  let redacted = text;
  for (const [pattern, replacement] of SECRETS) redacted = redacted.replace(pattern, replacement);
  return redacted;
}
