/**
 * The launcher's own style sheet. No style of the page can override `:host` rules with !important. Stacking: menus,
 * dialogs and toasts of both apps lie at up to 9,999. The launcher stays below toasts and overlays, the open panel
 * above all.
 */
export const style = `
:host { all: initial !important; display: contents !important; direction: ltr !important; color-scheme: light dark !important; }
* { box-sizing: border-box; }
.stand {
  --ground: light-dark(#fdfdfc, #16181b);
  --pressed: light-dark(#e7e9e6, #2a2e33);
  --edge: light-dark(#7d868c, #7a838b);
  --ink: light-dark(#181c1f, #eceeed);
  --focus: light-dark(#3a5bd0, #8ba4ff);
  --a: light-dark(#855400, #e5b566);
  --b: light-dark(#00656a, #70cbc7);
  --shadow: 0 1px 6px rgb(0 0 0 / .22);
  --tall: 52px;
  --place: min(var(--top) * 100vh, 100vh - var(--tall) - 4px);
  position: fixed; z-index: 9990; right: 0; top: var(--place);
  font: 400 13px/1.2 system-ui, sans-serif;
  color: var(--ink);
}
.stand.open { z-index: 10000; }
button { margin: 0; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge); cursor: pointer; }
button:hover { background: var(--pressed); }
button:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.tab {
  display: grid; place-items: center; width: 16px; height: var(--tall); padding: 0;
  border-right: 0; border-radius: 8px 0 0 8px; box-shadow: var(--shadow);
  touch-action: none; user-select: none;
}
.stand.dragging .tab { cursor: grabbing; background: var(--pressed); }
svg { fill: none; stroke-width: 2; pointer-events: none; }
.a { stroke: var(--a); }
.b { stroke: var(--b); }
.cross { display: none; stroke: currentColor; stroke-linecap: round; }
.open .a, .open .b { display: none; }
.open .cross { display: inline; }
.hide {
  position: absolute; right: 0; top: calc(100% + 4px); padding: 5px 10px 5px 11px; white-space: nowrap;
  border-right: 0; border-radius: 8px 0 0 8px; box-shadow: var(--shadow);
  visibility: hidden; opacity: 0; transition: opacity .12s, visibility 0s .12s;
}
.hide::before { content: ""; position: absolute; inset: -6px 0 100% -6px; }
.stand:not(.open, .dragging):hover .hide, .tab:focus-visible ~ .hide, .hide:focus-visible, .stand.menu .hide {
  visibility: visible; opacity: 1; transition: opacity .12s .35s, visibility 0s .35s;
}
.tab:focus-visible ~ .hide, .hide:focus-visible, .stand.menu .hide { transition-delay: 0s; }
.stand.open .hide { display: none; }
.low .hide { top: auto; bottom: calc(100% + 4px); }
.low .hide::before { inset: 100% 0 -6px -6px; }
.panel {
  --high: min(640px, 100vh - 24px);
  position: fixed; right: 24px; width: min(400px, 100vw - 32px); height: var(--high);
  top: max(12px, min(var(--top) * 100vh, 100vh - var(--high) - 12px));
  overflow: hidden; outline: 0; background: var(--ground); border: 1px solid var(--edge); border-radius: 12px;
  box-shadow: 0 8px 40px rgb(0 0 0 / .3); animation: in .14s ease-out;
}
iframe { display: block; width: 100%; height: 100%; border: 0; }
.dragging iframe { pointer-events: none; }
@keyframes in { from { opacity: 0; transform: translateX(12px); } }
@media (prefers-reduced-motion: reduce) { .hide { transition: none !important; } .panel { animation: none; } }
@media (forced-colors: active) { .a, .b, .cross { stroke: ButtonText; } }
@media print { .stand { display: none; } }
`;
