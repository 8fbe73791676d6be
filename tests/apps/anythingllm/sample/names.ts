/** Names in many scripts and lengths: the panel must show and find all of them. */
const SUBJECTS = [
  'Research',
  'Customer support',
  'Legal & compliance',
  'Quarterly planning',
  'Kitchen renovation',
  'Übersetzungen',
  'Café-Rezepte',
  'Обучение новичков',
  'Ελληνικά έγγραφα',
  'أبحاث السوق',
  'תמיכת לקוחות',
  '産品計画',
  '顧客サポート',
  '고객 지원 문서',
  '🚀 Launch',
  '🧪 Experiments 👩‍🔬',
  'नई परियोजना',
  'เอกสารภาษาไทย',
];

const DETAILS = ['notes', '2026', 'archive', 'drafts', 'for the team', 'v2', '— shared', '(old)', 'inbox', 'Q&A'];

const LONG =
  'Minutes, decisions and open questions of the cross-departmental working group on document retention, data protection and the migration of the shared drives';

/** The name of the nth workspace. Every 25th is very long; a few differ only in case or a mark. */
export function workspaceName(index: number): string {
  const subject = SUBJECTS[index % SUBJECTS.length] ?? 'Workspace';
  if (index % 25 === 24) return `${LONG} ${index + 1}`;
  if (index < SUBJECTS.length) return subject;
  const detail = DETAILS[Math.floor(index / SUBJECTS.length) % DETAILS.length] ?? '';
  return `${subject} ${detail} ${index + 1}`;
}

const THREADS = [
  'Reading list',
  'Interview plan',
  'First ideas',
  'השאלות הפתוחות',
  '会議の議事録',
  'Budget 💶',
  'Follow-up',
];

export function threadName(index: number): string {
  return `${THREADS[index % THREADS.length] ?? 'Thread'} ${index + 1}`;
}
