/** The steps that somebody comes to by going on, loaded when they do: as one part, since they share most of their code. */
export { StepCompare } from './step-compare';
export { StepEverything } from './step-everything';
export { StepReady } from './step-ready';
export { StepTry } from './step-try';
