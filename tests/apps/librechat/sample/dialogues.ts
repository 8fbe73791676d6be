/** One answer: its words, or its parts as LibreChat keeps them in `content`. */
type Answer = string | readonly Record<string, unknown>[];

export interface Turn {
  readonly ask: string;
  /** More than one: it was regenerated, each is a branch; the talk goes on at the last. */
  readonly answers: readonly Answer[];
  /** More fields of the question and of the answers. */
  readonly asked?: Record<string, unknown>;
  readonly answered?: Record<string, unknown>;
}

const text = (words: string) => ({ type: 'text', text: words });

/** What was said in sample conversations, by title: every kind of message that the archive must keep. */
export const DIALOGUES: Readonly<Record<string, readonly Turn[]>> = {
  'Trip to Lisbon': [
    {
      ask: 'Three days in Lisbon with two children in May. What should we see?',
      answers: [
        'Start with the Oceanário, then tram 28 early in the morning.\n\n1. **Alfama** on foot\n2. Belém and its pastéis\n3. A day in Sintra',
        'With children: the Oceanário, the cable car, the beach at Cascais by train.\n\n| Day | Plan |\n|---|---|\n| 1 | Alfama, castle |\n| 2 | Oceanário |\n| 3 | Cascais |',
      ],
    },
    {
      ask: 'How much is the train to Cascais?',
      answers: ['About 2.40 € each way; children under four travel free.'],
    },
  ],
  'Sourdough starter': [
    {
      ask: 'My starter smells of acetone. Is it dead?',
      answers: [
        'No. It is hungry: feed it twice a day, **1:5:5**, and keep it at 24 °C. The smell goes after two days.',
      ],
    },
  ],
  'SQL window functions': [
    {
      ask: 'Running total per customer, please.',
      answers: [
        '```sql\nSELECT customer, day, SUM(amount) OVER (PARTITION BY customer ORDER BY day) AS total\nFROM invoices;\n```\n\n`PARTITION BY` starts anew for each customer.',
      ],
    },
  ],
  'Letter to the landlord': [
    {
      ask: 'Shorten this letter about the broken heating, please.',
      asked: {
        files: [{ file_id: 'letter-1', filename: 'Heizung defekt.pdf', type: 'application/pdf', bytes: 48_213 }],
      },
      answers: [
        'Dear Ms. Kowalczyk, the heating has been out of order since 3 November. Please have it repaired by Friday.',
      ],
    },
  ],
  'Résumé für Zürich': [
    {
      ask: 'Übersetze meinen Lebenslauf ins Schweizer Hochdeutsche: „Straße“ schreibe ich so?',
      answers: ['In der Schweiz schreibt man **Strasse**, ohne ß. Im Übrigen: «naïve Café-Crème» bleibt, wie sie ist.'],
    },
  ],
  'Kubernetes ingress returns 502': [
    {
      ask: 'nginx ingress answers 502 after a rollout. Where do I look first?',
      answers: [
        [
          text('I look it up.'),
          {
            type: 'tool_call',
            tool_call: { id: 'call_1', name: 'web_search', args: '{"q":"ingress 502"}', output: '2 hits', progress: 1 },
          },
          text('Compare the readiness probe with the container’s port: a pod that is not ready has no endpoint.'),
        ],
      ],
      answered: {
        attachments: [
          {
            type: 'web_search',
            toolCallId: 'call_1',
            web_search: {
              turn: 0,
              organic: [{ title: 'Debug services', link: 'https://docs.example.com/debug', snippet: 'no endpoints' }],
            },
          },
        ],
        feedback: { rating: 'thumbsUp', tag: 'accurate_reliable' },
      },
    },
  ],
  'Explain "monads" to a cook': [
    {
      ask: 'What is a monad?',
      answers: [
        [
          { type: 'think', think: 'The reader cooks. Use recipes, not arrows.' },
          text('A recipe that hands its dish, *in its own pot*, to the next recipe.'),
        ],
      ],
    },
    {
      ask: 'And if one pot burns?',
      answers: [[{ type: 'error', error: 'An error occurred while processing the request: 429 rate limit reached' }]],
    },
  ],
  东京五日游行程安排: [
    {
      ask: '请帮我安排东京五日游，预算一万元。',
      answers: ['第一天：浅草寺与上野公园。第二天：筑地市场、银座。第三天：镰仓一日游。'],
    },
  ],
  週末のレシピと買い物リスト: [
    {
      ask: '週末に作れる簡単なレシピを教えてください。',
      answers: ['肉じゃがはいかがでしょうか。じゃがいも、玉ねぎ、牛肉を買ってください。'],
    },
  ],
  '<b>not bold</b> & "quoted"': [
    {
      ask: 'Is <img src=x onerror="alert(1)"> harmless?',
      answers: ['Not in a page. <script>document.title = "stolen"</script> [click](javascript:alert(1))'],
    },
  ],
};
