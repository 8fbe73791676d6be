interface PageFacts {
  title: string;
  basePath: string;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The document of the stock app: one empty root, the script builds the rest. */
export function indexPage({ title, basePath }: PageFacts): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <title>${escaped(title)}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" crossorigin href="${basePath}/index.css" />
    <script type="module" crossorigin src="${basePath}/index.js"></script>
  </head>
  <body>
    <div id="root" class="h-screen"></div>
  </body>
</html>
`;
}

/** The page of a platform install: a form that the browser itself sends, and a list that is fetched with the cookie. */
export function platformPage({ title, basePath }: PageFacts): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${escaped(title)}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${basePath}/index.css" />
    <script type="module" src="${basePath}/assets/platform.js"></script>
  </head>
  <body>
    <div id="root" class="h-screen">
      <form method="post" action="${basePath}/login" data-testid="login-form" hidden>
        <label>Username <input name="username" autocomplete="username" /></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
        <button type="submit">Sign in</button>
      </form>
      <main hidden>
        <h1 data-testid="who"></h1>
        <ul data-testid="workspaces"></ul>
        <form method="post" action="${basePath}/logout"><button type="submit">Sign out</button></form>
      </main>
    </div>
  </body>
</html>
`;
}
