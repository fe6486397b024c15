const api = 'http://localhost:3000/api/v1';
const headers = {
  authorization: `Bearer ${process.env.TOKENHUB_API_KEY}`,
  'content-type': 'application/json',
};

const body = JSON.stringify({
  model: 'anthropic/claude-haiku-4-5',
  messages: [{ role: 'user', content: 'Why is the sky blue?' }],
});
const answer = await fetch(`${api}/chat/completions`, { method: 'POST', headers, body }).then((reply) => reply.json());
const { data: receipt } = await fetch(`${api}/generations/${answer.id}`, { headers }).then((reply) => reply.json());

// Whole numbers of 10⁻¹² dollars, so that nothing is rounded on the way.
const toPico = (usd) => {
  const [whole, fraction = ''] = usd.split('.');
  return BigInt(whole + fraction.padEnd(12, '0'));
};

const sum = receipt.lines
  .map(({ tokens, rate_usd_per_token }) => BigInt(tokens) * toPico(rate_usd_per_token))
  .reduce((total, amount) => total + amount, 0n);
const roundedUp = ((sum + 999n) / 1000n) * 1000n;
const charged = toPico(receipt.cost_usd) + toPico(receipt.absorbed_usd);

console.log(`${receipt.request_id}: ${receipt.cost_usd} USD`);
console.log(charged === roundedUp ? 'The receipt adds up.' : 'The receipt does not add up.');
