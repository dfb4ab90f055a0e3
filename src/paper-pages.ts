/** The two pages on which a link to a paper can end. They name no child, no case and no person. */

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 1.1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 34rem; margin: 4rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; color: #17406d; }
button { font: inherit; font-weight: 600; color: #fff; background: #17406d; border: 0; border-radius: 4px; padding: 0.7rem 1.6rem; cursor: pointer; }
button:focus-visible { outline: 3px solid #f5a800; outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

export const downloadPage = page(
  'Your paper is ready',
  `<p>It is about children. Save it only where your organisation keeps such papers.</p>
<form method="post"><button>Download</button></form>
<p>The button works once. If you need the paper again, ask for it where you asked before.</p>`,
);

export const goneLinkPage = page(
  'This link has been used or is too old',
  '<p>Ask for the paper again where you asked before.</p>',
);
