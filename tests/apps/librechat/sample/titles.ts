const TOPICS = [
  'Trip to Lisbon',
  'Sourdough starter',
  'SQL window functions',
  'Letter to the landlord',
  'Bash one-liners',
  'Birthday poem for Mara',
  'Rust lifetimes explained',
  'Tax questions for freelancers',
  'Résumé für Zürich',
  'Garden plan for a shady corner',
  'Interview questions: platform engineer',
  'Why is the build slow?',
  'Quarterly report outline',
  'Meal plan without nuts',
  'Kubernetes ingress returns 502',
  'Names for a small bakery',
  'Proofread: cover letter',
  'Regex for German postcodes',
  'History of the metric system',
  'Explain "monads" to a cook',
  'Running shoes, wide feet',
  'Contract summary (NDA)',
  'Marathon training, 16 weeks',
  'Docker volumes & permissions',
] as const;

/** Titles that break naive layouts and searches: very long, right to left, without spaces, outside the BMP. */
const AWKWARD = [
  'A very long title that somebody pasted from the first paragraph of an e-mail: we would like to know whether the shipment of the second batch of spare parts, ordered in March, can be combined with the one from April so that customs has to be paid only once, and who has to sign for it',
  'رحلة إلى الإسكندرية في الربيع',
  'שאלות על חוזה שכירות',
  '东京五日游行程安排',
  '週末のレシピと買い物リスト',
  '한국어 문법 질문',
  '🚀 Launch checklist ✅ 👩‍👩‍👧‍👦',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  '<b>not bold</b> & "quoted"',
  'İstanbul’da üç gün',
] as const;

/** The title of the nth sample conversation; every eighth is an awkward one, later ones are numbered. */
export function titleOf(index: number): string {
  if (index % 8 === 5) {
    const turn = Math.floor(index / 8);
    const awkward = AWKWARD[turn % AWKWARD.length] ?? '';
    return turn < AWKWARD.length ? awkward : `${awkward} ${turn}`;
  }
  const topic = TOPICS[index % TOPICS.length] ?? '';
  return index < TOPICS.length ? topic : `${topic} #${index}`;
}
