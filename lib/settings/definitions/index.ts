export * from './language';
export {
  anythingLlmModel,
  type Endpoints,
  endpointsOf,
  libreChatModel,
  type Model,
  type ProjectionContext,
} from './model';
export * from './nearest-model';
export * from './numbers';
export * from './place-provider';
export * from './projection';
export * from './projection-for';
export * from './provider-map';
export * from './text-size';
export * from './theme';
export * from './verdicts';
