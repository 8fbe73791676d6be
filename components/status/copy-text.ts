/**
 * Copies a text, for a click. `navigator.clipboard` never answers in the panel's frame in an app's page (measured:
 * facts/frame-clipboard). This older way works in every view.
 */
export function copyText(text: string): 'copied' | 'not-allowed' {
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', onCopy);
  try {
    return document.execCommand('copy') ? 'copied' : 'not-allowed';
  } finally {
    document.removeEventListener('copy', onCopy);
  }
}
