import type { Chat } from '../state';

type Said = Pick<Chat, 'answer'> & Partial<Pick<Chat, 'sources' | 'attachments'>>;

const source = (title: string, url: string, text: string) => ({
  id: `source-${title}`,
  url,
  title,
  docAuthor: 'Unknown',
  description: 'Unknown',
  docSource: 'a text file uploaded by the user.',
  chunkSource: '',
  published: '11/2/2026, 8:12:18 AM',
  wordCount: 181,
  token_count_estimate: 280,
  text,
  _distance: 0.2,
  score: 0.8,
});

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What the demo's workspaces answered, by question: texts, sources and pictures that the archive must keep. */
export const DIALOGUES: Readonly<Record<string, Said>> = {
  'Suggest three books': {
    answer:
      '1. *The Design of Everyday Things*\n2. *Seeing Like a State*\n3. *Zen and the Art of Motorcycle Maintenance*',
  },
  'Ten questions for the interview': {
    answer:
      'Begin with the work itself: **what did you do yesterday?** Then ask what nearly went wrong, and who noticed.',
  },
  'Status of refund case 4711?': {
    answer: 'Case 4711 is pending: the customer’s bank has not confirmed the IBAN. See the policy, section 3.',
    sources: [
      source('refund-policy.pdf', 'file:///app/collector/hotdir/refund-policy.pdf', 'A refund needs a confirmed IBAN.'),
      source('Refund FAQ', 'https://help.example.com/refunds', 'Refunds take five working days.'),
    ],
  },
  'Compare these tile offers': {
    answer:
      '| Offer | €/m² |\n|---|---|\n| Müller Fliesen | 38.50 |\n| Azulejos do Porto | 44.00 |\n\nMüller is cheaper, even with 10 % waste.',
    attachments: [{ name: 'tiles.png', mime: 'image/png', contentString: `data:image/png;base64,${pixel}` }],
  },
  '次の会議の議題は？': { answer: '予算の承認、採用計画、そして顧客サポートの改善です。' },
  'What is in my notes?': {
    answer: 'Three interviews, a reading list, and an open question about *retention periods*.',
    sources: [source('onboarding.txt', 'file:///app/collector/hotdir/onboarding.txt', 'Welcome to the team.')],
  },
};
