/** Where the imitated login proxy sends people. It lives outside the app's base path, as a proxy's own page does. */
export const LOGIN_PATH = '/proxy-login/';

export const LOGIN_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Login - Gateway</title></head>
<body><main><h1>Sign in to the gateway</h1>
<form method="post"><label>Username <input name="username" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button type="submit">Sign in</button></form></main></body></html>
`;
