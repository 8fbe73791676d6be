/** Elements that the user can operate in a page. */
const controls =
  'a[href],button,input,select,textarea,summary,audio,video,[contenteditable=true],[role=button],[role=link],[role=tab],' +
  '[role=option],[role=menuitem],[role=switch],[role=slider],[role=checkbox],[role=combobox]';

/**
 * Whether a control of the page lies at the window's right edge, this far from the top. An element that fills the
 * window does not count: it only closes the dialog in front of it.
 * @param width Of the edge, in px
 */
export function isControlAt(document: Document, width: number, y: number): boolean {
  const { clientWidth, clientHeight } = document.documentElement;
  return [1, width / 2, width - 1].some((fromRight) =>
    document.elementsFromPoint(clientWidth - fromRight, y).some((element) => {
      const control = element.closest(controls);
      return control !== null && control.getBoundingClientRect().height < clientHeight;
    }),
  );
}
