import { appOf, type MarkdownWords, type Message, type Transcript } from '@/lib/model';

/** One chat as a Markdown file with YAML front matter. All branches follow each other; each names where it starts. */
export function toMarkdown(transcript: Transcript, words: MarkdownWords): string {
  const numbers = new Map(transcript.messages.map(({ id }, index) => [id, index + 1]));
  const siblings = new Map<string | null, number>();
  const places = transcript.messages.map(({ parent }) => {
    const place = (siblings.get(parent) ?? 0) + 1;
    siblings.set(parent, place);
    return place;
  });
  const versionOf = ({ parent }: Message, number: number) => {
    const of = siblings.get(parent) ?? 1;
    return of === 1 ? null : words.version({ number, of, answers: numbers.get(parent ?? '') ?? null });
  };
  const messages = transcript.messages.map((message, index) =>
    [
      `## ${index + 1}. ${inline(message.name ?? words[message.author])}`,
      [message.at, message.model && inline(message.model), versionOf(message, places[index] ?? 1)]
        .filter(Boolean)
        .join(' · '),
      message.thought && `> **${words.thought}**\n${quoted(message.thought)}`,
      withClosedFence(message.text),
      listed(
        words.attachments,
        message.attachments.map(({ name }) => inline(name)),
      ),
      listed(
        words.sources,
        message.sources.map(({ title, url }) =>
          url === null ? inline(title) : `[${inline(title)}](<${safeUrl(url)}>)`,
        ),
      ),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  return `${[frontMatter(transcript), `# ${inline(transcript.title)}`, ...messages].join('\n\n')}\n`;
}

function frontMatter({
  chat,
  title,
  workspace,
  endpoint,
  model,
  createdAt,
  updatedAt,
  archived,
  messages,
}: Transcript) {
  const fields = {
    title,
    app: appOf(chat),
    workspace,
    id: chat.kind === 'conversation' ? chat.id : chat.slug,
    endpoint,
    model,
    created: createdAt,
    updated: updatedAt,
    archived,
    messages: messages.length,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== null);
  return ['---', ...lines.map(([key, value]) => `${key}: ${yaml(value)}`), '---'].join('\n');
}

/** JSON is YAML, apart from line breaks and invisible signs that only YAML forbids. */
const yaml = (value: string | number | boolean | null): string =>
  JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A foreign text in one line that stays a text: no heading, link or HTML comes of it. */
const inline = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|!~&]/g, '\\$&');

const quoted = (text: string): string => text.replace(/^/gm, '> ');

const safeUrl = (url: string): string => url.replace(/[<>\s\\]/g, encodeURIComponent);

const listed = (word: string, items: readonly string[]): string =>
  items.length === 0 ? '' : [`**${word}**`, ...items.map((item) => `- ${item}`)].join('\n');

/** A stopped answer may end within a code block, which would swallow all that follows. */
function withClosedFence(text: string): string {
  let open: string | null = null;
  for (const [, fence = '', info = ''] of text.matchAll(/^ {0,3}(`{3,}|~{3,})(.*)$/gm)) {
    if (open === null) open = fence;
    else if (fence.startsWith(open) && info.trim() === '') open = null;
  }
  return open === null ? text : `${text}\n${open}`;
}
