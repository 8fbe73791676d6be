import { type AppId, appNames as names, type ProblemParams } from '@/lib/model';

const openAndSignIn = (app: AppId) => `Open ${names[app]} and sign in.`;
const openAndSignInAgain = (app: AppId) => `Open ${names[app]} and sign in again.`;

/** The same address with http for https, or the reverse. */
const otherScheme = (origin: string) =>
  origin.startsWith('https:') ? origin.replace(/^https/, 'http') : origin.replace(/^http/, 'https');

/** The problem, its reason, and what you can do, by the code of the problem. */
export const problems: { readonly [Code in keyof ProblemParams]: (params: ProblemParams[Code]) => string } = {
  banned: ({ app }) =>
    `${names[app]} has blocked your account for a while. It lifts the block by itself, usually within two hours.`,
  challenge: ({ app, origin }) =>
    `A security check stands in front of ${names[app]} at ${origin}. Open it in a tab and pass the check; then Tandem tries again.`,
  elsewhere: ({ app, store }) =>
    ({
      container: `${names[app]} is open in a container tab, but Tandem uses the sign-in of ordinary tabs. Open it in an ordinary tab. If Firefox always opens this site in its container, change that first.`,
      private: `${names[app]} is open only in a private window, but Tandem uses the sign-in of ordinary windows. Open it in an ordinary window.`,
    })[store],
  'login-proxy': ({ app, origin }) =>
    `A login page stands in front of ${names[app]} at ${origin}. Open it in a tab and sign in there; then Tandem tries again.`,
  moved: ({ app, origin, leadsTo }) =>
    `${origin} redirects to ${leadsTo}. If ${names[app]} has moved there, connect it at that address.`,
  'not-an-address': ({ app }) =>
    `This is not a web address. Copy what the address bar shows while you use ${names[app]}.`,
  'not-found': ({ app, path }) => `${names[app]} can’t find this (${path}). It may have been deleted.`,
  'not-json': ({ app, path }) =>
    `${names[app]} answered with a page instead of data (${path}). It may be updating, or another page answers at its address. Open it in a tab to see.`,
  'permission-missing': ({ app }) => `Tandem no longer has permission to access ${names[app]}. Allow it again.`,
  'rate-limited': ({ app }) => `${names[app]} asks Tandem to slow down. Tandem waits, then tries again.`,
  'record-damaged': ({ record }) =>
    ({
      connections:
        'The list of your apps was damaged, so Tandem set it aside. Connect your apps again; nothing in them is lost.',
      preferences: 'Tandem’s preferences were damaged, so Tandem set them aside. Choose them again.',
      copy: 'A part of the stored copy was damaged, so Tandem set it aside. It reads that part from the app again.',
    })[record],
  'record-newer': () =>
    'A newer version of Tandem stored a part of your data, which this version can’t read. Tandem sets that part aside and reads it again.',
  'refresh-refused': ({ app, reason }) =>
    ({
      'no-cookie': `${names[app]} found no sign-in of yours in this browser. ${openAndSignIn(app)}`,
      rotated: `${names[app]} did not renew your sign-in, which has expired. ${openAndSignInAgain(app)}`,
      invalid: `${names[app]} does not accept your browser’s sign-in. ${openAndSignInAgain(app)}`,
      'other-account': `${names[app]} does not know the account of your browser’s sign-in. ${openAndSignInAgain(app)}`,
    })[reason],
  'role-refused': ({ app, path }) =>
    `Your role in ${names[app]} does not allow this (${path}). An admin of ${names[app]} can change that.`,
  'server-error': ({ app, status }) =>
    `${names[app]} reported an error (HTTP ${status}). Tandem tries again. If this continues, look at its log.`,
  'signed-out': ({ app, reason }) =>
    ({
      missing: `You are not signed in to ${names[app]} in this browser. ${openAndSignIn(app)}`,
      expired: `Your sign-in to ${names[app]} has expired. ${openAndSignInAgain(app)}`,
      invalid: `${names[app]} no longer accepts your sign-in. ${openAndSignInAgain(app)}`,
      suspended: `Your account in ${names[app]} is suspended. Ask its admin.`,
      deleted: `${names[app]} no longer knows your account. Ask its admin.`,
      'other-install': `You seem to be signed in to another ${names[app]} on this host. This one does not know that sign-in. Open this one and sign in again.`,
      'second-factor': `${names[app]} asks for a second factor, and you have not set one up. Open ${names[app]} and set it up; then Tandem continues by itself.`,
    })[reason],
  'storage-full': () => 'Your browser could not store what Tandem read. Free some disk space; then Tandem tries again.',
  'stream-error': ({ app, path }) =>
    `${names[app]} refused this request (${path}). The item may belong to another account, or have been deleted.`,
  'too-old': ({ app, oldest }) =>
    `This ${names[app]} is too old for Tandem, which needs version ${oldest} or later. Ask its admin to update it.`,
  unexpected: () => 'Something went wrong in Tandem itself. Tandem tries again.',
  'unexpected-answer': ({ app, path, status }) =>
    `Tandem does not understand an answer of ${names[app]} (${path}, HTTP ${status}). This version may be new to Tandem. Nothing was changed.`,
  unreachable: ({ app, origin, reason }) => {
    const name = names[app];
    const { hostname } = new URL(origin);
    return {
      refused: `Nothing answers at ${origin}. Check that ${name} is running, and that its address and port are right.`,
      'unknown-host': `Your network can’t find ${hostname}. Check the spelling of ${name}’s address, and your VPN if you need one.`,
      certificate: `Your browser does not trust the certificate of ${origin}. If it is your own certificate, open ${name} in a tab, accept it there and try again.`,
      'wrong-scheme': `${name} does not answer at ${origin}. Try ${otherScheme(origin)} instead.`,
      closed: `${name} at ${origin} closed the connection without an answer. It may be starting. If this continues, try ${otherScheme(origin)} instead.`,
      'https-only': `Your browser insists on https, but ${name} at ${origin} uses http. Allow http for this site in your browser’s HTTPS-Only settings, or give ${name} a certificate.`,
      offline: `This computer is offline, so Tandem can’t reach ${name}. It tries again when the network is back.`,
      timeout: `${name} at ${origin} took too long to answer. Tandem tries again. If this continues, check how busy the server is.`,
      aborted: `Your browser cancelled a request to ${name} at ${origin}. Tandem tries again.`,
      interrupted: `The connection to ${name} at ${origin} broke during an answer. Tandem tries again.`,
      blocked: `Your browser’s administrator blocks extensions on ${hostname}, so Tandem can’t reach ${name} there. Ask them to allow Tandem for this site.`,
      unknown: `Tandem can’t reach ${name} at ${origin}. Open it in a tab to see what your browser says about it.`,
    }[reason];
  },
  unreadable: ({ app, origin }) =>
    `Something answers at ${origin}. Tandem can tell whether it is ${names[app]} only after you allow access.`,
  'wrong-app': ({ app, origin, found }) =>
    found === null
      ? `Something answers at ${origin}, but it is not ${names[app]}. Copy the address that you see when you use ${names[app]}.`
      : `${origin} is ${names[found]}, not ${names[app]}. Put this address into the field for ${names[found]}.`,
};
