/*
 * The limits of "this page still loads", in ms.
 */

/** A page that does not become quiet counts as settled after this time. */
export const longestUnsettled = 8_000;
/**
 * The load gate opens after this time: a page without our script never reports that it has settled. Longer than
 * {@link longestUnsettled}, and shorter than the life of an idle worker.
 */
export const longestGated = 10_000;
/**
 * The longest time from the start of LibreChat's document to its first refresh: up to 3 s (measured:
 * facts/librechat-boot), longer on a busy machine.
 */
export const longestBoot = 10_000;
/** A document that gives no sign of its end stops holding back our own refresh after this time. */
export const longestLoad = 30_000;
