// The one door to the browsers' APIs: a no-op on current Chrome and Firefox, promises on older Chromes.
export { default as browser } from 'webextension-polyfill';
