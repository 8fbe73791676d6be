import type { Conversation } from '@/lib/model';

const subjects = [
  'Kubernetes ingress',
  'Sourdough starter',
  'Résumé für Zürich',
  'SQL window functions',
  'Trip to Lisbon',
];

/** Conversations that differ in title, model and time. */
export function manyConversations(amount: number): Conversation[] {
  return Array.from({ length: amount }, (_, at) => {
    const time = new Date(Date.UTC(2026, 10, 20) - at * 600_000).toISOString();
    return {
      id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      title: `${subjects[at % subjects.length]} ${at}`,
      endpoint: 'openAI',
      model: at % 3 === 0 ? 'gpt-4o' : 'claude-sonnet-4-5',
      createdAt: time,
      updatedAt: time,
      archived: at % 20 === 0,
      pinned: false,
    };
  });
}
