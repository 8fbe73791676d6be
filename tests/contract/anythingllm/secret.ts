/** Signs the tokens that the tests forge. */
export const JWT_SECRET = 'conformance';
