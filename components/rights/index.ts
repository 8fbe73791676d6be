export { RightsAsked } from './rights-asked';
export { RightsGiven } from './rights-given';
